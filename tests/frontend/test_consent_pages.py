"""Deciding by consent on the pages: said beforehand, proposed, objected to, proposed better, and then by itself."""

from datetime import timedelta

import pytest
import pytest_asyncio

from tests.support.office import a_member, a_published_split, an_idea, somebody
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
AREA = "oosterparkwijk"
WHERE = f"/2020/gebieden/{AREA}"
DECIDE = f"{WHERE}/beslissen"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """2020 has a split, whichever test comes first."""
    await a_published_split(world, 2020)


async def a_scheme(world: World, **typed: str) -> None:
    where = "/2020/regeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        await officer.send(await officer.visit(f"{where}/wijzigen"), f"{where}/wijzigen", **typed)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.send(await approver.visit(where), "/bekendmaking", waar="Gemeenteblad 9")
    page.must_say("Bekendgemaakt")


def offers(page: Page, idea: str) -> set[str]:
    start = f"/ideeen/{idea}/"
    return {form.action.removeprefix(start) for form in page.forms if form.action.startswith(start)}


async def test_from_proposal_over_objection_to_award(world: World) -> None:
    await a_scheme(world, manier="consent", dagen="7", deel="ja")
    idea = await an_idea(world, AREA, "Tess", "900")
    worker = await a_member(world, 2020, "Wim", "area_worker", AREA)
    resident = await a_member(world, 2020, "Rosa", "area_resident", AREA)
    async with somebody(world) as anybody:
        (await anybody.visit(WHERE)).must_say("De kring doet een voorstel. Dat ligt 7 dagen open.")
        (await anybody.visit(f"/ideeen/{idea}")).must_say("De kring doet een voorstel.")
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(DECIDE)
        assert offers(page, idea) == {"voorstel", "belang", "vraag", "hele-gemeente"}
        (await person.send(page, f"{idea}/voorstel")).must_say("Zet een vinkje als je er zelf geen belang bij hebt")
        less = await person.send(page, f"{idea}/voorstel", geef="500", geen_belang="ja")
        less.must_say("Stel je minder voor? Schrijf dan waarom.")
        assert less.form(f"{idea}/voorstel").fields["geef"] == "500"
        page = await person.send(page, f"{idea}/voorstel", geen_belang="ja")
        page.must_say("Het voorstel ligt open.", "Ligt open tot en met 8 november 2019.", "Jij doet mee")
        assert offers(page, idea) == {"voorstel/bezwaar", "belang", "vraag", "hele-gemeente"}
    async with somebody(world, "bewoner", resident) as person:
        page = await person.visit(DECIDE)
        assert offers(page, idea) == {"voorstel/ja", "voorstel/bezwaar", "belang", "vraag", "hele-gemeente"}
        (await person.send(page, "voorstel/bezwaar", geen_belang="ja")).must_say("Schrijf wat je bezwaar is")
        page = await person.send(page, "voorstel/bezwaar", geen_belang="ja", bezwaar="Doe het samen met de school.")
        page.must_say("Het voorstel is gestopt.", "Doe het samen met de school.")
        page = await person.send(
            page, f"{idea}/voorstel", geen_belang="ja", geef="800", tekst="Samen met de school, die geeft 100."
        )
        page.must_say("Voorstel 2", "Samen met de school, die geeft 100.")
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.send(await person.visit(DECIDE), "voorstel/ja", geen_belang="ja")
        page.must_say("Je doet mee aan dit voorstel.", "een bewoner, iemand van het wijkteam")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say("Bezwaar: Doe het samen met de school.", "Voorstel 2")
    world.clock.set(world.clock.now() + timedelta(days=8))
    await world.settle()
    async with somebody(world) as anybody:
        page = await anybody.visit(f"/ideeen/{idea}")
    page.must_say("De buurt zei ja", "€ 800", "had niemand een bezwaar")


async def test_an_area_that_votes_says_so_and_offers_no_yes(world: World) -> None:
    await a_scheme(world, manier="vote")
    idea = await an_idea(world, AREA, "Vera", "700")
    worker = await a_member(world, 2020, "Wouter", "area_worker", AREA)
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(DECIDE)
    page.must_say("Bewoners stemmen over de ideeën.", "Alle stemmingen")
    assert "ja" not in offers(page, idea)
