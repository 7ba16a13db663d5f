"""Reading what became of regions from a CSV: one line per region of an earlier year and region of a later one."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from services.profiles.domain.lineage import RegionShare
from services.profiles.sources.lines import open_sheet
from services.profiles.sources.places import level_of
from services.profiles.sources.refused import SourceRefused

NEEDED = ("from_year", "from_code", "to_year", "to_code", "share", "basis", "source")
OPTIONAL = ("from_name", "to_name")  # For a year whose regions are not imported.


def read_mappings(path: Path) -> list[tuple[int, RegionShare]]:
    """Each mapping with its line. `,` or `;`; a share as 1, 0.4, 0,4 or 2/5. Raises SourceRefused."""
    sheet = open_sheet(path)
    names = [name.strip().lower() for name in sheet.header]
    if missing := [name for name in NEEDED if name not in names]:
        raise SourceRefused("mapping-columns-absent", file=path.name, names=", ".join(missing))
    return [
        (line, _mapping(dict(zip(names, (cell.strip() for cell in cells), strict=True)), path, line))
        for line, cells in sheet.rows()
    ]


def _mapping(cells: Mapping[str, str], path: Path, line: int) -> RegionShare:
    for name in ("from_code", "to_code"):
        if level_of(cells[name]) is None:
            raise SourceRefused("region-unknown", source=path.name, line=line, code=cells[name])
    for name in ("basis", "source"):
        if not cells[name]:
            raise SourceRefused("mapping-cell", file=path.name, line=line, column=name, found="")
    return RegionShare(
        _year(cells, "from_year", path, line),
        cells["from_code"],
        _year(cells, "to_year", path, line),
        cells["to_code"],
        _share(cells["share"], path, line),
        cells.get("from_name", ""),
        cells.get("to_name", ""),
        cells["basis"],
        cells["source"],
    )


def _year(cells: Mapping[str, str], name: str, path: Path, line: int) -> int:
    if not (cells[name].isascii() and cells[name].isdigit() and 1900 < int(cells[name]) <= 2100):
        raise SourceRefused("mapping-cell", file=path.name, line=line, column=name, found=cells[name])
    return int(cells[name])


def _share(cell: str, path: Path, line: int) -> Fraction:
    try:
        return Fraction(cell.replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise SourceRefused("mapping-cell", file=path.name, line=line, column="share", found=cell) from error
