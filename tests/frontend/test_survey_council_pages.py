"""Who of the council gets mail, at its page; and partners invited by the address they gave."""

import re
from datetime import UTC, datetime

import pytest

from tests.frontend.test_survey_pages import a_closed_one, opened
from tests.support.office import somebody
from tests.support.partners import LIST, path_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERE = "/2020/vragenlijsten/raad"


async def test_an_officer_adds_who_asked_and_the_mail_leads_to_the_summary_and_its_end(world: World) -> None:
    world.clock.set(datetime(2020, 4, 2, 9, tzinfo=UTC))
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit((await officer.visit("/2020/vragenlijsten")).link(HERE))
        wrong = await officer.send(page, HERE, email="raad@", tot="2030-01-01")
        wrong.must_say("Dit e-mailadres is niet af.", "Zet er alleen iemand bij die er zelf om vroeg")
        late = await officer.send(wrong, HERE, email="raad@voorbeeld.nl", tot="2030-01-01", gevraagd="ja")
        late.must_say("hoogstens vier jaar verder")
        assert late.form(HERE).fields["email"] == "raad@voorbeeld.nl"
        (await officer.send(late, HERE, tot="2022-03-16")).must_say("Het adres staat erbij.", "16 maart 2022")
        where = await a_closed_one(world, officer, "Raad")
        typed = {"inleiding": "We vroegen het iedereen.", "slot": "We maken één loket."}
        await officer.send(await officer.visit(f"{where}/samenvatting"), "/samenvatting", **typed)
    async with somebody(world, "budgethouder") as approver:
        read = await approver.visit(f"{where}/samenvatting")
        read.must_say("1 raadslid krijgt er een mail van.")
        await approver.send(read, "/versturen")
    await world.settle()
    mails = "".join(file.read_text() for file in (world.data / "mail").glob("*.eml") if "raadsmail" in file.read_text())
    end = re.search(r"(/raadsmail-stoppen/\S+)", mails)
    assert end
    async with somebody(world) as member:
        (await member.visit(f"{where}/samenvatting/1")).must_say("We maken één loket.")
        page = await member.visit(end[1])
        (await member.send(page, end[1])).must_say("Je adres is weg.")
        dead = await member.visit(end[1])
        assert (dead.status, [form for form in dead.forms if "raadsmail" in form.action]) == (404, [])
        assert "/inloggen" in (await member.visit(HERE)).address


async def test_a_partner_that_said_yes_is_chosen_from_the_list(world: World) -> None:
    world.clock.set(datetime(2020, 4, 2, 9, tzinfo=UTC))
    async with somebody(world, "beleidsmedewerker") as officer:
        partner = await officer.send(await officer.visit(LIST), LIST, naam="Graag gevraagd")
        contact = await officer.visit(f"{path_of(partner)}/contact")
        typed = {"email": "graag@voorbeeld.nl", "taal": "nl", "vragenlijsten": "ja"}
        kept = await officer.send(contact, "/contact", **typed)
        assert kept.form("/contact").fields["vragenlijsten"] == "ja"
        desk, _links = await opened(world, officer, "Kiezen")
        desk.must_say("Graag gevraagd", "graag@voorbeeld.nl")
        (await officer.send(desk, "/uit-contacten")).must_say("Kies ten minste één partner")
        done = await officer.send(desk, "/uit-contacten", partner=path_of(partner).rsplit("/", 1)[-1])
        done.must_say("De adressen staan erbij.", "Uitgenodigde partners (7)")
