"""CSV as people download it from StatLine: labels with path and unit as columns, `;`, and a decimal comma."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.profiles.sources.columns import columns_of, stem_of_title
from services.profiles.sources.keyed import picker
from services.profiles.sources.known import KEY_FIGURES, table_of, title_of, year_of
from services.profiles.sources.lines import Sheet
from services.profiles.sources.packed import check_table, titles_used_twice
from services.profiles.sources.places import Once, level_of, region_of
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.statline_layout import DISTRICTS, Layout
from services.profiles.sources.table import SourceColumn, SourceRow, SourceTable

COMMA, POINT = re.compile(r"[0-9],[0-9]"), re.compile(r"[0-9]\.[0-9]")


def read_statline(
    sheet: Sheet, table: str | None, year: int | None, names: Mapping[str, str] | None = None
) -> SourceTable:
    """Reads a download with one period and one choice of every dimension besides region. Raises SourceRefused."""
    number, layout = table_of(sheet.path, table), Layout(sheet.header)
    if number in KEY_FIGURES and (found := sheet.header[layout.region]) != DISTRICTS:
        raise SourceRefused("table-other-regions", file=sheet.path.name, table=number, found=found)
    first = next(sheet.rows())[1]
    if layout.code is None and not names and level_of(first[layout.region].strip()) is None:
        raise SourceRefused("region-codes-absent", file=sheet.path.name)
    period = first[layout.period] if layout.period is not None else sheet.path.name
    about = year_of(sheet.path.name, number, year, said=period)
    if layout.period is not None and not period.startswith(str(about)):
        raise SourceRefused("year-differs", source=sheet.path.name, found=period, asked=about)
    title = title_of(number, about) + (" (voorlopige cijfers)" if "*" in period and layout.period is not None else "")
    columns, rows = _columns(sheet, layout, first), _Rows(sheet, layout, about, names or {})
    check_table(number, columns, source=sheet.path.name)
    return SourceTable.of_cbs(number, title, about, columns, rows, expected_rows=sheet.lines)


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
