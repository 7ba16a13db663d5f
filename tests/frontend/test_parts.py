"""What htmx gets: the same page's part instead of the whole, and another page when it goes there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from frontend.templating import TEMPLATES
from services.kit.http import FetchedPage, PageClient
from tests.frontend.test_sent_twice import IDEA
from tests.support.office import a_draft, a_member, a_proposed_split, a_published_split, an_idea, somebody
from tests.support.site import token_of
from tests.support.world import ADDRESS, World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
AREA = "oosterparkwijk"
WHERE = f"/2020/gebieden/{AREA}/beslissen"


class HtmxClient(PageClient):
    """Asks as htmx does; a redirect is followed with the same headers, as in a browser."""

    async def _fetch(self, method: str, address: str, **sent: Any) -> FetchedPage:
        return await super()._fetch(method, address, headers=HTMX, **sent)


@asynccontextmanager
async def with_htmx(world: World, kind: str, person_id: str = "") -> AsyncIterator[Person]:
    person = Person(HtmxClient(ADDRESS, transport=world.transports["frontend"]))
    await person.visit(f"/dev/inloggen/{kind}" + (f"?persoon={person_id}" if person_id else ""))
    try:
        yield person
    finally:
        await person.leave()


def is_part(page: Page) -> bool:
    return "Direct naar de inhoud" not in page.words and "– Voorveld" in page.words


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """Money for 2020, whichever of these tests comes first."""
    await a_published_split(world, 2020)


async def test_a_yes_is_answered_with_the_ideas_alone(world: World) -> None:
    worker_id = await a_member(world, 2020, "Wim", "area_worker", AREA)
    resident_id = await a_member(world, 2020, "Ria", "area_resident", AREA)
    idea = await an_idea(world, AREA, "Tim", "300")
    async with with_htmx(world, "wijkteam", worker_id) as worker:
        page = await worker.send(await worker.visit(WHERE), f"/ideeen/{idea}/ja")
        assert (page.status, is_part(page)) == (422, True)
        page.must_say("Fout: Beslissen in", "Eén ding klopt nog niet", "Zet een vinkje")
        page = await worker.send(page, f"/ideeen/{idea}/ja", geen_belang="ja")
        assert (page.status, is_part(page)) == (200, True)
        page.must_say("Je ja staat erbij. Nog één ja nodig.", "Jij zei ja.", "Nog over €")
        assert "Je ja staat erbij" not in (await worker.visit(WHERE)).words
    async with with_htmx(world, "bewoner", resident_id) as resident:
        page = await resident.send(await resident.visit(WHERE), f"/ideeen/{idea}/ja", geen_belang="ja")
        page.must_say("Dit was de tweede ja.", "Er zijn nu geen ideeën om over te beslissen")


async def test_a_stake_is_answered_with_the_ideas_alone(world: World) -> None:
    worker_id = await a_member(world, 2020, "Wubbo", "area_worker", "noordwest")
    idea = await an_idea(world, "noordwest", "Pim", "200")
    async with with_htmx(world, "wijkteam", worker_id) as worker:
        page = await worker.send(await worker.visit("/2020/gebieden/noordwest/beslissen"), f"/ideeen/{idea}/belang")
    assert is_part(page)
    page.must_say("Je doet niet mee aan dit besluit.", "Jij doet niet mee:")


async def test_the_four_eyes_are_answered_with_their_own_section(world: World) -> None:
    where = "/2050/verdeling"
    await a_draft(world, 2050)
    async with with_htmx(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), "/voorstel", toelichting="Zoals besproken.")
    assert is_part(page)
    page.must_say("Voorgesteld. Iemand anders stelt de verdeling vast.", "Zoals besproken.", "Vier ogen")
    page.must_say(" voorgesteld ")  # The line under the title, which stands outside the section.
    assert "per kind, afgerond" not in page.words
    async with with_htmx(world, "budgethouder") as approver:
        page = await approver.send(await approver.visit(where), "/terug", reden="")
        assert (page.status, is_part(page)) == (422, True)
        page.must_say("Fout: Verdeling 2050", "Schrijf waarom je de verdeling terugstuurt")
        await approver.send(await approver.visit("/2050/bronnen"), "/bevestiging")
        page = await approver.send(page, "/vaststelling", document="Besluit 50", geen_belang="ja")
        assert is_part(page)
        page.must_say("Vastgesteld. Maak de verdeling nu bekend.", " vastgesteld ")
        page = await approver.send(page, "/bekendmaking", waar="Gemeenteblad 50")
    assert is_part(page)
    page.must_say("Bekendgemaakt. Elk gebied ziet nu hoeveel het heeft.")


async def test_an_old_screen_gets_the_section_as_it_is_now_with_what_was_typed(world: World) -> None:
    await a_proposed_split(world, 2051)
    async with with_htmx(world, "budgethouder") as approver, somebody(world, "budgethouder") as colleague:
        seen = await approver.visit("/2051/verdeling")
        await colleague.send(await colleague.visit("/2051/verdeling"), "/terug", reden="Eerst overleggen.")
        late = await approver.send(seen, "/vaststelling", document="Collegebesluit 12", geen_belang="ja")
    assert (late.status, is_part(late)) == (409, True)
    late.must_say("Teruggestuurd", "Dit schreef je. Het is niet verstuurd.", "Collegebesluit 12")


async def test_an_idea_with_a_mistake_comes_back_as_a_form_and_a_good_one_leads_to_its_code(world: World) -> None:
    where = f"/2020/gebieden/{AREA}/idee"
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"], headers=HTMX) as browser:
        typed = {**IDEA, "csrf": await token_of(browser), "naam": "Sanne", "email": "sanne@voorbeeld.nl"}
        wrong = await browser.post(where, data={**typed, "bedrag": "veel"})
        right = await browser.post(where, data=typed)
    assert wrong.status_code == 422
    assert "<main" not in wrong.text
    assert "Fout: " in wrong.text
    assert all(f">{words}" in wrong.text or f'"{words}"' in wrong.text for words in ("veel", "In mei", "Sanne"))
    assert right.headers["HX-Redirect"].endswith("/code")


async def test_a_refusal_takes_the_place_of_the_whole_page_and_not_of_a_part(world: World) -> None:
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"], headers=HTMX) as browser:
        answer = await browser.post(f"/ideeen/{uuid4()}/ja", data={"csrf": await token_of(browser)})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "body")
    assert "<main" in answer.text


async def test_each_page_with_a_part_has_the_layout_for_it() -> None:
    for path in TEMPLATES.glob("[!_]*.html"):
        source = path.read_text()
        assert ("{% block part %}" in source) == ("{% extends layout %}" in source), path.name
