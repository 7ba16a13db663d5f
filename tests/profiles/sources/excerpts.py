"""Where the tests find real CBS material: small pieces in this checkout, whole files in `shared` beside it."""

from pathlib import Path

import pytest

from services.profiles.sources.cells import read_cell
from services.profiles.sources.files import read_file
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceRow, SourceTable

PIECES = Path(__file__).parent / "fixtures"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the whole CBS files stand in ../shared, which is absent")


def rows_of(table: SourceTable) -> dict[str, SourceRow]:
    return {row.region.code: row for row in table.rows}


def figure(table: SourceTable, code: str, stem: str) -> object:
    """The number, or the status when there is none."""
    place = [column.stem for column in table.columns].index(stem)
    value = read_cell(rows_of(table)[code].cells[place])
    return value.status if value.number is None else value.number


def refusal_of(path: Path, **asked: object) -> SourceRefused:
    """What reading this file to its end is refused with."""
    with pytest.raises(SourceRefused) as caught:
        list(read_file(path, **asked).rows)  # type: ignore[arg-type]
    assert path.name in str(caught.value)
    return caught.value
