"""People of a partner put a referral right by hand: they see the difference first, and everybody sees the history."""

import re
from uuid import uuid4

import pytest

from services.profiles.contract.models import AddPerson, Role
from tests.frontend.test_dossier_pages import a_dossier, a_referral, in_july, sent
from tests.support.apps import a_person
from tests.support.office import somebody, token_of
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def a_referral_of(world: World, name: str, **changes: object) -> tuple[str, str]:
    """The address of a partner with one referral, and somebody of it."""
    here = await a_dossier(world, name)
    await in_july(world)
    await sent(world, here, a_referral("HR-1", **changes))
    return here, await a_member_of(world, here)


async def a_member_of(world: World, here: str) -> str:
    """The id of somebody of this partner."""
    partner, profiles = here.split("/")[-1], world.profiles()
    person = AddPerson(
        display_name="Sam", email=f"{uuid4().hex}@voorbeeld.nl", role=Role.PARTNER_MEMBER, within=partner
    )
    officer = profiles.on_behalf_of(a_person(("policy_officer", None)))
    added = await officer.add_person(person, key=str(uuid4()))
    await profiles.close()
    return str(added.id)


async def opened(person: Person, here: str) -> Page:
    page = await person.visit(f"{here}/verwijzingen")
    return await person.visit(page.link("/verwijzingen/"))


async def test_a_referral_is_corrected_after_the_difference_was_seen(world: World) -> None:
    here, member_id = await a_referral_of(world, "Rechtgezet")
    async with somebody(world, "partner", member_id) as member:
        page = await opened(member, here)
        page.must_say("Verwijzing HR-1", "Zo staat het er nu", "meer dan licht kan", "Nog niets.")
        assert page.form("/verbetering").fields["aanbieder"] == "22220001"
        typed = {"aanbieder": "22220003", "kosten": "1200", "waarom": "verkeerde aanbieder gekozen"}
        seen = await member.send(page, "/verbetering", **typed)
        seen.must_say(
            "Klopt dit zo?", "Er is nog niets bewaard.", "eerst: 22220001", "wordt: 22220003", "eerst: niet bekend",
            "Zo valt de verwijzing buiten de afspraak:",
        )  # fmt: skip
        (await opened(member, here)).must_say("Nog niets.")
        done = await member.send(seen, "/verbetering")
        done.must_say(
            "Bewaard. Deze verwijzing valt buiten een grens.", "Versie 2, getoetst aan versie 1",
            "Versie 1, verbeterd op", "verkeerde aanbieder gekozen", "daarna: 22220003",
        )  # fmt: skip
        again = await member.send(seen, "/verbetering")
        assert again.words.count("verbeterd op") == 1
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await opened(officer, here)
        page.must_say("verkeerde aanbieder gekozen", "daarna: 22220003")
        assert not [form for form in page.forms if "/verwijzingen/" in form.action]
        (await officer.visit(f"{here}/verwijzingen?op=2020-07-09")).must_say("Zoals gemeld tot en met 9 juli 2020.")


async def test_an_end_is_told_corrected_and_taken_back(world: World) -> None:
    here, member_id = await a_referral_of(world, "Gestopt en toch niet")
    async with somebody(world, "partner", member_id) as member:
        page = await opened(member, here)
        page = await member.send(
            page, "/einde", einde_reden="31", einde="30-06-2020", waarom_einde="vergeten te melden"
        )
        page.must_say("30 juni 2020, volgens plan", "vergeten te melden")
        wrong = await member.send(page, "/einde", einde_reden="32", einde="01-02-2020", waarom_einde="x")
        assert wrong.status == 422
        wrong.must_say("14 februari 2020")
        page = await member.send(await opened(member, here), "/einde", einde_reden="niet", waarom_einde="loopt nog")
        page.must_say("Versie 3", "eerst: 30 juni 2020, volgens plan", "daarna: niet gestopt")


async def test_a_referral_that_was_none_is_withdrawn_for_good(world: World) -> None:
    here, member_id = await a_referral_of(world, "Ingetrokken")
    async with somebody(world, "partner", member_id) as member:
        page = await opened(member, here)
        empty = await member.send(page, "/intrekking", waarom_weg="")
        assert empty.status == 422
        done = await member.send(page, "/intrekking", waarom_weg="dubbel gestuurd")
        done.must_say("Ingetrokken op 10 juli 2020. Deze telt niet mee.", "dubbel gestuurd")
        assert not [form for form in done.forms if "/verwijzingen/" in form.action]
        (await member.visit(f"{here}/verwijzingen")).must_say("HR-1, versie 1: ingetrokken op 10 juli 2020")


async def test_what_points_at_a_person_and_what_is_not_whole_is_refused_with_a_sentence(world: World) -> None:
    here, member_id = await a_referral_of(world, "Zonder namen")
    async with somebody(world, "partner", member_id) as member:
        page = await opened(member, here)
        page.must_say("Geen naam, adres, geboortedag, telefoonnummer of BSN.")
        named = await member.send(page, "/verbetering", reden="moeder van Sanne belt", waarom="tikfout")
        assert named.status == 400
        named.must_say("Hier staat een naam.", "Wat je invulde, staat er nog.")
        half = await member.send(page, "/verbetering", aanbieder="123", waarom="")
        assert half.status == 422
        half.must_say("Schrijf wat er verkeerd was")
        code = await member.send(page, "/verbetering", aanbieder="123", waarom="tikfout")
        code.must_say("Schrijf de AGB-code: 8 cijfers")


async def test_only_people_of_the_partner_put_right(world: World) -> None:
    here, _ = await a_referral_of(world, "Van ons")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await opened(officer, here)
        path = re.sub(r".*voorveld\.test", "", page.address)
        token = await token_of(officer)
        for what in ("verbetering", "einde", "intrekking"):
            assert (await officer.post(f"{path}/{what}", {**token, "waarom_weg": "x"})).status in (403, 404)
    async with somebody(world, "wijkteam") as worker:
        assert (await worker.visit(path)).status in (403, 404)
