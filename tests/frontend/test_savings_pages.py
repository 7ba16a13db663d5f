"""Expected savings on their pages: what is said, who is offered what, and what becomes of the amounts."""

from uuid import UUID

import pytest

from tests.support.office import somebody, token_of
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
OFFICER, APPROVER = "beleidsmedewerker", "budgethouder"
CASE = {
    "naam": "Lichtere hulp in Noord",
    "grond": "Dossieronderzoek bij 120 gezinnen.",
    "laag": "200.000",
    "midden": "350.000",
    "hoog": "500.000",
}


async def proposed(officer: Person, year: int, **changed: str) -> Page:
    where = f"/{year}/besparingen"
    return await officer.send(await officer.visit(where), where, **{**CASE, **changed})


async def approved(world: World, address: str, **typed: str) -> Page:
    async with somebody(world, APPROVER) as approver:
        return await approver.send(await approver.visit(address), "/vaststelling", geen_belang="ja", **typed)


def offers(page: Page) -> set[str]:
    """The last word of the address of each form about savings."""
    return {form.action.rpartition("/")[2] for form in page.forms if "/besparingen" in form.action}


async def test_a_year_without_savings_says_why_only_the_lowest_counts(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2060/besparingen")
    page.must_say("Nog geen besparingen voor 2060", "gaat 10% naar preventie", "van 22,0 naar 16,2 per 1.000")
    assert offers(page) == set()


async def test_from_proposal_to_money_seen(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2019)
        assert offers(case) == {"intrekking"}
    case.must_say("Waarschijnlijk scheelt dit tussen € 200.000 en € 500.000 per jaar.")
    case.must_say(
        "Alleen van wat zeker genoeg is (€ 200.000) gaat 10% naar preventie.", "Nu is iemand anders aan de beurt"
    )
    async with somebody(world) as anybody:
        assert (await anybody.visit(case.address)).status == 404
    page = await approved(world, case.address, besluit="B&W 3")
    page.must_say("Er staat een bron klaar", "Is nu een bron 20.000", "Wacht tot we het zien 15.000", "B&W 3")
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(case.address)
        told = {"gezien": "320.000", "tot": "2019-10-31", "bewijs": "Jaarrekening", "geldjaar": "2020"}
        page = await officer.send(page, "/gezien", **told)
    page.must_say("Vaststellen wat er te zien is", "€ 320.000 tot en met 31 oktober 2019")
    async with somebody(world, APPROVER) as approver:
        (await approver.visit(case.address)).must_say("dan komt er een bron bij van € 12.000")
    page = await approved(world, case.address)
    page.must_say("Is nu een bron 32.000", "Wacht tot we het zien 3.000", "Bron van € 12.000 voor 2020")
    async with somebody(world) as anybody:
        public = await anybody.visit("/2019/besparingen")
        (await anybody.visit("/2020/bronnen")).must_say("Lichtere hulp in Noord (gezien)")
    public.must_say("Lichtere hulp in Noord", "32.000 3.000")
    assert offers(public) == set()


async def test_the_whole_year_seen_closes_the_case_on_its_page(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2018)
        await approved(world, case.address)
        told = {"gezien": "230.000", "tot": "2018-12-31", "bewijs": "Jaarrekening", "geldjaar": "2019"}
        await officer.send(await officer.visit(case.address), "/gezien", **told)
    async with somebody(world, APPROVER) as approver:
        (await approver.visit(case.address)).must_say(
            "er een bron bij van € 3.000", "Daarna is deze besparing afgesloten"
        )
    closed = await approved(world, case.address)
    closed.must_say(
        "Afgesloten: het hele jaar is gezien", "Over het hele jaar is € 230.000 gezien.", "Is nu een bron 23.000"
    )
    async with somebody(world, OFFICER) as officer:
        assert offers(await officer.visit(case.address)) == set()
    async with somebody(world) as anybody:
        (await anybody.visit("/2018/besparingen")).must_say("Meer komt er niet bij.", "Vastgesteld, samen 23.000 0")


async def test_what_is_not_sure_gives_no_source_and_says_so(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2062, laag="−40.000")
    case.must_say("Misschien kost dit € 40.000 per jaar meer, misschien scheelt het tot € 500.000.")
    page = await approved(world, case.address)
    page.must_say("Hier komt nu geen geld uit.", "gaf geen bron", "Hier kwam nog geen bron uit")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("naam", "", "Geef de besparing een naam"),
        ("grond", "", "Schrijf waar de schatting op rust"),
        ("laag", "veel", "Schrijf het bedrag in cijfers"),
        ("midden", "", "Vul het middelste bedrag in"),
        ("hoog", "999999999999", "Dit bedrag is te hoog."),
        ("laag", "400.000", "Het laagste bedrag mag niet hoger zijn dan het midden"),
    ],
)
async def test_a_mistake_comes_back_beside_its_field_with_what_was_typed(
    world: World, field: str, typed: str, sentence: str
) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await proposed(officer, 2063, **{field: typed})
    page.must_say("Eén ding klopt nog niet", sentence)
    assert page.status in (400, 422)
    assert page.form("/2063/besparingen").fields[field] == typed
    assert page.form("/2063/besparingen").fields["grond" if field == "naam" else "naam"]


