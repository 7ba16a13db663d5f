"""Where a partner can be reached, at its page: set, changed and deleted by the partner or an officer."""

import pytest

from tests.support.office import somebody, token_of
from tests.support.partners import LIST, agree, path_of
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_stage import person_ids

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def a_partner(officer: Person, name: str) -> Page:
    return await officer.send(await officer.visit(LIST), LIST, naam=name)


async def test_a_partner_sets_its_mailbox_and_deletes_it(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Bereikbaar")
        here = path_of(page)
        page = await officer.send(page, "/mensen", naam="Bo van Bereikbaar", email="bo@example.org")
        member_id = person_ids(page)["Bo van Bereikbaar"]
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(f"{here}/contact")
        page.must_say(
            "Er is nog geen adres.", "7 dagen ervoor, een dag erna, 14 dagen erna", "Niet het adres van één persoon"
        )
        wrong = await member.send(page, "/contact", email="cijfers@", taal="nl")
        assert wrong.status == 422
        wrong.must_say("Bijvoorbeeld: cijfers@voorbeeld.nl")
        page = await member.send(wrong, "/contact", email="cijfers@voorbeeld.nl", taal="en", herinneren="")
        page.must_say("Het adres staat erin.")
        assert page.form("/contact").fields["email"] == "cijfers@voorbeeld.nl"
        assert "herinneren" not in page.form("/contact").fields
        page = await member.send(page, "/contact/weg")
        page.must_say("Het adres is weg.", "Er is nog geen adres.")


async def test_others_see_no_address_and_approvers_only_look(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        here = path_of(await a_partner(officer, "Afgeschermd"))
        page = await officer.visit(f"{here}/contact")
        await officer.send(page, "/contact", email="cijfers@afgeschermd.nl", taal="nl", herinneren="ja")
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{here}/contact")
        page.must_say("cijfers@afgeschermd.nl")
        assert not [form for form in page.forms if "/contact" in form.action]
        assert (await approver.post(f"{here}/contact/weg", await token_of(approver))).status in (403, 404)
    for kind in ("", "wijkteam"):
        async with somebody(world, kind) as other:
            assert "cijfers@afgeschermd.nl" not in (await other.visit(f"{here}/contact")).words


async def test_the_page_of_a_partner_says_how_much_came_and_in_time(world: World) -> None:
    async with somebody(world) as developer:
        await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-05-10T09:00")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await agree(world, officer, await a_partner(officer, "Volledig"), kpi1_per_gebied="")
    page.must_say("Van de 1 cijfers die er nu moeten zijn, zijn er 0 binnen. Op tijd: 0.")
    async with somebody(world) as anybody:
        assert "Op tijd: " not in (await anybody.visit(path_of(page))).words
