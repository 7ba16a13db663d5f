"""A municipality that is not in the sample: figures and borders come in, and every page has them without new code."""

from datetime import UTC, datetime
from pathlib import Path

from services.kit.database import Database
from services.profiles.sources.borders import SourceBorder
from services.profiles.sources.files import read_file
from services.profiles.usecases.divide_by_district import divide_by_district
from services.profiles.usecases.import_borders import import_borders
from services.profiles.usecases.import_table import import_table
from tests.support.world import World, a_world

NATIONAL = Path(__file__).parents[1] / "profiles" / "sources" / "fixtures" / "kwb_2020_84799NED_typed.csv.gz"
"""Rows of the file of the whole country as it is, of Aa en Hunze (GM1680) among others."""

NOW = datetime(2021, 5, 1, tzinfo=UTC)


def a_square(west: float) -> dict[str, object]:
    east, south, north = west + 0.1, 53.0, 53.1
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


async def bring_in(world: World) -> None:
    """What `voorveld import cbs` and `voorveld import borders` do."""
    database: Database = world.apps["profiles"].state.database
    table = read_file(NATIONAL, table="84799NED")
    async with database.transaction() as session:
        report = await import_table(session, table, by="test", now=NOW)
        assert report.refused == ()
        await divide_by_district(session, table.year)
    outlines = [
        SourceBorder("WK168000", "Wijk 00 Annen", "district", a_square(6.7), "test"),
        SourceBorder("WK168001", "Wijk 01 Eext", "district", a_square(6.8), "test"),
    ]
    async with database.transaction() as session:
        drawn = await import_borders(session, outlines, 2020)
        assert (drawn.drawn, drawn.strangers) == (2, ())


async def test_before_any_figures_the_site_says_how_they_come(tmp_path: Path) -> None:
    async with a_world(tmp_path, "GM1680") as world:
        anybody = world.person()
        page = await anybody.visit("/2020")
        assert page.status == 404
        page.must_say("voorveld import cbs")


async def test_figures_verdicts_and_maps_follow_from_the_files_alone(tmp_path: Path) -> None:
    async with a_world(tmp_path, "GM1680") as world:
        anybody = world.person()
        await bring_in(world)
        home = await anybody.visit("/2020")
        home.must_say("Wijk 00 Annen", "Wijk 01 Eext", "gemeente Aa en Hunze")
        assert "Er is nog geen kaart" not in home.words
        area = await anybody.visit("/2020/gebieden/wijk-00-annen")
        area.must_say("Aa en Hunze", "Nederland", "Bron:")
        profile = await anybody.visit("/2020/regios/WK168000?thema=relationships")
        profile.must_say("250", "Geen duidelijk verschil met Aa en Hunze.", "Verschil met Nederland: door afronding")
        shades = await anybody.visit("/2020/kaart/divorced_share?niveau=wijk")
        shades.must_say("Wijk 00 Annen", "6,9%")
        compared = await anybody.visit("/2020/vergelijken?plek=WK168000&plek=WK168001&thema=relationships")
        compared.must_say("Wijk 00 Annen", "Wijk 01 Eext", "7,0%")
