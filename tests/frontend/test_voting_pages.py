"""A round of ballots on its pages: what each person sees and can do, from setting it to its outcome."""

import asyncio
import hashlib
import re

import pytest
import pytest_asyncio

from tests.support.office import a_published_split, somebody, token_of
from tests.support.voting import (
    BEFORE,
    a_counted_round,
    a_round_typed,
    a_set_round,
    an_open_idea,
    an_open_round,
    at,
    cast,
    check,
    counted,
    printed_codes,
    ticked,
)
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERE = "oosterparkwijk"
OFFICER, APPROVER = "beleidsmedewerker", "budgethouder"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def split(world: World) -> None:
    await a_published_split(world, 2020)


@pytest.fixture(autouse=True)
def november(world: World) -> None:
    at(world, BEFORE)


def boxes(page: Page) -> dict[str, str]:
    return {name: value for name, value in page.form("/stem").fields.items() if name.startswith("plan-")}


async def test_a_year_without_rounds_says_what_happens_instead(world: World) -> None:
    async with somebody(world) as anybody:
        (await anybody.visit("/2071/stemmen")).must_say("Nog geen stemmingen in 2071")
        assert "Zet een stemming op" not in (await anybody.visit("/2071/stemmen")).words


async def test_a_round_is_staffs_own_until_it_is_published_and_then_tells_everything(world: World) -> None:
    await an_open_idea(world, HERE, "Een klimrek bij de school", 600)
    managed = await a_set_round(world, HERE, leeftijd="14")
    managed.must_say(
        "De plannen staan op het stembiljet.", "1. Een klimrek bij de school € 600", "Nog niet bekendgemaakt."
    )
    address = managed.address.removesuffix("/opzet")
    async with somebody(world) as anybody:
        assert (await anybody.visit(address)).status == 404
        async with somebody(world, OFFICER) as officer:
            await officer.send(await officer.visit(managed.address), "/bekendmaking", waar="Gemeenteblad 12")
        page = await anybody.visit(address)
        (await anybody.visit("/2020/stemmen")).must_say("Topidee van de buurt", "€ 1.000")
        (await anybody.visit(f"/2020/gebieden/{HERE}")).must_say("Binnenkort stemmen: Topidee van de buurt")
    page.must_say(
        "Je kunt stemmen van 2 maart 2020 om 09:00 tot 16 maart 2020 om 20:00.",
        "Iedereen die stemt, krijgt een gelijk deel van het geld.",
        "Is er nog geld? Dan krijgt iedereen € 1 meer",
        "Tot het tellen staat bij elke stem welke code het was.",
        "ik ben 14 jaar of ouder",
        "Gemeenteblad 12",
    )
    assert not [form for form in page.forms if form.action.endswith("/stem")]


async def test_a_mistake_in_a_round_comes_back_with_everything_typed(world: World) -> None:
    where = "/2020/stemmen/nieuw"
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where)
        line = list(page.form(where).options["regel"].values())[1]
        page = await officer.send(page, where, **a_round_typed(line, dicht="2020-03-01T09:00", bedrag="veel"))
        assert page.status == 422
        page.must_say("De stemming moet later dichtgaan dan ze opengaat", "Schrijf het bedrag in cijfers")
        missing = await officer.send(page, where, **a_round_typed(line, open="", dicht="morgen"))
        missing.must_say("Vul in wanneer de stemming opengaat", "Schrijf een dag en een tijd.")
        assert page.form(where).fields["titel"] == "Topidee van de buurt"
        page = await officer.send(page, where, **a_round_typed(line, bedrag="100.000.000"))
        page.must_say("Zo veel is er niet vrij")
        assert page.form(where).fields["bedrag"] == "100.000.000"


async def test_only_staff_set_and_manage_rounds(world: World) -> None:
    async with somebody(world, APPROVER) as approver:
        page = await approver.post("/2020/stemmen/nieuw", {**a_round_typed("x"), **await token_of(approver)})
        assert page.status == 404
    address = await an_open_round(world, HERE)
    for kind, status in ((APPROVER, 404), ("bewoner", 404), (OFFICER, 200)):
        async with somebody(world, kind) as person:
            for page in ("opzet", "papier"):
                assert (await person.visit(f"{address}/{page}")).status == status, kind


async def test_a_ballot_from_ticks_to_receipt_and_the_same_again_is_still_one(world: World) -> None:
    address = await an_open_round(world, HERE)
    code, _other = await printed_codes(world, address, 2)
    page = await check(world, address, code.lower().replace("-", " "), 1, 3)
    page.must_say("Je kiest 2 van de 3 plannen", "1. Een klimrek bij de school", "nog niet verstuurd")
    first = await cast(world, address, code, 1, 3)
    first.must_say("Je stem is binnen", "Dan telt hij één keer")
    assert code not in first.address
    receipt = first.words.partition("Je bewijs ")[2][:9]
    (await cast(world, address, code, 3, 1)).must_say(receipt)
    another = await cast(world, address, code, 2)
    assert another.status == 409
    another.must_say("Met deze code is al anders gestemd.")
    assert boxes(another) == {"plan-2": "ja"}
    assert another.form("/stem").fields["code"] == code
    async with somebody(world, OFFICER) as officer:
        (await officer.visit(f"{address}/opzet")).must_say("Aantal stemmen 1 Codes per mail 0 Codes op papier 2")


