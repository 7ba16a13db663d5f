"""What was agreed when a period had ended: not late on any page, said since when, and it may still be filled in."""

from datetime import UTC, datetime

import pytest

from tests.support.office import somebody
from tests.support.partners import LIST, agree, agree_now, path_of
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_stage import person_ids

pytestmark = pytest.mark.asyncio(loop_scope="module")
ADDED = {
    "kpi2_naam": "Gezinnen erbij",
    "kpi2_code": "families",
    "kpi2_definitie": "Verschillende gezinnen",
    "kpi2_eenheid": "families",
}


async def a_partner(world: World, officer: Person, name: str) -> Page:
    world.clock.set(datetime(2020, 7, 10, 9, tzinfo=UTC))
    return await officer.send(await officer.visit(LIST), LIST, naam=name)


async def test_a_figure_added_in_july_says_since_when_and_can_be_filled_in(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        partner = await a_partner(world, officer, "Erbij")
        here = path_of(await agree(world, officer, partner))
        await agree_now(world, officer, partner, **ADDED)
        page = await officer.send(await officer.visit(here), "/mensen", naam="Sam", email="erbij@example.org")
        (await officer.visit(f"{here}/verslag/1")).must_say("Gezinnen erbij is afgesproken vanaf 10 juli 2020.")
    async with somebody(world, "partner", person_ids(page)["Sam"]) as member:
        (await member.visit(f"{here}/leveren")).must_say("Gezinnen erbij: afgesproken vanaf 10 juli 2020")
        where = f"{here}/leveren/2020-Q2"
        page = await member.visit(where)
        page.must_say("Afgesproken vanaf 10 juli 2020. Over deze periode hoeft het niet, het mag wel.")
        page = await member.send(page, where, w__families__="4", doe="lever")
        page.must_say("De cijfers zijn binnen.")
        template = (await member.fetch(f"{where}/sjabloon.csv")).text
        assert "families;;" in template


async def test_who_agreed_late_is_not_late(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        partner = await a_partner(world, officer, "Nieuw in juli")
        here = path_of(partner)
        await agree_now(world, officer, partner)
        world.clock.set(datetime(2020, 8, 22, 9, tzinfo=UTC))
        (await officer.visit(LIST)).must_say("Nieuw in juli niets gevraagd")
        page = await officer.visit(f"{here}/leveren")
        page.must_say("Er hoeft nu nog niets binnen te zijn.", "niets afgesproken")
        assert "te laat" not in page.words.replace("nooit te laat", "")
        (await officer.visit(f"{here}/verslag/2")).must_say("Toen dit kwartaal liep, was er nog niets afgesproken.")


async def test_a_year_without_an_agreement_has_no_dead_links(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        here = path_of(await agree(world, officer, await a_partner(world, officer, "Alleen 2020")))
        later = here.replace("/2020/", "/2021/")
        page = await officer.visit(later)
        page.must_say("Niets afgesproken voor 2021.")
        assert f"{later}/leveren" not in [href for _, href in page.links]
        (await officer.visit(f"{later}/leveren")).must_say("Niets afgesproken voor 2021.")
        for below in ("leveren", "leveren/2020-Q1", "verslag/1", "gesprek/1", "cijfers/open_house"):
            shown = await officer.visit(f"{here}/{below}")
            (year,) = (href for words, href in shown.links if words == "2021")
            assert (await officer.visit(year)).address.endswith(later)
