"""The deciding circle at its page: what is open, what a yes does, and who keeps out."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.office import a_member, a_published_split, an_idea, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
AREA = "oosterparkwijk"
WHERE = f"/2020/gebieden/{AREA}/beslissen"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> AsyncIterator[dict[str, str]]:
    """Two workers and a resident of one area with money; their ids by name."""
    await a_published_split(world, 2020)
    people = {"Willem": "area_worker", "Wilma": "area_worker", "Rosa": "area_resident"}
    yield {name: await a_member(world, 2020, name, role, AREA) for name, role in people.items()}


async def test_without_ideas_the_circle_is_told_what_will_come(world: World, circle: dict[str, str]) -> None:
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit("/2020/beslissen")
    assert page.address.endswith(WHERE)
    page.must_say("Er zijn nu geen ideeën om over te beslissen")


async def test_without_the_tick_nothing_is_decided(world: World, circle: dict[str, str]) -> None:
    idea = await an_idea(world, AREA, "Tim", "300")
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.send(await worker.visit(WHERE), f"/ideeen/{idea}/ja")
        assert page.status == 422
        page.must_say("Zet een vinkje", "Tim wil een middag met muziek", "nog niemand")
        assert ("#idee-" + idea) in [href for _, href in page.links]


async def test_the_second_yes_comes_from_the_other_side(world: World, circle: dict[str, str]) -> None:
    idea = await an_idea(world, AREA, "Sem", "400")
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.send(await worker.visit(WHERE), f"/ideeen/{idea}/ja", geen_belang="ja")
        page.must_say("Je ja staat erbij", "iemand van het wijkteam", "Jij zei ja.")
    async with somebody(world, "wijkteam", circle["Wilma"]) as colleague:
        page = await colleague.visit(WHERE)
        assert not [form for form in page.forms if idea in form.action and form.action.endswith("/ja")]
        fields = {**await token_of(colleague), "versie": "2", "geen_belang": "ja"}
        refused = await colleague.post(f"/ideeen/{idea}/ja", fields)
        assert refused.status == 409
    async with somebody(world, "bewoner", circle["Rosa"]) as resident:
        page = await resident.send(await resident.visit(WHERE), f"/ideeen/{idea}/ja", geen_belang="ja")
        page.must_say("Dit was de tweede ja. Het geld is apart gezet.")


async def test_who_has_a_stake_keeps_out_for_good(world: World, circle: dict[str, str]) -> None:
    idea = await an_idea(world, AREA, "Noor", "500")
    async with somebody(world, "bewoner", circle["Rosa"]) as resident:
        seen = await resident.visit(WHERE)
        page = await resident.send(seen, f"/ideeen/{idea}/belang")
        page.must_say("Jij doet niet mee:")
        late = await resident.send(seen, f"/ideeen/{idea}/ja", geen_belang="ja")
    assert late.status == 403
    late.must_say("Je hebt een eigen belang bij dit idee.", "Noor wil een middag met muziek")


async def test_a_yes_on_an_old_screen_does_not_count(world: World, circle: dict[str, str]) -> None:
    idea = await an_idea(world, AREA, "Lot", "600")
    async with somebody(world, "bewoner", circle["Rosa"]) as resident:
        old = await resident.visit(WHERE)
        async with somebody(world, "wijkteam", circle["Wilma"]) as worker:
            await worker.send(await worker.visit(WHERE), f"/ideeen/{idea}/ja", geen_belang="ja")
        page = await resident.send(old, f"/ideeen/{idea}/ja", geen_belang="ja")
        assert page.status == 409
        page.must_say("Lot wil een middag met muziek", "iemand van het wijkteam")
        again = await resident.send(page, f"/ideeen/{idea}/ja", geen_belang="ja")
    again.must_say("Dit was de tweede ja.")


async def test_more_than_there_is_is_not_given(world: World, circle: dict[str, str]) -> None:
    idea = await an_idea(world, AREA, "Bo", "9.000.000")
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit(WHERE)
        page.must_say("−€ 8.9")
        await worker.send(page, f"/ideeen/{idea}/ja", geen_belang="ja")
    async with somebody(world, "bewoner", circle["Rosa"]) as resident:
        page = await resident.visit(WHERE)
        page.must_say("Er is te weinig geld over voor dit idee.")
        assert not [form for form in page.forms if idea in form.action and form.action.endswith("/ja")]
        fields = {**await token_of(resident), "versie": "3", "geen_belang": "ja"}
        refused = await resident.post(f"/ideeen/{idea}/ja", fields)
    assert refused.status == 409
    assert "Er is niet genoeg geld over." in refused.text


async def test_the_circle_of_one_area_sees_nothing_of_another(world: World, circle: dict[str, str]) -> None:
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        assert (await worker.visit("/2020/gebieden/noordoost/beslissen")).status == 403
        assert (await worker.visit("/2020/gebieden/nergens/beslissen")).status == 404
    async with somebody(world, "beleidsmedewerker") as officer:
        for where in (WHERE, "/2020/beslissen"):
            page = await officer.visit(where)
            assert page.status == 403
            page.must_say("Hier beslissen bewoners en het wijkteam", "op de pagina Teams")
    async with somebody(world) as anybody:
        assert "/inloggen" in (await anybody.visit(WHERE)).address
