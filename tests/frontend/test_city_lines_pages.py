"""Two pots for the whole municipality, on the pages: one is chosen, and decided on with its own money and way."""

import pytest
import pytest_asyncio

from tests.frontend.test_idea_desk import newest_code
from tests.support.office import a_member, a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2071
CITY = f"/{YEAR}/hele-gemeente"
IDEA = {
    "wat": "Een dag met dans voor kinderen uit alle wijken",
    "bedrag": "800",
    "wanneer": "In mei",
    "waar": "De grote zaal",
    "naam": "Noor",
    "akkoord": "ja",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """The third line of the plan is a second one for the whole municipality."""
    talent = {"r2-naam": "Voor de hele stad", "r3-naam": "Talent", "r3-soort": "city_wide", "r3-hoeveel": "180.000"}
    await a_published_split(world, YEAR, **talent)


async def pots(world: World) -> dict[str, str]:
    """The ids of the lines by name."""
    api = world.budget()
    try:
        return {line.name: str(line.line_id) for line in (await api.money(YEAR)).lines}
    finally:
        await api.close()


async def told(world: World, person: Person, email: str, pot: str) -> str:
    """An idea for a pot, confirmed; its id."""
    page = await person.visit(f"{CITY}/idee")
    page = await person.send(page, "/idee", **IDEA, email=email, potje=(await pots(world))[pot])
    page = await person.send(page, "/code", code=await newest_code(world, email))
    return page.address.partition("?")[0].rsplit("/", 1)[-1]


async def test_who_tells_an_idea_sees_what_each_pot_has_and_chooses(world: World) -> None:
    async with somebody(world) as noor:
        page = await noor.visit(f"{CITY}/idee")
        page.must_say("Voor de hele stad", "Talent", "Nog € 180.000 over", "Uit welk potje vraag je geld?")
        wrong = await noor.send(page, "/idee", **IDEA, email="geen.potje@voorbeeld.nl")
        assert wrong.status == 422
        wrong.must_say("Kies het potje dat bij je idee past")
        idea = await told(world, noor, "talent@voorbeeld.nl", "Talent")
        (await noor.visit(f"/ideeen/{idea}")).must_say("Uit het potje", "Talent")
        (await noor.visit(CITY)).must_say("Voor de hele stad", "1 idee wacht op een ja of nee", "Talent: nog € 180.000")


async def test_a_kept_idea_keeps_the_pot_that_was_chosen(world: World) -> None:
    async with somebody(world) as noor:
        page = await noor.visit(f"{CITY}/idee")
        talent = (await pots(world))["Talent"]
        await noor.send(page, "/idee", wat=IDEA["wat"], potje=talent, actie="bewaar")
        again = await noor.visit(f"{CITY}/idee")
        assert (await noor.visit(again.link("/idee/concept/"))).form("/idee").fields["potje"] == talent
        assert (await noor.visit(f"{CITY}/idee?potje={talent}")).form("/idee").fields["potje"] == talent


async def test_with_one_line_there_is_nothing_to_choose(world: World) -> None:
    await a_published_split(world, YEAR + 1)
    async with somebody(world) as noor:
        page = await noor.visit(f"/{YEAR + 1}/hele-gemeente/idee")
        assert "potje" not in page.form("/idee").fields
        assert "potje" not in page.words


async def test_the_circle_decides_each_with_its_own_money_and_way(world: World) -> None:
    city_worker = await a_member(world, YEAR, "Carla", "area_worker", "/")
    async with somebody(world) as noor:
        idea = await told(world, noor, "dans@voorbeeld.nl", "Talent")
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"/{YEAR}/regeling/wijzigen")
        form.must_say("Hele gemeente: Talent")
        page = await officer.send(form, "/wijzigen", **{"manier-stad-2": "consent", "waarom": "Talent bespreken we."})
        page.must_say("Het voorstel staat klaar")
    async with somebody(world, "budgethouder") as approver:
        scheme = await approver.visit(f"/{YEAR}/regeling")
        await approver.send(scheme, "/bekendmaking", waar="Gemeenteblad 2")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/{YEAR}/regeling")).must_say("Talent De kring doet een voorstel.")
        (await anybody.visit(CITY)).must_say("Talent: De kring doet een voorstel.", "Voor de hele stad: Eén bewoner")
        later = await told(world, anybody, "later@voorbeeld.nl", "Talent")
    async with somebody(world, "wijkteam", city_worker) as person:
        page = await person.visit(f"{CITY}/beslissen")
        page.must_say("Alle ideeën naast het geld: Talent", "Uit het potje")
        # Told before the change: two yesses. Told after it: a proposal.
        assert {form.action for form in page.forms} >= {f"/ideeen/{idea}/ja", f"/ideeen/{later}/voorstel"}


async def test_an_area_says_from_which_pot_an_idea_it_sends_on_asks(world: World) -> None:
    worker = await a_member(world, YEAR, "Wim", "area_worker", "oosterparkwijk")
    async with somebody(world) as noor:
        page = await noor.visit(f"/{YEAR}/gebieden/oosterparkwijk/idee")
        page = await noor.send(page, "/idee", **IDEA, email="wijk@voorbeeld.nl")
        page = await noor.send(page, "/code", code=await newest_code(world, "wijk@voorbeeld.nl"))
        idea = page.address.partition("?")[0].rsplit("/", 1)[-1]
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(f"/{YEAR}/gebieden/oosterparkwijk/beslissen")
        send_on = f"/ideeen/{idea}/hele-gemeente"
        refused = await person.send(page, send_on, reden="Groot.")
        refused.must_say("Kies uit welk potje dit idee dan geld vraagt")
        (await person.send(refused, send_on, reden="Groot.", potje=(await pots(world))["Talent"])).must_say(
            "Doorgestuurd."
        )
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say("Uit het potje", "Talent")
