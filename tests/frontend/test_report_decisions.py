"""What is decided about a breach after its report was accepted: under the report, on the page and in the PDF."""

from uuid import uuid4

import pytest

from services.profiles.contract.models import AddPerson, Role
from tests.budget.pdfs import read_pdf
from tests.frontend.test_dossier_pages import a_dossier, a_referral, in_july, sent
from tests.support.office import somebody
from tests.support.series import OFFICER
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def a_member_of(world: World, here: str) -> str:
    """The id of somebody of the partner at this address."""
    profiles = world.profiles()
    person = AddPerson(
        display_name="Sam", email=f"{uuid4().hex}@voorbeeld.nl", role=Role.PARTNER_MEMBER, within=here.split("/")[-1]
    )
    added = await profiles.on_behalf_of(OFFICER).add_person(person, key=str(uuid4()))
    await profiles.close()
    return str(added.id)


async def test_a_case_decided_after_acceptance_is_listed_under_the_report(world: World) -> None:
    here = await a_dossier(world, "Later besloten")
    await in_july(world)
    await sent(world, here, a_referral("LB-1", providerAgb="22220003"))
    where = f"{here}/verslag/1"
    async with somebody(world, "partner", await a_member_of(world, here)) as member:
        await member.send(await member.visit(where), "/indienen")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), "/accepteren")
        assert "Na het accepteren besloten" not in page.words
        page = await officer.visit(f"{here}/verwijzingen")
        await officer.send(page, "/stap", stap="permit", document="Besluit 2020-7")
    async with somebody(world, "budgethouder") as approver:
        await approver.send(await approver.visit(f"{here}/verwijzingen"), "/besluit", besluit="ja")
        page = await approver.visit(where)
        page.must_say(
            "aanbieder zonder contract open 1",
            "Na het accepteren besloten over verwijzingen buiten een grens",
            "10 juli 2020 aanbieder zonder contract het college geeft toestemming (Besluit 2020-7) bevestigd",
        )
        assert "Tot nu toe niets." not in page.words
        text = " ".join(read_pdf((await approver.fetch(f"{where}/pdf")).content).text.split())
    assert "Na het accepteren besloten" in text
    assert "het college geeft toestemming (Besluit 2020-7)" in text
    assert "Tot nu toe niets." not in text