async def test_what_is_missing_or_wrong_is_said_at_its_place_and_nothing_is_lost(world: World) -> None:
    address = await an_open_round(world, HERE)
    empty = await check(world, address, "")
    assert empty.status == 422
    empty.must_say("2 dingen kloppen nog niet", "Kies ten minste één plan", "Vul je code in")
    short = await check(world, address, "K7M4Q", 2)
    short.must_say("Je typte er 5.")
    assert boxes(short) == {"plan-2": "ja"}
    wrong = await cast(world, address, "K7M4Q-XP2RA", 2, 3)
    wrong.must_say("Deze code klopt niet.")
    assert boxes(wrong) == {"plan-2": "ja", "plan-3": "ja"}
    async with somebody(world) as voter:
        page = await voter.send(await voter.visit(address), "/stem", **ticked("K7M4Q-XP2RA", 1))
        back = await voter.send(page, "/stem/verzonden", doe="terug")
    assert (back.status, boxes(back)) == (200, {"plan-1": "ja"})


async def test_a_round_that_is_not_open_yet_or_closed_says_so_and_shows_what_was_chosen(world: World) -> None:
    address = await an_open_round(world, HERE)
    [code] = await printed_codes(world, address, 1)
    async with somebody(world) as voter:
        form = await voter.visit(address)
        checked = await voter.send(form, "/stem", **ticked(code, 2))
        at(world, BEFORE)
        early = await voter.send(checked, "/stem/verzonden")
        early.must_say("De stemming is nog niet open.", "Je stem is niet verstuurd", "2. Judo op woensdag")
        at(world, "2020-03-16T20:00")
        late = await voter.send(checked, "/stem/verzonden")
        late.must_say("De stemming is gesloten. Stemmen kan niet meer.", "Je stem is niet verstuurd", "2. Judo")
        again = await voter.send(form, "/stem", **ticked(code, 2))
    assert (early.status, late.status, again.status) == (409, 409, 409)
    again.must_say("De stemming is gesloten. We tellen de stemmen.", "2. Judo op woensdag")


async def test_a_code_by_mail_works_once_per_address(world: World) -> None:
    address = await an_open_round(world, HERE)
    async with somebody(world) as voter:
        page = await voter.visit(address)
        wrong = await voter.send(page, "/code", email="sanne@")
        wrong.must_say("Dit e-mailadres klopt nog niet.", "Zet een vinkje als je hier mag stemmen")
        assert wrong.form("/code").fields["email"] == "sanne@"
        for _again in range(2):
            sent = await voter.send(page, "/code", email="stemmer@voorbeeld.nl", mag="ja")
            sent.must_say("We mailen je een code.")
        await world.settle()
        mails = await voter.visit("/dev/mail")
    assert mails.words.count("stemmer@voorbeeld.nl") == 1
    async with somebody(world, OFFICER) as officer:
        (await officer.visit(f"{address}/opzet")).must_say("Codes per mail 1")


async def test_codes_are_given_once(world: World) -> None:
    address = await an_open_round(world, HERE)
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(f"{address}/opzet")
        sheet = await officer.send(page, "/codes", aantal="3", hoe="blad")
        sheet.must_say("3 codes", "Stem tot 16 maart 2020 om 20:00 op http://voorveld.test/stemmen")
        (await officer.visit("/stemmen")).must_say("Stemmen in 2020")
        again = await officer.send(page, "/codes", aantal="3", hoe="blad")
        again.must_say("Dit blad met codes is al opgehaald.")
        (await officer.send(again, "/codes", hoe="blad")).must_say("3 codes")
        (await officer.visit(f"{address}/opzet")).must_say("Codes op papier 6")
        (await officer.send(page, "/codes", aantal="301", hoe="blad")).must_say("van 1 tot en met 300")


async def test_paper_ballots_are_typed_one_after_the_other(world: World) -> None:
    address = await an_open_round(world, HERE)
    code, other = await printed_codes(world, address, 2)
    where = f"{address}/papier"
    async with somebody(world, OFFICER) as officer:
        page = await officer.send(await officer.visit(where), "/papier", code=code, nummers="3, 1")
        page.must_say("De stem zit erin.", "1. Een klimrek bij de school", "Er is nu 1 stem")
        assert page.form("/papier").fields["code"] == page.form("/papier").fields["nummers"] == ""
        slip = await officer.send(page, "/papier", code=other, nummers="2 9")
        slip.must_say("Nummer 9 staat niet op het stembiljet.")
        assert slip.form("/papier").fields == {**slip.form("/papier").fields, "code": other, "nummers": "2 9"}
        (await officer.send(page, "/papier", code=code, nummers="2")).must_say("Met deze code is al anders gestemd.")
        (await officer.send(page, "/papier", code=code, nummers="1 3")).must_say("Er is nu 1 stem")
    async with somebody(world) as anybody:
        assert "/inloggen" in (await anybody.visit(where)).address


