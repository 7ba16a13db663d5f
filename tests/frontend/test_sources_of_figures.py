"""Whose number comes from which release, as people see it: The Hague beside a country of an earlier release."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from frontend.figure_view import source_line
from services.profiles.contract.models import SourceView
from tests.support.office import somebody
from tests.support.world import World, a_world

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIRST = "Nederland: CBS, Kerncijfers wijken en buurten 2020 (84799NED, eerste uitgave)"
LATER = "CBS, Kerncijfers wijken en buurten 2020 (84799NED, latere uitgave)"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hague(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_world(tmp_path_factory.mktemp("hague"), "GM0518") as world:
        yield world


async def test_an_own_source_is_named_by_the_title_that_was_asked() -> None:
    of_cbs = {"title": "Kerncijfers 2020", "attribution": "Bron: CBS, Kerncijfers 2020", "table": "84799NED"}
    of_us = {"title": "Wachtlijst jeugdhulp", "attribution": "Gemeente Groningen", "table": "wachtlijst-jeugd"}
    rest = {"release": "x", "period": 2020, "edition": "only", "retrieved_on": None, "licence": "CC0 1.0", "url": ""}
    lines = [source_line(SourceView(**each, **rest), "nl") for each in (of_cbs, of_us)]  # type: ignore[arg-type]
    assert lines[0] == "CBS, Kerncijfers 2020 (84799NED, enige uitgave)"
    assert lines[1] == "Gemeente Groningen, Wachtlijst jeugdhulp (wachtlijst-jeugd, enige uitgave)"


async def test_an_area_names_the_release_of_the_country_where_it_is_another(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/gebieden/laak")
        earlier = await anybody.visit("/2019/gebieden/laak")
    page.must_say(f"Bron: Laak {LATER} .", f"Bron: {FIRST.replace('Nederland: ', 'Nederland ')} .")
    assert "Bron: Nederland" not in earlier.words


async def test_a_region_names_the_release_of_the_country_where_it_is_another(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/regios/GM0518")
        other = await anybody.visit("/2020/regios/GM0014")
    page.must_say(f"Bron: 's-Gravenhage {LATER} .", f"Bron: {FIRST.replace('Nederland: ', 'Nederland ')} .")
    assert "Bron: Nederland" not in other.words
