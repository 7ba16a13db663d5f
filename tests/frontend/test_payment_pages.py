"""Paying on the pages: the list with due dates, a batch in two pairs of hands, and what the bank said of it."""

import re
from datetime import timedelta

import pytest
import pytest_asyncio

from tests.budget.bank_says import camt053, pain002
from tests.support.money import two_circles
from tests.support.office import somebody
from tests.support.paying import an_awarded_idea, tells_account
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHERE = "/2020/te-betalen"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def ready(world: World, circle: dict[str, str], name: str) -> tuple[str, str]:
    """An award with an account."""
    idea_id, link = await an_awarded_idea(world, circle, name)
    async with somebody(world) as applicant:
        await applicant.visit(link)
        await tells_account(world, applicant, idea_id, name)
    return idea_id, link


async def batch_of(world: World, *ideas: str) -> str:
    """The address of a batch with these awards, prepared by the officer."""
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(WHERE)
        fields = {name: value for name, value in page.form(WHERE).fields.items() if not name.startswith("idee-")}
        fields |= {f"idee-{idea}": "ja" for idea in ideas}
        sent = await officer.post(WHERE, fields)
        assert "/betaalbatches/" in sent.address, sent.text[:2000]
        return sent.address.removeprefix("http://voorveld.test")


async def released(world: World, where: str) -> Page:
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(where)
        assert "NL91ABNA" not in page.words
        return await approver.send(page, "/vrijgave")


def number_in(page: Page) -> str:
    found = re.search(r"VV-2020-\d{4}-\d{4}", page.words)
    assert found
    return found[0]


async def test_an_award_is_paid_by_two_people_and_a_statement_of_the_bank(world: World, circle: dict[str, str]) -> None:
    idea_id, link = await ready(world, circle, "Noor")
    where = await batch_of(world, idea_id)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        page.must_say("wacht op een tweede persoon", "NL91ABNA0417164300", "Noor de Vries", "€ 800")
        page.must_say("nog niet vrijgegeven")
        assert "onderweg" not in page.words
        assert not [form for form in page.forms if "/vrijgave" in form.action]
    (await released(world, where)).must_say("De betaalbatch is vrijgegeven.", "vrijgegeven, nog niet naar de bank")
    async with somebody(world) as applicant:
        (await applicant.visit(link)).must_say("De betaling naar NL•• •••• 00 staat klaar.")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        xml = await officer.visit(page.link("/bestand"))
        assert xml.status == 200
        done = await officer.send(page, "/overdracht")
        done.must_say("Genoteerd: het bestand is bij de bank.")
        number = number_in(done)
        listed = await officer.visit(WHERE)
        upload = {"bericht": ("camt.xml", camt053((number, "800.00"), ("X", "1.00"), day="2019-11-01"), "text/xml")}
        read = await officer.send_files(listed, "/bericht", upload)
        read.must_say(number, "betaald, staat in het grootboek", "Eén regel ging niet over onze betalingen.")
        again = await officer.send_files(read, "/bericht", upload)
        again.must_say("wisten we al")
        (await officer.visit(where)).must_say("klaar", "betaald, 1 november 2019")
    async with somebody(world) as applicant:
        (await applicant.visit(link)).must_say("€ 800 is uitbetaald op 1 november 2019.")
    async with somebody(world) as anybody:
        ledger = await anybody.visit(f"/2020/grootboek?idee={idea_id}")
        ledger.must_say(f"betaling {number}")
        assert "NL91" not in ledger.words


async def test_a_payment_that_failed_is_asked_again_by_hand_or_by_file(world: World, circle: dict[str, str]) -> None:
    one, link = await ready(world, circle, "Mo")
    two, _link = await ready(world, circle, "Bo")
    where = await batch_of(world, one, two)
    await released(world, where)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        rows = re.findall(r"(VV-2020-\d{4}-(\d{4})) 800 (\w+) wil", page.words)
        assert {name for _n, _p, name in rows} == {"Mo", "Bo"}
        (of_mo,) = [int(position) for _n, position, name in rows if name == "Mo"]
        (of_bo,) = [number for number, _p, name in rows if name == "Bo"]
        action = f"/betaling-{of_mo}"
        wrong = await officer.send(page, action, afloop="rekening", dag="2031-01-01")
        wrong.must_say("Deze dag is nog niet geweest", "dingen kloppen nog niet" if len(rows) > 9 else "klopt nog niet")
        done = await officer.send(page, action, afloop="rekening", dag="2019-11-01", reden="Rekening opgeheven")
        done.must_say("Genoteerd hoe de betaling afliep.", "mislukt, 1 november 2019", "Rekening opgeheven")
        listed = await officer.visit(WHERE)
        number = of_bo.rsplit("-", 1)[0]
        upload = {"bericht": ("p.xml", pain002(number, {of_bo: "RJCT"}, reason="AC01"), "text/xml")}
        (await officer.send_files(listed, "/bericht", upload)).must_say("mislukt", "AC01 Rekening opgeheven")
        again = await officer.send_files(listed, "/bericht", upload)
        assert "regels gingen niet" not in again.must_say("Het bestand is niet bewaard.").words
        bad = await officer.send_files(listed, "/bericht", {"bericht": ("p.xml", b"geen xml", "text/xml")})
        bad.must_say("Dit is geen bericht dat we kunnen lezen.")
        assert (await officer.send(listed, "/bericht")).status == 422
    async with somebody(world) as applicant:
        (await applicant.visit(link)).must_say("De bank kon het geld niet overmaken.", "Vul je rekening in")