async def test_from_the_count_to_the_final_outcome_with_four_eyes(world: World) -> None:
    address = await a_counted_round(world, HERE)
    async with somebody(world) as anybody:
        page = await anybody.visit(address)
        page.must_say(
            "5 mensen stemden. 2 van de 3 plannen krijgen geld.",
            "Krijgt geld volgens de telling € 900",
            "Gesteund door 3. Zij betaalden elk € 200",
            "Gesteund door 1. Iedereen had",
            "dit was afgesproken",
            "ter vergelijking",
            "--rule equal-shares",
            "Bij het tellen zijn alle codes gewist.",
        )
        file = await anybody._client.get(page.link("/stemmen.pb"))
        assert hashlib.sha256(file.text.encode()).hexdigest() in page.words
    async with somebody(world, OFFICER) as officer:
        setter = await officer.visit(f"{address}/vaststelling")
        setter.must_say("Iemand anders stelt de uitslag vast")
        assert not [form for form in setter.forms if form.action.endswith("/vaststelling")]
    async with somebody(world, APPROVER) as approver:
        page = await approver.visit(f"{address}/vaststelling")
        missing = await approver.send(page, "/vaststelling", **{"af-3": "ja", "reden-2": "Zomaar"})
        assert missing.status == 422
        missing.must_say("Schrijf waarom je anders besluit", "Zet ook een vinkje", "de uitslag niet vaststellen")
        assert missing.form("/vaststelling").fields["reden-2"] == "Zomaar"
        too_dear = await approver.send(page, "/vaststelling", **{"af-3": "ja", "reden-3": "Ook leuk"}, geen_belang="ja")
        too_dear.must_say("Samen kosten deze plannen € 1.200. Er is € 1.000.")
        swap = {"af-2": "ja", "reden-2": "Deze zaal is dicht.", "af-3": "ja", "reden-3": "Die zaal is open."}
        done = await approver.send(too_dear, "/vaststelling", **swap, geen_belang="ja")
    done.must_say("De uitslag is vastgesteld.", "Bij 2 plannen is anders besloten dan geteld.", "Deze zaal is dicht.")
    done.must_say("Krijgt geld € 900")
    async with somebody(world) as anybody:
        (await anybody.visit("/2020/gebieden/oosterparkwijk")).must_say("De buurt zei ja")


async def test_a_round_called_off_says_why(world: World) -> None:
    address = await an_open_round(world, HERE)
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(f"{address}/opzet")
        (await officer.send(page, "/aflassing")).must_say("Schrijf waarom de stemming niet doorgaat")
        await officer.send(page, "/aflassing", reden="Een plan klopte niet.")
    async with somebody(world) as anybody:
        (await anybody.visit(address)).must_say("Deze stemming is afgelast.", "Een plan klopte niet.")


async def test_votes_per_plan_only_says_what_cannot_be_counted_again(world: World) -> None:
    address = await a_counted_round(world, HERE, bekend="votes_per_plan", manier="greedy")
    async with somebody(world) as anybody:
        page = await anybody.visit(address)
    page.must_say(
        "alleen het aantal stemmen per plan bekend wordt", "--rule greedy", "Gesteund door 3, en er was genoeg"
    )


async def test_the_pages_speak_english(world: World) -> None:
    address = await an_open_round(world, HERE)
    async with somebody(world) as voter:
        page = await voter.visit(address)
        english = await voter.visit(page.link("/taal/en"))
    english.must_say(
        "Everybody who votes gets an equal share of the money.", "You can vote until 16 March 2020 at 20:00."
    )


async def test_two_hundred_people_at_once_who_all_click_twice(world: World) -> None:
    address = await an_open_round(world, HERE)
    codes = await printed_codes(world, address, 200)

    opening = asyncio.Semaphore(20)

    async def press(voter: Person, ballot: dict[str, str]) -> str:
        """Until it is answered: on a busy machine the page may say that a part gives no answer, try again."""
        for _again in range(60):
            answer = await voter.post(f"{address}/stem/verzonden", ballot)
            if answer.status != 503:
                break
        [receipt] = re.findall(r"[2-9A-Y]{4}-[2-9A-Y]{4}(?=</strong>)", answer.text)
        return str(receipt)

    async def votes(code: str) -> set[str]:
        async with somebody(world) as voter:
            async with opening:
                form = (await voter.visit(address)).form("/stem").fields
            ballot = {**form, **ticked(code, 1 + codes.index(code) % 3)}
            return set(await asyncio.gather(press(voter, ballot), press(voter, ballot)))

    receipts = await asyncio.gather(*map(votes, codes))
    assert {len(each) for each in receipts} == {1}
    assert len(set().union(*receipts)) == 200
    await counted(world)
    async with somebody(world) as anybody:
        (await anybody.visit(address)).must_say("200 mensen stemden.")
