"""CSV with CBS's own keys as columns: the typed and the untyped data set of the open-data API, saved by whomever."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from services.profiles.sources.columns import is_measure, stem
from services.profiles.sources.known import table_of, title_of, year_of
from services.profiles.sources.lines import Sheet
from services.profiles.sources.packed import check_table, columns_of_keys
from services.profiles.sources.places import Once, region_of
from services.profiles.sources.table import SourceRow, SourceTable

CODE = "wijkenenbuurten"


def is_keyed(header: Sequence[str]) -> bool:
    """Whether the first line has CBS's keys."""
    return CODE in map(stem, header)


def read_keyed(sheet: Sheet, table: str | None, year: int | None) -> SourceTable:
    """Reads the typed or untyped data set. Raises SourceRefused."""
    number = table_of(sheet.path, table)
    about = year_of(sheet.path.name, number, year, said=sheet.path.name)
    measures = [place for place, name in enumerate(sheet.header) if is_measure(stem(name))]
    columns = columns_of_keys([sheet.header[place] for place in measures], number, source=sheet.path.name)
    check_table(number, columns, source=sheet.path.name)
    title = title_of(number, about)
    rows = _Rows(sheet, picker(measures))
    return SourceTable.of_cbs(number, title, about, columns, rows, expected_rows=sheet.lines)


def picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """Takes the cells at these places out of a row, fast."""
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    found: Callable[[Sequence[str]], Sequence[str]] = itemgetter(*places)
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    sheet: Sheet
    cells: Callable[[Sequence[str]], Sequence[str]]

    def __iter__(self) -> Iterator[SourceRow]:
        places = {stem(name): place for place, name in enumerate(self.sheet.header)}
        code, title, owner = places[CODE], places.get("title"), places.get("gemeentenaam")
        changed = next((place for name, place in places.items() if name.startswith("indelingswijziging")), None)
        source = self.sheet.path.name
        once = Once(source)
        for line, row in self.sheet.rows():
            # The untyped data set names municipalities only: the district's name is not in it.
            own = title if title is not None else owner if row[code].startswith(("NL", "GM")) else None
            name, flag = "" if own is None else row[own], "" if changed is None else row[changed]
            region = region_of(row[code], name, source=source, line=line, changed=flag)
            once.check(region.code, line)
            yield SourceRow(line, region, self.cells(row))
