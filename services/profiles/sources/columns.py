"""Names that stay: from a column of this year's file to the stem it has every year (facts.md §6, trap 6).

CBS makes a key from the first 40 characters of a title without spaces and accents, and puts the place in the table
behind it: "Wmo-cliënten" is `WmoClienten_89` in one year and `_94` in another. The stem is that key without the number,
in lower case, so that a title, a label of StatLine and a key all lead to it.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceColumn

ABOUT_THE_REGION = {"title", "id", "wijkenenbuurten", "regios", "perioden", "gemeentenaam", "soortregio", "codering"}
CODES_NOT_FIGURES = {"meestvoorkomendepostcode"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A measure as the source describes it; `path` are the titles of its groups, from the outside in.

    A label of StatLine does not say how many decimals there are: `decimals` is then None.
    """

    name: str
    title: str
    path: tuple[str, ...]
    unit: str = ""
    decimals: int | None = None
    description: str = ""


def stem(key: str) -> str:
    """A key without its number, in lower case."""
    head, _, tail = key.rpartition("_")
    return (head if head and tail.isdigit() else key).lower()


def stem_of_title(title: str) -> str:
    """The stem of the key CBS makes of this title."""
    plain = unicodedata.normalize("NFKD", title.strip())
    bare = "".join(c for c in plain if c.isascii() and c.isalnum()).lower()
    return f"k_{bare}" if bare[:1].isdigit() else bare


def is_measure(bare: str) -> bool:
    """Whether a stem holds figures; codes and names about the region do not."""
    return bare not in ABOUT_THE_REGION | CODES_NOT_FIGURES and not bare.startswith("indelingswijziging")


def columns_of(topics: Sequence[Topic], known: Sequence[Topic], *, source: str) -> list[SourceColumn]:
    """Gives each topic the name it has every year. `known` are topics whose titles are known to occur more than once.

    Where two topics share a title (apartments with gas, apartments with electricity) the group in which they differ
    stands before it. Raises SourceRefused("column-twice") when that does not tell them apart, or "columns-absent".
    """
    paths: dict[str, set[tuple[str, ...]]] = {}
    for topic in (*topics, *known):
        paths.setdefault(stem_of_title(topic.title), set()).add(topic.path)
    columns = []
    for t in topics:
        bare = stem_of_title(t.title)
        first = f"{stem_of_title(_difference(t.path, paths[bare]))}_" if len(paths[bare]) > 1 else ""
        columns.append(
            SourceColumn(t.name, first + bare, t.title.strip(), t.unit, t.description, " / ".join(t.path), t.decimals)
        )
    return told_apart(columns, source)


def told_apart(columns: list[SourceColumn], source: str) -> list[SourceColumn]:
    """The same columns. Raises SourceRefused when there are none, or when two have one name."""
    if not columns:
        raise SourceRefused("columns-absent", source=source)
    for found, times in Counter(column.stem for column in columns).items():
        if times > 1:
            names = ", ".join(column.name for column in columns if column.stem == found)
            raise SourceRefused("column-twice", source=source, names=names, stem=found)
    return columns


def _difference(path: tuple[str, ...], paths: set[tuple[str, ...]]) -> str:
    """The first group in which the paths differ; the whole path when one of them ends before."""
    for place in range(min(map(len, paths))):
        if len({other[place] for other in paths}) > 1:
            return path[place]
    return " ".join(path)
