"""Where the money may go, on the pages: asked after the yes, confirmed by mail, looked at when it changes."""

import asyncpg
import pytest
import pytest_asyncio

from tests.support.money import AREA, two_circles
from tests.support.office import an_idea, somebody
from tests.support.paying import ACCOUNT, IBAN, OTHER_IBAN, an_awarded_idea, tells_account
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def test_an_applicant_tells_an_account_after_the_yes_and_sees_where_the_money_is(
    world: World, circle: dict[str, str]
) -> None:
    idea_id, link = await an_awarded_idea(world, circle, "Noor")
    async with somebody(world) as applicant:
        own = await applicant.visit(link)
        own.must_say("Waar mag", "heen? Vul je rekening in, dan betalen we uiterlijk op 13 december 2019.")
        form = await applicant.visit(own.link("/rekening"))
        wrong = await applicant.send(form, "/rekening", iban="NL91ABNA0417164301", naam="", wie="ander")
        assert wrong.status == 422
        wrong.must_say("Vul in op welke naam de rekening staat", "Schrijf van wie de rekening is", "zet dan een vinkje")
        assert wrong.form("/rekening").fields["iban"] == "NL91ABNA0417164301"
        wrong = await applicant.send(wrong, "/rekening", **ACCOUNT | {"iban": "NL91ABNA0417164301"})
        assert wrong.status == 400
        wrong.must_say("Dit rekeningnummer klopt niet.")
        code = await applicant.send(wrong, "/rekening", **ACCOUNT)
        code.must_say("We hebben je een code gemaild voor NL•• •••• 00")
        assert "mislukt" not in code.words
        no_code = await applicant.send(code, "/rekening/code", code="12")
        no_code.must_say("De code heeft zes cijfers.")
        done = await tells_account(world, applicant, idea_id, "Noor")
        done.must_say("Je rekening is bevestigd.", "over naar NL•• •••• 00, uiterlijk op 13 december 2019.")
        assert IBAN.replace(" ", "") not in done.words.replace(" ", "")


async def test_before_the_yes_there_is_no_page_for_an_account(world: World, circle: dict[str, str]) -> None:
    idea_id = await an_idea(world, AREA, "Tess", "100")
    async with somebody(world) as stranger:
        assert (await stranger.visit(f"/mijn-idee/{idea_id}/rekening")).status == 401


async def test_a_change_is_looked_at_by_the_officer_before_it_is_used(world: World, circle: dict[str, str]) -> None:
    idea_id, link = await an_awarded_idea(world, circle, "Sem")
    async with somebody(world) as applicant:
        await applicant.visit(link)
        await tells_account(world, applicant, idea_id, "Sem")
        changed = await tells_account(world, applicant, idea_id, "Sem", iban=OTHER_IBAN)
        changed.must_say("Iemand van de gemeente kijkt de rekening na.", "kijkt NL•• •••• 67 na")
    (row,) = [each for each in await _waiting(world) if str(each["initiative_id"]) == idea_id]
    async with somebody(world, "budgethouder") as approver:
        assert (await approver.visit(f"/rekeningen/{row['id']}")).status == 404
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(f"/rekeningen/{row['id']}")
        page.must_say("NL20INGB0001234567", "Noor de Vries", "NL•• •••• 00", "andere rekening dan eerst")
        (await officer.send(page, "/rekeningen/", oordeel="klopt_niet")).must_say("Schrijf waarom niet")
        done = await officer.send(page, "/rekeningen/", oordeel="klopt")
        done.must_say("Naar deze rekening wordt betaald.")
        (await officer.send(page, "/rekeningen/", oordeel="klopt")).must_say("hoeft niemand meer te kijken")


async def test_staff_fill_in_an_account_for_somebody_at_the_desk(world: World, circle: dict[str, str]) -> None:
    idea_id, _link = await an_awarded_idea(world, circle, "Balie")
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit((await worker.visit(f"/ideeen/{idea_id}")).link("/rekening"))
        wrong = await worker.send(page, "/rekening", **ACCOUNT)
        wrong.must_say("Zet een vinkje als je de pas of het afschrift zag")
        done = await worker.send(wrong, "/rekening", **ACCOUNT, gezien="ja")
        done.must_say("De rekening is bewaard. Een collega kijkt hem na.")
    async with somebody(world) as anybody:
        assert "/rekening" not in str((await anybody.visit(f"/ideeen/{idea_id}")).links)


async def _waiting(world: World) -> list[dict[str, object]]:
    connection = await asyncpg.connect(world.databases["budget"].owner)
    try:
        return [dict(row) for row in await connection.fetch("SELECT * FROM bank_accounts WHERE state = 'to_check'")]
    finally:
        await connection.close()
