"""An idea that rises above its area, on the pages: sent on with a reason, decided by the circle of the whole city."""

import re

import pytest

from tests.support.office import a_member, a_published_split, an_idea, somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
AREA = "oosterparkwijk"
DECIDE = "/2020/hele-gemeente/beslissen"


async def test_from_an_area_to_the_whole_municipality_and_two_yesses_there(world: World) -> None:
    await a_published_split(world, 2020)
    idea = await an_idea(world, AREA, "Tess", "900")
    worker = await a_member(world, 2020, "Wim", "area_worker", AREA)
    city_worker = await a_member(world, 2020, "Carla", "area_worker", "/")
    city_resident = await a_member(world, 2020, "Cor", "area_resident", "/")
    send_on = f"/ideeen/{idea}/hele-gemeente"
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(f"/2020/gebieden/{AREA}/beslissen")
        (await person.send(page, send_on)).must_say("Schrijf waarom dit groter is dan één gebied")
        page = await person.send(page, send_on, reden="Kinderen uit alle wijken doen mee.")
        page.must_say("Doorgestuurd.", "Er zijn nu geen ideeën om over te beslissen")
        (await person.visit(DECIDE)).must_say("beslist")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say(
            "Kinderen uit alle wijken doen mee.", "stuurde de kring van Oosterpark", "Hele gemeente"
        )
        (await anybody.visit("/2020/hele-gemeente")).must_say("Tess wil een middag met muziek", "Eén bewoner")
    async with somebody(world, "wijkteam", city_worker) as person:
        page = await person.visit("/2020/beslissen")
        assert page.address.endswith(DECIDE)
        page = await person.send(page, f"/ideeen/{idea}/ja", geen_belang="ja")
        assert page.address.endswith(DECIDE)
        assert not [form for form in page.forms if form.action == send_on]
    async with somebody(world, "bewoner", city_resident) as person:
        page = await person.send(await person.visit(DECIDE), f"/ideeen/{idea}/ja", geen_belang="ja")
    page.must_say("Dit was de tweede ja.")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say("De buurt zei ja", "€ 900")
        (await anybody.visit("/2020/open-data")).must_say("Open data")


async def test_who_decides_for_the_whole_municipality_stands_among_the_teams(world: World) -> None:
    await a_member(world, 2020, "Carlos", "area_worker", "/")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit("/2020/teams")
    assert re.search(r"Hele gemeente [^.]*Carlos", page.words)
