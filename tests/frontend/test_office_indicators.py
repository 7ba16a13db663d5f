"""The catalogue of figures, and figures of a place elsewhere."""

import pytest

from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_counts_leads_from_an_area_to_the_meaning_of_its_figure(world: World) -> None:
    async with somebody(world) as anybody:
        area = await anybody.visit("/2020/gebieden/oosterparkwijk")
        asked = [href for words, href in area.links if words.startswith("Meer over dit cijfer")]
        catalogue = (await anybody.post("/2020/cijfers", {})).status  # A page to read takes no form.
        page = await anybody.visit("/2020/cijfers")
    assert asked
    assert catalogue == 405
    page.must_say("Bevolking", "Jeugdhulp", "Eenheid: mensen.", "Berekening:")
    known = {indicator.code for indicator in await world.profiles().indicators()}
    assert {href.split("#")[-1].split("/")[-1] for href in asked} <= known


async def test_youth_care_stands_where_it_was_published_and_nowhere_else(world: World) -> None:
    async with somebody(world) as anybody:
        catalogue = await anybody.visit("/2020/cijfers")
        catalogue.must_say("Niet elke bron heeft alles van elke gemeente")
        catalogue.link("/2019/regios/GM0518")
        hague = await anybody.visit("/2019/regios/GM0518?thema=youth_care")
        hague.must_say("Jongeren met jeugdzorg 15.595 mensen", "Nederland 9,9%")
        groningen = await anybody.visit("/2020/regios/GM0014?thema=youth_care")
    groningen.must_say("Jongeren met jeugdzorg niet gepubliceerd")


@pytest.mark.parametrize("code", ["GM9999", "x", "GM0518' or 1=1", "nl"])
async def test_a_region_nobody_knows_is_no_page(world: World, code: str) -> None:
    async with somebody(world) as anybody:
        assert (await anybody.visit(f"/2019/regios/{code}")).status == 404


async def test_a_year_without_pages_is_no_page(world: World) -> None:
    async with somebody(world) as anybody:
        for year in ("1999", "2101", "0", "99999999999999999999"):
            assert (await anybody.visit(f"/{year}/cijfers")).status == 404
