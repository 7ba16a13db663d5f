"""The case of Buurtzorg Jong, clicked: agreement, first quarter, a referral outside it, report, talk, what is learned.

The clock goes along: the agreement is of December 2019, the quarter is delivered in April 2020, and so on.
"""

import json
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import as_a, set_the_clock
from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, Street
from tests.browser.referral_by_hand import keep_picture, put_right
from tests.support.installation import Installation

WORDS = {
    "Wat vinden jullie allebei belangrijk?": "Vertrouwen, verantwoordelijkheid en vrijheid. Veiligheid staat voorop.",
    "Visie (hoeft niet)": "Oprechte aandacht, het liefst in de eigen leefomgeving.",
    "Wie onderschreef dit? (hoeft niet)": "directeur van Buurtzorg Jong",
    "Op welke dag? (hoeft niet)": "10-12-2019",
    "Activiteiten van de tender (hoeft niet)": "jeugdhulp; Jeugdhulp dichtbij",
    "Aanbieders met een contract (hoeft niet)": "22220001; De Molen; gemeente\n22220002; Intermetzo; landelijk",
    "Wat volgen we? (hoeft niet)": "Houdt de afschaling stand?; meer crisishulp; eerder bellen met school",
    "Wanneer bespraken we casussen? (hoeft niet)": "27-02-2020; een selectie van casussen over 2019",
    "Naam van cijfer 1": "Gezinnen geholpen",
    "Code van cijfer 1": "families_helped",
    "Wat telt mee bij cijfer 1?": "Gezinnen met minstens één gesprek",
    "Naam van cijfer 2 (hoeft niet)": "Uitgegeven",
    "Code van cijfer 2 (hoeft niet)": "spent",
    "Wat telt mee bij cijfer 2? (hoeft niet)": "Wat van de subsidie is uitgegeven, volgens de boekhouding",
    "Hoeveel subsidie krijgt de partner dit jaar? (hoeft niet)": "480.000",
    "In welk besluit staat dat? (hoeft niet)": "Beschikking 2019-311",
    "Code van het cijfer dat zegt wat is uitgegeven (hoeft niet)": "spent",
}
MEMBER = "Sanne van Buurtzorg Jong"
ACTION = "Nagaan of er een contract komt"
SHORT = 4000
"""Pixels of a talk to write in, on a phone: it was 8,200 with everything unfolded."""


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, DESKTOP)


def the_agreement(street: Street) -> str:
    """Written by an officer, put in force by a budget holder; the path of the partner."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2020/partners")
        officer.fill({"Naam van de organisatie": "Buurtzorg Jong"})
        officer.press("Voeg toe")
        officer.sees("De partner staat erbij.")
        here = officer.page.url.removeprefix(street.address)
        officer.visit(f"{here}/dossier/concept")
        officer.click(officer.page.get_by_text("Cijfer 2", exact=True))
        for label, words in WORDS.items():
            officer.page.get_by_label(label, exact=True).fill(words)
        for number, unit in ((1, "families"), (2, "euros")):
            officer.page.get_by_label(f"Eenheid van cijfer {number}").select_option(unit)
        officer.press("Bewaar het concept")
        officer.sees("Er is een concept")
    with as_a(street, "Budgethouder") as approver:
        approver.visit(f"{here}/dossier")
        approver.press("Stel deze afspraak vast")
        approver.sees("Versie 1 geldt vanaf nu.", "Subsidie voor 2020: € 480.000.")
    return here


def let_in(street: Street, here: str) -> tuple[str, str]:
    """The key of the partner's software, and where somebody of the partner signs in."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(here)
        officer.fill({"Naam": MEMBER, "E-mailadres": "sanne@voorbeeld.nl"})
        officer.press("Voeg toe")
        officer.sees(f"{MEMBER} hoort nu bij deze partner")
        member = officer.page.get_by_role("link", name=MEMBER).get_attribute("href")
        officer.press("Maak een sleutel")
        key = officer.page.get_by_label("Sleutel", exact=True).inner_text().strip()
    assert member
    return key, member


