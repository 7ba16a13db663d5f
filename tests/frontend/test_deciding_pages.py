"""One overview for who decides: ideas beside the money, what fits, who decides, figures, questions and answers."""

import pytest
import pytest_asyncio

from tests.support.office import a_member, a_published_split, an_idea, somebody, token_of
from tests.support.world import World
from voorveld.example_ideas import tell_an_idea
from voorveld.example_stage import Stage
from voorveld.example_texts import ExampleIdea

pytestmark = pytest.mark.asyncio(loop_scope="module")
AREA = "oosterparkwijk"
DECIDE = f"/2020/gebieden/{AREA}/beslissen"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """2020 has a split, whichever test comes first."""
    await a_published_split(world, 2020)


async def test_tick_ideas_and_see_what_is_left_without_a_script(world: World) -> None:
    first, second = await an_idea(world, AREA, "Ans", "900"), await an_idea(world, AREA, "Bas", "90.000")
    third = await an_idea(world, AREA, "Cas", "10.000")
    worker = await a_member(world, 2020, "Wim", "area_worker", AREA)
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(DECIDE)
        page.must_say("Alle ideeën naast het geld", "Samen gevraagd 100.900", "Dit past het best bij elkaar")
        page.must_say("Iemand van het wijkteam, sinds 1 november 2019", "De buurt in cijfers", "Bron:")
        fits = await person.visit(f"{DECIDE}?kies={first}&kies={third}")
        fits.must_say("2 ideeën gekozen, samen € 10.900.", "Dan is er nog")
        (await person.visit(f"{DECIDE}?kies={first}&kies={second}&kies={third}&kies=x")).must_say("Dat past niet")
        (await person.visit(page.link("?kies="))).must_say("gekozen, samen")


async def test_a_question_of_the_circle_is_answered_on_the_own_page(world: World) -> None:
    monitoring = world.monitoring()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle, area="oud-noord")
    told = ExampleIdea("Dirk wil een middag dammen", "500", "In mei", "Het plein", "Dirk", "dirk@voorbeeld.nl")
    link = await tell_an_idea(stage, told)
    await monitoring.close()
    async with somebody(world) as applicant:
        page = await applicant.visit(link)
        idea = page.address.rsplit("/", 1)[-1]
        assert not [form for form in page.forms if form.action.endswith("/antwoord")]
        resident = await a_member(world, 2020, "Rik", "area_resident", "oud-noord")
        async with somebody(world, "bewoner", resident) as person:
            page = await person.visit("/2020/gebieden/oud-noord/beslissen")
            (await person.send(page, f"{idea}/vraag")).must_say("Schrijf je vraag")
            page = await person.send(page, f"{idea}/vraag", vraag="Mogen ouders ook meedoen?")
            page.must_say("Je vraag staat erbij.", "Mogen ouders ook meedoen?")
        page = await applicant.visit(f"/mijn-idee/{idea}")
        page.must_say("Mogen ouders ook meedoen?")
        (await applicant.send(page, "/antwoord")).must_say("Schrijf je antwoord")
        (await applicant.send(page, "/antwoord", antwoord="Graag zelfs.")).must_say("Je antwoord staat erbij.")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say("Vraag van een bewoner", "Graag zelfs.")
        refused = await anybody.post(f"/ideeen/{idea}/vraag", await token_of(anybody) | {"vraag": "Wie ben je?"})
        assert refused.status == 401
        assert "Wie ben je?" not in (await anybody.visit(f"/ideeen/{idea}")).words


async def test_a_term_of_a_member_ends_by_itself(world: World) -> None:
    where = "/2020/teams"
    typed = {"naam": "Tom", "email": "tom@voorbeeld.nl", "rol": "area_worker", "gebied": "noordoost"}
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        (await officer.send(page, where, **typed, tot="2019-10-31")).must_say(
            "De laatste dag van deze rol is al voorbij."
        )
        (await officer.send(page, where, **typed, tot="2019-12-31")).must_say("Tom hoort nu bij het team.")
    (member,) = await world.profiles().circle_members("noordoost")
    assert str(member.valid_until) == "2019-12-31"
