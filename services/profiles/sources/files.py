"""Reading a file of CBS, whichever of the known formats it has."""

from collections.abc import Mapping
from pathlib import Path

from services.profiles.sources.keyed import is_keyed, read_keyed
from services.profiles.sources.lines import open_sheet
from services.profiles.sources.map_attributes import is_map, read_map
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.statline import read_statline
from services.profiles.sources.statline_layout import is_statline
from services.profiles.sources.table import SourceTable


def read_file(
    path: Path, *, table: str | None = None, year: int | None = None, names: Mapping[str, str] | None = None
) -> SourceTable:
    """Reads a CSV of CBS (gzip allowed) with its origin; the rows stream while you iterate.

    `table` and `year` say what the file does not. `names` are codes of the country and the municipalities of that year
    by name, for StatLine files that give no codes. Raises SourceRefused, also while the rows are read.
    """
    sheet = open_sheet(path)
    if is_keyed(sheet.header):
        return read_keyed(sheet, table, year)
    if is_map(sheet.header):
        return read_map(sheet, table, year)
    if is_statline(sheet.header):
        return read_statline(sheet, table, year, names)
    raise SourceRefused("format-unknown", file=path.name, columns=", ".join(sheet.header[:3]))