def post(address: str, key: str, body: dict[str, object]) -> dict[str, Any]:
    """What the partner's software does."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(address, data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        received: dict[str, Any] = json.load(answer)
    return received


def send_referrals(monitoring: str, key: str, numbers: range, day: str) -> dict[str, Any]:
    rows = [
        {
            "reference": f"BJ-{number}",
            "referredOn": day,
            "providerAgb": "22220003" if number == 0 else "22220001",
            "activity": "jeugdhulp",
            "productCategory": "45" if number % 3 == 0 else "50",
            "referrer": "06",
            "livesHere": True,
            "responsibleMunicipality": "GM0014",
            "budgetEuros": 9000,
            "reason": "meer dan lichte hulp kan",
        }
        for number in numbers
    ]
    return post(f"{monitoring}/v1/referrals", key, {"referrals": rows})


def deliver_the_first_quarter(monitoring: str, key: str) -> None:
    """By API; the number of families does not come."""
    receipt = post(
        f"{monitoring}/v1/submissions", key, {"period": "2020-Q1", "values": [{"kpi": "spent", "value": 118250.75}]}
    )
    assert (receipt["new"], receipt["refused"]) == (1, 0)
    assert send_referrals(monitoring, key, range(9), "2020-02-14")["breach"] == 1


def the_report(street: Street, here: str, member_link: str) -> list[str]:
    """Words, sent back, submitted again, accepted by the municipality."""
    wrong, where = [], f"{here}/verslag/1"
    with street.somebody() as member, as_a(street, "Beleidsmedewerker") as officer:
        member.visit(member_link)
        member.visit(where)
        member.sees("Uitgegeven tot en met het 1e kwartaal 2020: € 118.250,75.", "is € 361.749,25 over.")
        member.fill({"Jullie verhaal bij de cijfers": "We zagen gezinnen buiten."})
        member.press("Bewaar de tekst")
        member.press("Dien het verslag in")
        officer.visit(where)
        officer.fill({"Wat moet de partner aanpassen?": "Het aantal gezinnen ontbreekt."})
        wrong += look_at(officer, "report to accept or send back")
        officer.press("Stuur het verslag terug")
        officer.sees("Stand: teruggestuurd.")
        member.visit(where)
        member.sees("Het aantal gezinnen ontbreekt.")
        wrong += look_at(member, "report that was sent back")
        keep_picture(member, "report")
        member.fill({"Jullie verhaal bij de cijfers": "We zagen gezinnen buiten. Het aantal komt in mei."})
        member.press("Bewaar de tekst")
        member.press("Dien het verslag in")
        officer.visit(where)
        officer.press("Accepteer het verslag")
        officer.sees("Het verslag is geaccepteerd.")
    return wrong


def the_talk(street: Street, here: str, member_link: str) -> list[str]:
    """Drafted by the program, written by the officer, approved by both; an action comes back and is ticked off."""
    wrong, where = [], f"{here}/gesprek/1"
    with street.somebody() as member, as_a(street, "Beleidsmedewerker") as officer:
        member.visit(member_link)
        member.visit(where)
        member.fill({"Waar gaat het over?": "De wachttijd bij de crisisdienst"})
        member.press("Zet dit op de agenda")
        member.sees("Je punt staat op de agenda.", "Toegevoegd door de partner.")
        wrong += look_at(member, "talk the partner adds to")
        officer.visit(where)
        officer.sees("aanbieder zonder contract", "van de 2 kwam er 1 binnen", "Houdt de afschaling stand?")
        officer.sees("De wachttijd bij de crisisdienst")
        wrong += look_at(officer, "talk that was drafted")
        officer.page.set_viewport_size({"width": 360, "height": 800})
        assert officer.page.evaluate("document.documentElement.scrollHeight") < SHORT
        officer.page.set_viewport_size({"width": 1280, "height": 800})
        for fold in ("1. Verwijzingen", "Zet er een punt bij", "Spreek een actie af"):
            officer.page.locator("summary", has_text=fold).first.click()
        wrong += look_at(officer, "talk to write in")
        officer.fill(
            {
                "Op welke dag is het gesprek?": "2020-04-24",
                "Wat is er gezegd bij punt 1?": "De wachttijd elders was te lang.",
                "Wat is er besloten bij punt 1?": "Voortaan eerst toestemming vragen.",
                "Hoe heet het nieuwe punt?": "Werken tijdens corona",
                "Wat gebeurt er? Actie 1": ACTION,
                "Wanneer is actie 1 klaar?": "2020-07-01",
            }
        )
        officer.pick("Wie doet actie 1?", "de gemeente")
        officer.press("Bewaar agenda en verslag")
        officer.sees("Agenda en verslag zijn bewaard.")
        for width in (1280, 360):
            officer.page.set_viewport_size({"width": width, "height": 844})
            keep_picture(officer, f"talk-{width}")
        officer.press("Keur het verslag goed")
        officer.sees("De gemeente keurde het verslag goed. De partner nog niet.")
        member.visit(where)
        wrong += look_at(member, "talk to approve")
        member.press("Keur het verslag goed")
        member.sees("Gemeente en partner keurden dit verslag goed.", "Voortaan eerst toestemming vragen.")
        keep_picture(member, "talk-approved")
        member.visit(f"{here}/gesprek/2")
        member.sees(f"Actie van vorige keer: {ACTION}")
        officer.visit(where)
        officer.page.get_by_text("Streep acties af").click()
        officer.fill({"Hoe is het afgelopen?": "Contract getekend."})
        wrong += look_at(officer, "talk with an action to tick off")
        officer.press("Deze actie is klaar")
        officer.sees("De actie is klaar.", "Contract getekend.")
        member.visit(f"{here}/gesprek/2")
        assert member.page.get_by_text(ACTION).count() == 0
    return wrong


def what_was_learned(street: Street, here: str) -> list[str]:
    """A session about cases, without persons, and an uncertainty of the agreement looked at again."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(f"{here}/leren")
        officer.fill(
            {
                "Op welke dag was het?": "2020-02-27",
                "Waar ging het over?": "Casussen over 2019",
                "Wat leerden jullie?": "School ziet het eerst.",
            }
        )
        officer.tick("Houdt de afschaling stand?")
        officer.press("Voeg de bespreking toe")
        officer.sees("De casusbespreking staat erbij.")
        officer.pick("Wat bekijken jullie?", "Houdt de afschaling stand?")
        officer.fill({"Op welke dag bekeken jullie dit?": "2020-04-24", "Wat zagen jullie?": "Minder verwijzingen."})
        officer.click(officer.page.get_by_label("Zo houden"))
        officer.press("Zet dit erbij")
        officer.sees("Wat jullie zagen, staat erbij.", "Minder verwijzingen.")
        keep_picture(officer, "learned")
        return look_at(officer, "what was learned")


