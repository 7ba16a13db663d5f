"""Beyond the first page, and at the desk: what is needed is asked on a page, who has no mail signs on paper."""

import re

import pytest
import pytest_asyncio

from tests.support.office import a_member, a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2065
HERE = f"/{YEAR}/gebieden/oosterparkwijk"
IDEA = {
    "wat": "Een middag met muziek voor de hele straat",
    "bedrag": "800",
    "wanneer": "In mei",
    "waar": "Het plein",
    "naam": "Noor",
    "akkoord": "ja",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """Money for the year, whichever of these tests comes first."""
    await a_published_split(world, YEAR)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def staff(world: World, divided: None) -> dict[str, str]:
    """A worker and a resident of the circle here; their ids by kind."""
    team = await a_member(world, YEAR, "Tamar", "area_worker", "oosterparkwijk")
    return {"wijkteam": team, "bewoner": await a_member(world, YEAR, "Karim", "area_resident", "oosterparkwijk")}


async def code_page(person: Person, email: str, where: str = HERE) -> Page:
    return await person.send(await person.visit(f"{where}/idee"), "/idee", **IDEA, email=email)


async def newest_code(world: World, to: str) -> str:
    await world.settle()
    mails = [file.read_text() for file in sorted((world.data / "mail").glob("*.eml"))]
    found = re.search(r"^Subject:.*?\b(\d{6})\b", [mail for mail in mails if to in mail][-1], re.M | re.S)
    assert found
    return found[1]


async def test_a_business_is_asked_for_its_aid_and_what_was_typed_stays(world: World) -> None:
    async with somebody(world) as owner:
        page = await code_page(owner, "bedrijf@voorbeeld.nl")
        code = await newest_code(world, "bedrijf@voorbeeld.nl")
        wrong = await owner.send(page, "/code", code=code, bedrijf_naam="Speeltuin BV", bedrijf_kvk="123")
        assert wrong.status == 422
        wrong.must_say("Een KVK-nummer heeft 8 cijfers.")
        silent = await owner.send(page, "/code", code=code, bedrijf_naam="Speeltuin BV", bedrijf_kvk="12345678")
        silent.must_say("Vul in hoeveel steun van de overheid je onderneming")
        assert silent.form("/code").fields["bedrijf_naam"] == "Speeltuin BV"
        done = await owner.send(silent, "/code", bedrijf_steun="1.000")
        done.must_say("Je idee is binnen.")


async def test_who_is_young_has_an_adult_who_signs_too(world: World) -> None:
    async with somebody(world) as child, somebody(world) as adult:
        page = await code_page(child, "kind@voorbeeld.nl")
        page.must_say("Ben je jonger dan 18 jaar?")
        code = await newest_code(world, "kind@voorbeeld.nl")
        signer = {"tekent_naam": "Mama", "tekent_email": "mama@voorbeeld.nl"}
        waits = await child.send(page, "/code", code=code, **signer)
        waits.must_say("Nog één handtekening", "Nu nog de code van wie met je meetekent.")
        (await child.send(waits, "/meetekenen/code")).must_say("We hebben een nieuwe code gemaild.")
        form = await adult.visit(f"{waits.address.rpartition('/')[0]}/meetekenen")
        (await adult.send(form, "/meetekenen", code="12")).must_say("De code heeft zes cijfers.")
        own = await newest_code(world, "mama@voorbeeld.nl")
        done = await adult.send(form, "/meetekenen", code=own)
        done.must_say("Het idee is nu bij de buurt.", "Een middag met muziek")
        assert "Mama" not in done.words


async def test_a_phone_number_is_seen_by_the_team_and_by_nobody_else(world: World, staff: dict[str, str]) -> None:
    async with (
        somebody(world) as caller,
        somebody(world, "wijkteam", staff["wijkteam"]) as team,
        somebody(world, "bewoner", staff["bewoner"]) as circle,
    ):
        page = await code_page(caller, "bel@voorbeeld.nl")
        code = await newest_code(world, "bel@voorbeeld.nl")
        wrong = await caller.send(page, "/code", code=code, telefoon="bel maar")
        wrong.must_say("Dit telefoonnummer klopt nog niet.")
        own = await caller.send(page, "/code", code=code, telefoon="06 12345678")
        own.must_say("Je idee is binnen.")
        (await team.visit(f"{HERE}/aanvragen")).must_say("Wil gebeld worden", "06 12345678")
        assert (await circle.visit(f"{HERE}/aanvragen")).status == 404
        assert "06 12345678" not in (await circle.visit(own.address.replace("/mijn-idee/", "/ideeen/"))).words


async def test_the_desk_helps_who_has_no_mail_with_a_receipt_to_sign(world: World, staff: dict[str, str]) -> None:
    async with somebody(world, "wijkteam", staff["wijkteam"]) as team:
        page = await team.visit((await team.visit(f"{HERE}/aanvragen")).link("/idee?balie=ja"))
        page.must_say("Ik vul dit in voor iemand anders.")
        typed = {**IDEA, "naam": "Mevrouw Bos", "email": "", "akkoord": ""}
        nowhere = await team.send(page, "/idee", **typed)
        nowhere.must_say("Vul een postadres in, of een e-mailadres")
        receipt = await team.send(nowhere, "/idee", **typed, postadres="Oosterweg 1, Groningen")
        receipt.must_say("Ontvangen op", "Het antwoord komt uiterlijk op", "Mevrouw Bos", "Oosterweg 1", "Handtekening")
        unsigned = await team.send(receipt, "/aanvraag")
        unsigned.must_say("Zet een vinkje als de handtekening eronder staat")
        (await team.send(receipt, "/aanvraag", getekend="ja")).must_say("Het idee is nu bij de buurt.")
        (await team.visit(f"{HERE}/aanvragen")).must_say("bevestigd")


async def test_a_session_that_ended_at_the_desk_loses_nothing(world: World, staff: dict[str, str]) -> None:
    async with somebody(world, "wijkteam", staff["wijkteam"]) as team, somebody(world) as nobody:
        page = await team.visit(f"{HERE}/idee?balie=ja")
        fields = {**page.form("/idee").fields, **IDEA, "email": "", "postadres": "Oosterweg 1"}
        fields["csrf"] = (await nobody.visit(f"{HERE}/idee")).form("/idee").fields["csrf"]
        answer = await nobody.post(f"{HERE}/idee", fields)
        assert answer.status == 401
        for text in ("Je bent niet meer ingelogd.", IDEA["wat"], "Oosterweg 1"):
            assert text in answer.text


async def test_the_public_gets_no_fields_of_the_desk(world: World, staff: dict[str, str]) -> None:
    async with somebody(world) as resident, somebody(world, "bewoner", staff["bewoner"]) as member:
        for person in (resident, member):
            assert "Ik vul dit in voor iemand anders." not in (await person.visit(f"{HERE}/idee?balie=ja")).words
        assert "/inloggen" in (await resident.visit(f"{HERE}/aanvragen")).address


async def test_an_idea_for_the_whole_city_has_a_form_of_its_own(world: World) -> None:
    async with somebody(world) as resident:
        start = await resident.visit(f"/{YEAR}/idee")
        page = await resident.visit(start.link("/hele-gemeente/idee"))
        kept = await resident.send(page, "/idee", wat="Een festival voor alle kinderen", actie="bewaar")
        assert kept.address.rpartition("?")[0].endswith(f"/{YEAR}/hele-gemeente/idee")
        sent = await resident.send(kept, "/idee", **IDEA, email="stad@voorbeeld.nl")
        sent.must_say("Vul de code in")
        code = await newest_code(world, "stad@voorbeeld.nl")
        own = await resident.send(sent, "/code", code=code)
        own.must_say("Je idee is binnen.")
        assert own.link("/hele-gemeente") == f"/{YEAR}/hele-gemeente"
