"""The circle chooses a part on its page: one proposes an amount with why not all, the other says yes to that."""

import pytest
import pytest_asyncio

from tests.frontend.test_consent_pages import AREA, DECIDE, a_scheme
from tests.support.office import a_member, a_published_split, an_idea, somebody
from tests.support.world import World
from voorveld.browser import Page, PageForm, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    await a_published_split(world, 2020)


def new_amount(page: Page) -> PageForm:
    return next(form for form in page.forms if "nieuw" in form.fields)


async def propose(person: Person, page: Page, **typed: str) -> Page:
    form = new_amount(page)
    return Page(await person.post(form.action, {**form.fields, **typed}))


async def test_a_part_proposed_by_one_and_agreed_by_the_other(world: World) -> None:
    await a_scheme(world, manier="team", deel="ja")
    idea = await an_idea(world, AREA, "Tess", "900")
    worker = await a_member(world, 2020, "Wim", "area_worker", AREA)
    resident = await a_member(world, 2020, "Rosa", "area_resident", AREA)
    new, said = "Liever een deel geven?", {"geen_belang": "ja", "omdat": "De school geeft de ballen."}
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(DECIDE)
        page.must_say(new)
        refused = await propose(person, page, deel="600", geen_belang="ja")
        refused.must_say("Schrijf dan waarom.")
        assert new_amount(refused).fields["deel"] == "600"
        page = await propose(person, refused, **said)
        page.must_say("Je ja staat erbij.", "Geef € 600 van de gevraagde € 900, omdat:", "De school geeft de ballen.")
    async with somebody(world, "bewoner", resident) as person:
        page = await person.visit(DECIDE)
        page.must_say("Ja, geef € 600", "Een ander bedrag is een nieuw voorstel.")
        page = await person.send(page, f"{idea}/ja", geen_belang="ja")
        page.must_say("Dit was de tweede ja.")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say(
            "Gekregen € 600", "Waarom niet alles De school geeft de ballen."
        )


async def test_an_idea_that_got_what_was_left_says_so_on_its_page(world: World) -> None:
    await a_scheme(world, manier="team", deel="ja")
    idea = await an_idea(world, AREA, "Veel", "9.000.000")
    for kind, role, said in (
        ("wijkteam", "area_worker", "Je ja staat erbij."),
        ("bewoner", "area_resident", "tweede ja"),
    ):
        member = await a_member(world, 2020, kind.title(), role, AREA)
        async with somebody(world, kind, member) as person:
            page = await person.send(await person.visit(DECIDE), f"{idea}/ja", geen_belang="ja")
            page.must_say(said)
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say(
            "Waarom niet alles Meer vrij geld was er niet voor Oosterpark"
        )
