"""With how much less an idea can do too: said on one's own page, read by who decides, kept to."""

import pytest
import pytest_asyncio

from tests.frontend.test_consent_pages import AREA, DECIDE, a_scheme
from tests.support.office import a_followed_idea, a_member, a_published_split, an_idea, somebody
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    await a_published_split(world, 2020)


async def test_what_somebody_can_do_with_too_is_read_and_kept_to(world: World) -> None:
    await a_scheme(world, manier="team", deel="")
    _, of_before = await a_followed_idea(world, AREA, "Eerst", "900")
    async with somebody(world) as first:
        assert "minst" not in str((await first.visit(of_before)).forms)
    await a_scheme(world, manier="team", deel="ja")
    idea, link = await a_followed_idea(world, AREA, "Tess", "900")
    async with somebody(world) as tess:
        page = await tess.visit(link)
        page.must_say("Kan het ook met minder geld?", "Nooit minder dan je hier zegt.")
        wrong = await tess.send(page, "/minder", minst="900")
        wrong.must_say("Dit moet minder zijn dan gevraagd is")
        assert wrong.form("/minder").fields["minst"] == "900"
        done = await tess.send(wrong, "/minder", minst="600,50")
        done.must_say("Bewaard. Wie beslist, kan dit lezen.")
        assert done.form("/minder").fields["minst"] == "600,50"
        (await tess.visit(f"/ideeen/{idea}")).must_say("Kan ook met € 600,50")
    worker = await a_member(world, 2020, "Wim", "area_worker", AREA)
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(DECIDE)
        page.must_say("Kan ook met € 600,50", "Met minder dan € 600,50 lukt het niet.")
        form = next(form for form in page.forms if "nieuw" in form.fields and idea in form.action)
        typed = {**form.fields, "deel": "600", "omdat": "Er is weinig.", "geen_belang": "ja"}
        Page(await person.post(form.action, typed)).must_say("Dit idee kan niet met minder dan € 600,50")


async def test_staff_say_it_for_who_came_to_the_desk(world: World) -> None:
    await a_scheme(world, manier="team", deel="ja")
    idea = await an_idea(world, AREA, "Balie", "800")
    worker = await a_member(world, 2020, "Wil", "area_worker", AREA)
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(f"/ideeen/{idea}/aanvraag")
        (await person.send(page, "/aanvraag/minder", minst="x")).must_say("Met hoeveel lukt het ook")
        page = await person.send(page, "/aanvraag/minder", minst="500")
        page.must_say("Bewaard.")
        assert page.form("/aanvraag/minder").fields["minst"] == "500"