async def test_a_day_that_is_over_is_not_promised_again(world: World, circle: dict[str, str]) -> None:
    _idea_id, link = await ready(world, circle, "Tim")
    now = world.clock.now()
    world.clock.set(now + timedelta(days=60))
    async with somebody(world) as applicant:
        page = await applicant.visit(link)
    world.clock.set(now)
    page.must_say("We maken € 800 zo snel we kunnen over naar NL•• •••• 00.", "Het had er uiterlijk op")


async def test_a_batch_is_withdrawn_with_a_reason(world: World, circle: dict[str, str]) -> None:
    idea_id, _link = await ready(world, circle, "Lot")
    where = await batch_of(world, idea_id)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(where)
        (await approver.send(page, "/intrekking")).must_say("Schrijf waarom je hem intrekt")
        done = await approver.send(page, "/intrekking", reden="Nog een vraag aan het idee")
        done.must_say("De betaalbatch is ingetrokken.", "Nog een vraag aan het idee")
        (await approver.visit(WHERE)).must_say(
            "Lot wil een middag", "Een beleidsmedewerker maakt hier een betaalbatch van"
        )


async def test_these_pages_are_for_who_pays(world: World, circle: dict[str, str]) -> None:
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        assert (await worker.visit(WHERE)).status == 404
    async with somebody(world) as anybody:
        (await anybody.visit(WHERE)).must_say("Inloggen")
        assert "te-betalen" not in str((await anybody.visit("/2020/volg-de-euro")).links)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit("/2031/te-betalen")
        page.must_say("Er is nu niets te betalen", "Nog geen betaalbatches")
        assert "te-betalen" in str((await officer.visit("/2020/volg-de-euro")).links)


async def test_an_award_is_lowered_by_two_people_and_everybody_reads_why(world: World, circle: dict[str, str]) -> None:
    idea_id, _link = await an_awarded_idea(world, circle, "Fay")
    where = f"/ideeen/{idea_id}/wijziging"
    typed = {"bedrag": "500", "grond": "new_facts", "waarom": "Er was al geld van een fonds.", "gehoord": "2019-11-01"}
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit((await officer.visit(f"/ideeen/{idea_id}")).link("/wijziging"))
        page.must_say("Nu is het € 800.", "Het bedrag is vastgesteld.")
        wrong = await officer.send(page, where, **typed | {"bedrag": "900", "gehoord": ""})
        assert wrong.status == 400
        empty = await officer.send(page, where)
        empty.must_say("Vul in welk bedrag het wordt", "Kies een reden van de wet", "Schrijf waarom")
        unheard = await officer.send(page, where, **typed | {"gehoord": ""})
        unheard.must_say("Hoor eerst de aanvrager (Awb 4:8).")
        done = await officer.send(unheard, where, **typed)
        done.must_say("Het voorstel staat klaar. Iemand anders beslist.", "beslist.")
        assert not [form for form in done.forms if f"{where}/" in form.action]
    async with somebody(world) as anybody:
        assert "Er was al geld" not in (await anybody.visit(f"/ideeen/{idea_id}")).words
        assert (await anybody.visit(where)).words.count("Inloggen")
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(where)
        (await approver.send(page, f"{where}/", besluit="ja")).must_say("Besloten.", "van € 800 naar € 500")
    async with somebody(world) as anybody:
        seen = await anybody.visit(f"/ideeen/{idea_id}")
        seen.must_say("Dit besluit is veranderd", "van € 800 naar € 500", "Er was al geld van een fonds.", "€ 500")
