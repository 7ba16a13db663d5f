"""Every CBS file we were given is read, or refused for the right reason; the whole country fast."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from services.profiles.sources.borders import read_borders
from services.profiles.sources.cells import read_cell
from services.profiles.sources.files import read_file
from services.profiles.sources.table import SourceTable
from tests.profiles.sources.excerpts import SHARED, figure, needs_shared, refusal_of, rows_of

pytestmark = needs_shared
CBS, NATIONAL = SHARED / "cbs", SHARED / "cbs-national"
READ = {  # Table, year, rows, columns.
    "kwb_2017_kaartattributen_groningen_buurt.csv": ("KAART2017", 2017, 108, 31),
    "kwb_2017_kaartattributen_groningen_wijk.csv": ("KAART2017", 2017, 15, 30),
    "kwb_2019_84583NED_denhaag_nl_jeugdzorg.csv": ("84583NED", 2019, 160, 48),
    "kwb_2020_84799NED_eerste_uitgave.csv": ("84799NED", 2020, 389, 48),
    "kwb_2020_84799NED_eerste_uitgave_denhaag.csv": ("84799NED", 2020, 159, 48),
    "kwb_2020_84799NED_latere_uitgave_denhaag.csv": ("84799NED", 2020, 159, 48),
    "kwb_2024_85984NED_bevolking_statline.csv": ("85984NED", 2024, 405, 11),
    "raw_84583NED_UntypedDataSet_denhaag_2019.csv": ("84583NED", 2019, 159, 111),
}
REFUSED = {  # They name regions and give no codes, and do not say their table.
    "inkomen_huishoudens_2024_gemeente_statline.csv": "region-codes-absent",
    "regionale_kerncijfers_2025_gemeente_statline.csv": "region-codes-absent",
}
BORDERS = {
    "buurten_2017_groningen.geojson": 108,
    "gemeenten_2020.geojson": 4,
    "wijken_2017_groningen.geojson": 15,
    "wijken_2019_denhaag.geojson": 44,
    "wijken_2020.geojson": 54,
    "wijken_2020_cartomap_gegeneraliseerd.geojson": 54,
    "wijken_2024.geojson": 52,
    "wijken_2024_bodegraven_cartomap_gegeneraliseerd.geojson": 7,
}


def read_wholly(path: Path) -> tuple[SourceTable, int]:
    """The table and how many rows it has; every cell is read too."""
    table = read_file(path)
    count = 0
    for row in table.rows:
        count += 1
        assert len(row.cells) == len(table.columns)
        for cell in row.cells:
            read_cell(cell)
    return table, count


def test_every_file_is_spoken_for() -> None:
    assert {path.name for path in CBS.iterdir() if path.is_file()} == {*READ, *REFUSED, *BORDERS}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_to_its_last_cell(name: str) -> None:
    table, rows = read_wholly(CBS / name)
    assert (table.table, table.year, rows, len(table.columns)) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_for_its_reason(name: str) -> None:
    assert refusal_of(CBS / name).slug == "table-unasked"
    assert refusal_of(CBS / name, table="70072ned").slug == REFUSED[name]


def test_pages_of_the_feed_and_borders_are_refused_as_what_they_are() -> None:
    pages = {path.name: refusal_of(path) for path in (CBS / "api_fixtures").glob("*.json")}
    assert len(pages) == 11
    assert {refused.slug for refused in pages.values()} == {"file-of-feed", "file-of-json"}
    assert [name for name, refused in pages.items() if refused.slug == "file-of-json"] == [
        "84799NED_TableInfos_record.json"
    ]
    assert all(refusal_of(CBS / name).slug == "file-of-borders" for name in BORDERS)


@pytest.mark.parametrize("name", REFUSED)
def test_income_of_municipalities_is_no_table_of_districts(name: str) -> None:
    assert refusal_of(CBS / name, table="85984NED", names={"Nederland": "NL00"}).slug == "table-other-regions"


@pytest.mark.parametrize("name", BORDERS)
def test_borders_are_read(name: str) -> None:
    assert len(read_borders(CBS / name)) == BORDERS[name]


def test_trap_4_two_releases_of_one_table_differ() -> None:
    first = read_file(CBS / "kwb_2020_84799NED_eerste_uitgave_denhaag.csv")
    later = read_file(CBS / "kwb_2020_84799NED_latere_uitgave_denhaag.csv")
    assert [column.stem for column in first.columns] == [column.stem for column in later.columns]
    assert figure(later, "GM0518", "woningvoorraad") == Decimal(262492)
    assert figure(first, "GM0518", "woningvoorraad") != Decimal(262492)


def test_trap_3_the_parts_stay_what_they_are_and_are_not_made_to_add_up() -> None:
    table = read_file(CBS / "kwb_2019_84583NED_denhaag_nl_jeugdzorg.csv")
    stem = "jongerenmetjeugdzorginnatura"
    districts = [code for code, row in rows_of(table).items() if row.region.level == "district"]
    place = [column.stem for column in table.columns].index(stem)
    rows = rows_of(table)
    parts = sum((read_cell(rows[code].cells[place]).number or Decimal() for code in districts), Decimal())
    assert (parts, figure(table, "GM0518", stem)) == (Decimal(14440), Decimal(15595))


def test_typed_and_untyped_files_of_one_table_say_the_same() -> None:
    typed = read_file(CBS / "kwb_2019_84583NED_denhaag_nl_jeugdzorg.csv")
    untyped = read_file(CBS / "raw_84583NED_UntypedDataSet_denhaag_2019.csv")
    stems = [column.stem for column in untyped.columns]
    places = [stems.index(column.stem) for column in typed.columns]
    ours, theirs = rows_of(typed), rows_of(untyped)
    for code, row in theirs.items():
        assert list(map(read_cell, ours[code].cells)) == [read_cell(row.cells[place]) for place in places]


def test_the_whole_country_of_2020_is_read_within_seconds() -> None:
    start = time.process_time()
    table, rows = read_wholly(NATIONAL / "kwb_2020_84799NED_typed.csv.gz")
    assert (rows, table.expected_rows, len(table.columns)) == (17341, 17341, 111)
    assert time.process_time() - start < 6  # Measured: 0.9 s for 1.9 million cells; room for a busy machine.


def test_the_whole_country_of_2024_is_read() -> None:
    table, rows = read_wholly(NATIONAL / "kwb_2024_85984NED_population_age_sex.csv")
    assert (table.year, rows, len(table.columns)) == (2024, 18310, 8)
