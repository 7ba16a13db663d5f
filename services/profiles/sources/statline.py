"""CSV as people download it from StatLine: labels with path and unit as columns, `;`, and a decimal comma."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.profiles.sources.columns import Topic, columns_of, is_measure, stem_of_title
from services.profiles.sources.keyed import picker
from services.profiles.sources.known import table_of, title_of, year_of
from services.profiles.sources.lines import Sheet
from services.profiles.sources.packed import titles_used_twice
from services.profiles.sources.places import Once, level_of, region_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import LICENCE, SourceColumn, SourceRow, SourceTable, statline_address

REGIONS = ("Wijken en buurten", "Regio's")
PERIOD = "Perioden"
LABEL = re.compile(r"(?P<path>.*?)\s*\((?P<unit>[^()]*)\)\s*", re.DOTALL)
COMMA, POINT = re.compile(r"[0-9],[0-9]"), re.compile(r"[0-9]\.[0-9]")


def is_statline(header: Sequence[str]) -> bool:
    """Whether the first line has a region and labels with a unit."""
    return any(name in REGIONS for name in header) and any(LABEL.fullmatch(name) for name in header)


def topic_of(label: str) -> Topic | None:
    """Takes a label apart; None when it has no unit, and so is no measure.

    A slash stands between groups, but also in titles ("Wo master/doctoraal"); there no capital or digit follows.
    """
    if (found := LABEL.fullmatch(label)) is None:
        return None
    *path, title = re.split(r"/(?![a-z])", found["path"])
    return Topic(label, title.strip(), tuple(part.strip() for part in path), found["unit"].strip())


def read_statline(
    sheet: Sheet, table: str | None, year: int | None, names: Mapping[str, str] | None = None
) -> SourceTable:
    """Reads a download with one period and one choice of every dimension besides region. Raises SourceRefused."""
    number, layout = table_of(sheet.path, table), Layout(sheet.header)
    first = next(sheet.rows())[1]
    if layout.code is None and not names and level_of(first[layout.region].strip()) is None:
        raise SourceRefused("region-codes-absent", file=sheet.path.name)
    period = first[layout.period] if layout.period is not None else sheet.path.name
    about = year_of(sheet.path.name, number, year, said=period)
    if layout.period is not None and not period.startswith(str(about)):
        raise SourceRefused("year-differs", source=sheet.path.name, found=period, asked=about)
    title = title_of(number, about) + (" (voorlopige cijfers)" if "*" in period and layout.period is not None else "")
    return SourceTable(
        table=number,
        title=title,
        year=about,
        modified=None,
        url=statline_address(number),
        licence=LICENCE,
        attribution=f"Bron: CBS, {title}",
        columns=_columns(sheet, layout, first),
        rows=_Rows(sheet, layout, about, names or {}),
        expected_rows=sheet.lines,
    )


class Layout:
    """Which column is what."""

    def __init__(self, header: Sequence[str]) -> None:
        topics = {place: topic for place, label in enumerate(header) if (topic := topic_of(label))}
        stems = {stem_of_title(topic.title): place for place, topic in topics.items()}
        self.region = next(place for place, label in enumerate(header) if label in REGIONS)
        self.period = header.index(PERIOD) if PERIOD in header else None
        self.code = stems.get("codering")
        self.changed = next((place for name, place in stems.items() if name.startswith("indelingswijziging")), None)
        self.measures = {place: t for place, t in topics.items() if is_measure(stem_of_title(t.title))}
        self.dimensions = [place for place in range(len(header)) if place not in topics and place != self.region]


def _columns(sheet: Sheet, layout: Layout, first: Sequence[str]) -> list[SourceColumn]:
    """The measures; what was chosen of other dimensions becomes part of their names, for it changes what they count."""
    found = columns_of(list(layout.measures.values()), titles_used_twice(), source=sheet.path.name)
    chosen = {sheet.header[place]: first[place] for place in layout.dimensions if place != layout.period}
    tail = "".join(f"_{stem_of_title(choice)}" for choice in chosen.values())
    told = "; ".join(f"{dimension}: {choice}" for dimension, choice in chosen.items())
    return [replace(column, stem=column.stem + tail, description=told) for column in found]


@dataclass(frozen=True, slots=True)
class _Rows:
    sheet: Sheet
    layout: Layout
    year: int
    names: Mapping[str, str]

    def __iter__(self) -> Iterator[SourceRow]:
        source, layout = self.sheet.path.name, self.layout
        pick, once, first = picker(list(layout.measures)), Once(source), None
        comma = point = False
        for line, row in self.sheet.rows():
            first = first or row
            self._check_choice(line, row, first)
            cells = pick(row)
            joined = ";".join(cells)
            comma, point = comma or bool(COMMA.search(joined)), point or bool(POINT.search(joined))
            if comma and point:
                raise SourceRefused("decimals-mixed", source=source, line=line)
            flag = "" if layout.changed is None else row[layout.changed]
            region = region_of(self._code(line, row), row[layout.region], source=source, line=line, changed=flag)
            once.check(region.code, line)
            yield SourceRow(line, region, cells)

    def _check_choice(self, line: int, row: Sequence[str], first: Sequence[str]) -> None:
        for place in self.layout.dimensions:
            if row[place] != first[place]:
                dimension, source = self.sheet.header[place], self.sheet.path.name
                raise SourceRefused(
                    "selection-mixed",
                    source=source,
                    line=line,
                    dimension=dimension,
                    found=row[place],
                    expected=first[place],
                )

    def _code(self, line: int, row: Sequence[str]) -> str:
        name = row[self.layout.region].strip()
        if self.layout.code is not None:
            return row[self.layout.code]
        if level_of(name) is not None:
            return name
        if name == "Nederland":
            return "NL00"
        if name not in self.names:
            raise SourceRefused("region-name-unknown", file=self.sheet.path.name, line=line, name=name, year=self.year)
        return self.names[name]
