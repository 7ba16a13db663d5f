"""Whose session ended while they typed loses nothing: what was sent waits until they signed in again."""

import pytest

from tests.support.office import a_followed_idea, a_proposed_split, a_published_split, somebody, token_of
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
SOURCE = {"naam": "Subsidie van het <Rijk>", "manier": "bedrag", "bedrag": "12.345", "grond": "Regel een.\nRegel twee."}


async def test_a_new_source_waits_and_is_added_once(world: World) -> None:
    where = "/2096/bronnen"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        await officer.post("/uitloggen", await token_of(officer))
        late = await officer.send(page, "/bronnen/nieuw", **SOURCE)
        assert late.status == 401
        late.must_say("Je bent niet ingelogd", "Het is ook niet weg")
        assert late.link("/inloggen")
        await officer.visit("/dev/inloggen/beleidsmedewerker")
        for _ in range(2):
            added = await officer.send(late, "/bronnen/nieuw")
        added.must_say("Subsidie van het <Rijk>", "Regel een. Regel twee.", "Samen, zonder wat is ingetrokken 12.345")


async def test_a_decision_waits_with_the_version_that_was_seen(world: World) -> None:
    await a_proposed_split(world, 2097)
    async with somebody(world, "budgethouder") as approver, somebody(world, "budgethouder") as colleague:
        page = await approver.visit("/2097/verdeling")
        await approver.post("/uitloggen", await token_of(approver))
        late = await approver.send(page, "/terug", reden="Te weinig voor Noordoost")
        await colleague.send(await colleague.visit("/2097/verdeling"), "/terug", reden="Eerst overleggen")
        await approver.visit("/dev/inloggen/budgethouder")
        again = await approver.send(late, "/terug")
    assert again.status == 409
    again.must_say("Iemand was je voor.", "Te weinig voor Noordoost")


async def test_what_was_typed_about_an_own_idea_waits_for_the_link_in_the_mail(world: World) -> None:
    await a_published_split(world, 2020)
    idea, link = await a_followed_idea(world, "noordoost", "Lena", "300")
    where = f"/mijn-idee/{idea}/mails"
    async with somebody(world) as lena:
        typed = {**await token_of(lena), "decision": "ja"}
        late = Page(await lena.post(where, typed))
        assert late.status == 401
        late.must_say("We weten niet wie je bent", "Het is ook niet weg", "open de link uit de mail over je idee")
        assert late.form(where).fields["decision"] == "ja"
        await lena.visit(link)
        kept = await lena.send(late, where)
    assert kept.status == 200
    assert kept.address.endswith(f"/mijn-idee/{idea}")


async def test_a_form_that_is_not_ours_is_not_given_back(world: World) -> None:
    async with somebody(world) as anybody:
        answer = await anybody.post("/2020/bronnen/nieuw", {"csrf": "of-somebody-else", **SOURCE})
    assert answer.status == 403
    assert "Rijk" not in answer.text