def test_the_case_of_buurtzorg_jong_from_the_screens(street: Street, installation: Installation) -> None:
    set_the_clock(street, "2019-12-10T10:00")
    here = the_agreement(street)
    key, member_link = let_in(street, here)
    set_the_clock(street, "2020-04-08T09:00")
    deliver_the_first_quarter(installation.monitoring, key)
    set_the_clock(street, "2020-04-24T16:00")
    wrong = the_report(street, here, member_link)
    wrong += the_talk(street, here, member_link)
    wrong += what_was_learned(street, here)
    set_the_clock(street, "2020-07-22T09:00")
    send_referrals(installation.monitoring, key, range(9, 24), "2020-05-14")
    wrong += put_right(street, here, member_link)
    wrong += the_case(street, here)
    assert not wrong, "\n".join(wrong)


def the_case(street: Street, here: str) -> list[str]:
    """The referral outside the boundary: a step one proposes and another decides on; then the dossier for anybody."""
    wrong: list[str] = []
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(f"{here}/verwijzingen")
        officer.sees("Met deze aanbieder heeft de gemeente geen contract")
        officer.page.get_by_text("Stel een stap voor").click()
        wrong += look_at(officer, "referrals")
        officer.page.locator("input[name=document]").fill("Besluit 2020-7")
        officer.press("Stel deze stap voor")
        officer.sees("wacht op een besluit")
        officer.fill({"Hoeveel procent bekijk je?": "25"})
        officer.press("Loot")
        officer.sees("nog niet bekeken")
        keep_picture(officer, "referrals")
        officer.visit(f"{here}/dossier/concept")
        wrong += look_at(officer, "draft of a dossier")
        keep_picture(officer, "draft")
    with as_a(street, "Budgethouder") as approver:
        approver.visit(f"{here}/verwijzingen")
        wrong += look_at(approver, "referrals with a step to decide on")
        approver.press("Beslis")
        approver.sees("De stap is bevestigd.")
    with street.somebody() as anybody:
        anybody.visit(f"{here}/dossier")
        anybody.sees("Wordt zware hulp minder?")
        wrong += look_at(anybody, "dossier")
        for width in (1280, 360):
            anybody.page.set_viewport_size({"width": width, "height": 844})
            keep_picture(anybody, f"dossier-{width}")
        anybody.visit(f"/taal/en?terug={here}/dossier")
        anybody.sees("Does heavy help become less?")
        wrong += look_at_english(anybody, "dossier")
    return wrong