async def test_one_who_has_a_stake_does_not_decide_and_a_reason_is_needed(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2064)
    async with somebody(world, APPROVER) as approver:
        page = await approver.send(await approver.visit(case.address), "/vaststelling", besluit="B&W 9")
        page.must_say("Zet een vinkje, anders kun je niet meebeslissen")
        assert page.form("/vaststelling").fields["besluit"] == "B&W 9"
        (await approver.send(page, "/terug")).must_say("Schrijf waarom je het terugstuurt")
        page = await approver.send(await approver.visit(case.address), "/terug", reden="Eerst naar het gemiddelde.")
    page.must_say("Teruggestuurd, met de reden erbij.", "Eerst naar het gemiddelde.")
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(case.address)
        assert page.form("/voorstel").fields["laag"] == "200.000"
        page = await officer.send(page, "/voorstel", laag="90.000")
    page.must_say("Opnieuw voorgesteld.", "tussen € 90.000 en € 500.000")


async def test_an_old_screen_shows_the_case_as_it_is_and_keeps_what_was_typed(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2065)
        async with somebody(world, APPROVER) as approver:
            old = await approver.visit(case.address)
            await officer.send(await officer.visit(case.address), "/intrekking")
            page = await approver.send(old, "/vaststelling", geen_belang="ja", besluit="B&W 10")
    assert page.status == 409
    page.must_say("Dit schreef je. Het is niet verstuurd.", "B&W 10", "Ingetrokken")
    assert offers(page) == set()


async def test_a_day_that_has_not_been_is_said_beside_it(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2019, naam="Nog een")
        await approved(world, case.address)
        told = {"gezien": "1", "tot": "01-01-2031", "bewijs": "Rapport"}
        page = await officer.send(await officer.visit(case.address), "/gezien", **told)
    page.must_say("Die dag moet nog komen.")
    assert page.form("/gezien").fields["bewijs"] == "Rapport"


async def test_only_officers_propose_and_a_case_stays_in_its_year(world: World) -> None:
    async with somebody(world, APPROVER) as approver:
        page = await approver.visit("/2066/besparingen")
        assert offers(page) == set()
        refused = await approver.post("/2066/besparingen", {**CASE, **await token_of(approver)})
    assert refused.status == 404
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2066)
        case_id = UUID(case.address.rpartition("/")[2])
        assert (await officer.visit(f"/2067/besparingen/{case_id}")).status == 404


async def test_the_pages_speak_english(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        case = await proposed(officer, 2068)
        english = await officer.visit(case.link("/taal/en"))
    english.must_say("This probably saves between €200,000 and €500,000 a year.", "Waits until we see it 35,000")
