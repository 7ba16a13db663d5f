"""Downloads of StatLine per municipality, from the file to the API: each figure as the file says it."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from services.kit.database import Database
from services.profiles.sources.cells import read_cell
from services.profiles.sources.files import read_file
from services.profiles.store.queries import find_municipality_names
from tests.profiles.sources.excerpts import SHARED, needs_shared
from tests.profiles.test_import_table import bring_in
from tests.support.profiles import Profiles, profiles_of

KEY_FIGURES = SHARED / "cbs" / "regionale_kerncijfers_2025_gemeente_statline.csv"
INCOME = SHARED / "cbs" / "inkomen_huishoudens_2024_gemeente_statline.csv"
LABEL = '"Perioden";"Regio\'s";"Wonen/Woningen (aantal)";"Wonen/Kamers in een woning (aantal)"\n'


async def bring_in_file(profiles: Profiles, path: Path, table: str = "70072NED") -> dict[str, dict[str, str]]:
    """Imports as the command does; what the file says per region, by stem."""
    database = Database(profiles.urls.app)
    async with database.reading() as session:
        names = await find_municipality_names(session)
    await database.close()
    source = read_file(path, table=table, names=names)
    report = await bring_in(profiles, source)
    assert report.release, report
    stems = [column.stem for column in source.columns]
    return {row.region.code: dict(zip(stems, map(str, row.cells), strict=True)) for row in source.rows}


@needs_shared
@pytest.mark.parametrize(("path", "table", "year"), [(KEY_FIGURES, "70072NED", 2025), (INCOME, "86161NED", 2024)])
async def test_every_measure_of_a_municipality_is_what_the_file_says(path: Path, table: str, year: int) -> None:
    async with profiles_of("GM0392") as profiles:
        told = await bring_in_file(profiles, path, table)
        catalogue = {indicator.column.lower(): indicator.code for indicator in await profiles.client().indicators()}
        for region, figures in told.items():
            shown = await shown_of(profiles, region, year)
            for stem, cell in figures.items():
                is_empty = all(read_cell(of[stem]).number is None for of in told.values())
                value = read_cell(cell)
                expected = ("not_published" if is_empty else value.status.value, value.number)
                assert shown[catalogue[stem]] == expected, (region, stem)


async def shown_of(profiles: Profiles, region: str, year: int) -> dict[str, tuple[str, Decimal | None]]:
    """Status and number of every figure of a region in a year, by indicator."""
    async with profiles.http() as http:
        answer = await http.get(f"/v1/values?year={year}&region={region}&pageSize=1000")
    found = json.loads(answer.content, parse_float=Decimal, parse_int=Decimal)["values"]
    return {value["indicator"]: (value["status"], value["number"]) for value in found}


async def test_an_average_written_in_numbers_is_no_count_and_keeps_its_decimals(tmp_path: Path) -> None:
    path = tmp_path / "wonen_70072NED_2025.csv"
    path.write_text(LABEL + "2025;Nederland;8300000;4,25\n2025;Haarlem;80000;3,9\n")
    async with profiles_of("GM0392") as profiles:
        await bring_in_file(profiles, path)
        catalogue = {indicator.name: indicator for indicator in await profiles.client().indicators()}
    homes, rooms = catalogue["Woningen"], catalogue["Kamers in een woning"]
    assert (homes.kind, homes.decimals, rooms.kind, rooms.decimals) == ("count", 0, "average", 2)


@needs_shared
def test_the_files_have_figures_that_rounding_would_change() -> None:
    with KEY_FIGURES.open(encoding="utf-8-sig", newline="") as file:
        haarlem = next(row for row in csv.reader(file, delimiter=";") if row[1] == "Haarlem")
    assert {"5,3", "43,9", "64,1", "2,04"} <= set(haarlem)
