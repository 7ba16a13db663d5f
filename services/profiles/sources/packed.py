"""The packed catalogue `sample/cbs_columns.csv`: what CBS's own metadata says of columns, for files that come without.

It is made by `sample/build_columns.py` from the metadata of 2020 (v3) and 2017 (v4). A unit or description may have
changed since; what a source says itself goes first.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from services.profiles.sources.columns import Topic, stem, stem_of_title, told_apart
from services.profiles.sources.known import KEY_FIGURES, title_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceColumn

COLUMNS = Path(__file__).resolve().parents[3] / "sample" / "cbs_columns.csv"


@cache
def packed_columns() -> Mapping[str, Sequence[tuple[str, SourceColumn]]]:
    """By bare stem: each table number and column with that title, in the order of the table."""
    found: dict[str, list[tuple[str, SourceColumn]]] = {}
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            column = SourceColumn(
                name=row["name"],
                stem=row["stem"],
                title=row["title"],
                unit=row["unit"],
                description=row["description"],
                theme=row["theme"],
                decimals=int(row["decimals"]),
            )
            found.setdefault(stem_of_title(column.title), []).append((row["table"], column))
    return found


@cache
def titles_used_twice() -> Sequence[Topic]:
    """Topics whose title occurs more than once in a table: a file may have one of them, and which one must be plain."""
    twice = [column for found in packed_columns().values() if len(found) > 1 for _, column in found]
    return [Topic(column.name, column.title, tuple(column.theme.split(" / "))) for column in twice]


def columns_of_keys(names: Sequence[str], table: str, *, source: str) -> list[SourceColumn]:
    """Looks up keys such as `k_0Tot15Jaar_8`; one that is not in the catalogue gets its stem and no more."""
    return told_apart([_column(name, names, table) for name in names], source)


def check_table(table: str, columns: Sequence[SourceColumn], *, source: str) -> None:
    """Raises SourceRefused("table-unlike") for a file said to be of key figures that has no column of theirs.

    The number becomes the source under each figure, so a wrong one is a false statement that nobody sees.
    """
    if table in KEY_FIGURES and not any(
        stem_of_title(column.title or column.name) in packed_columns() for column in columns
    ):
        title = title_of(table, KEY_FIGURES[table])
        raise SourceRefused("table-unlike", file=source, table=table, title=title, found=columns[0].name)


def _column(name: str, names: Sequence[str], table: str) -> SourceColumn:
    known = packed_columns().get(stem(name), ())
    exact = [column for of, column in known if of == table and column.name == name]
    if exact:
        return exact[0]
    alike = [other for other in names if stem(other) == stem(name)]
    if known and len(alike) == len(known):  # All of them are here: then their order is that of the metadata.
        return replace(known[alike.index(name)][1], name=name)
    # One title of several (apartments with gas or with electricity?) keeps its number: better unknown than mixed up.
    return SourceColumn(name, name.lower() if known else stem(name), "", "", "", "", None)
