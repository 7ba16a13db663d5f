"""What a talk found about an uncertainty stands in the dossier, where its next version is written and read."""

import pytest

from tests.frontend.test_dossier_pages import WRITTEN, a_dossier, in_force, in_july
from tests.frontend.test_report_decisions import a_member_of
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHAT = "Houdt minder zware hulp stand?"
SAW = "De crisishulp nam niet toe."


async def talked_about(world: World, here: str) -> None:
    """The officer writes what was seen and what is done with it; both approve."""
    where = f"{here}/gesprek/1"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        verdict = next(name for name in page.form("/gesprek/1").fields if name.endswith("-oordeel"))
        said = {verdict: "change", verdict.replace("-oordeel", "-gezegd"): SAW}
        page = await officer.send(page, "/gesprek/1", dag="2020-07-10", **said)
        await officer.send(page, "/goedkeuren")
    async with somebody(world, "partner", await a_member_of(world, here)) as member:
        page = await member.send(await member.visit(where), "/goedkeuren")
        page.must_say(SAW, "Wat we ermee doen: De afspraak aanpassen")


async def test_the_next_version_is_written_and_read_beside_what_was_found(world: World) -> None:
    here = await a_dossier(world, "Onzekerheden")
    await in_july(world)
    await talked_about(world, here)
    found = ("Wat we er het laatst van zagen", WHAT, "10 juli 2020: De afspraak aanpassen.", SAW)
    async with somebody(world, "beleidsmedewerker") as officer:
        (await officer.visit(f"{here}/leren")).must_say(*found[1:3], SAW)
        draft = (await officer.visit(f"{here}/dossier/concept")).must_say(*found)
        await officer.send(
            draft, "/dossier/concept", volgen="Houdt de afschaling twee jaar stand?; meer crisis; bellen"
        )
        next_year = here.replace("/2020/", "/2021/")
        (await officer.visit(f"{next_year}/dossier/concept")).must_say(*found)
    await in_force(world, here)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{here}/dossier")
        page.must_say("Versie 2", "Houdt de afschaling twee jaar stand?", *found, "staat hier niet meer bij")
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{here}/dossier")
    assert SAW not in page.words
    assert WRITTEN["volgen"].split(";")[0] == WHAT
