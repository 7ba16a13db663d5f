"""The case of Buurtzorg Jong, clicked: the agreement, a referral outside it, and two people who decide on it."""

import json
import os
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import as_a, set_the_clock
from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, Somebody, Street
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
}


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
        for label, words in WORDS.items():
            officer.page.get_by_label(label, exact=True).fill(words)
        officer.page.get_by_label("Eenheid van cijfer 1", exact=True).select_option("families")
        officer.press("Bewaar het concept")
        officer.sees("Er is een concept")
    with as_a(street, "Budgethouder") as approver:
        approver.visit(f"{here}/dossier")
        approver.press("Stel deze afspraak vast")
        approver.sees("Versie 1 geldt vanaf nu.")
    return here


def send_referrals(street: Street, here: str, monitoring: str) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(here)
        officer.press("Maak een sleutel")
        key = officer.page.get_by_label("Sleutel", exact=True).inner_text().strip()
    rows = [
        {
            "reference": f"BJ-{number}",
            "referredOn": "2020-02-14" if number < 9 else "2020-05-14",
            "providerAgb": "22220003" if number == 0 else "22220001",
            "activity": "jeugdhulp",
            "productCategory": "45" if number % 3 == 0 else "50",
            "referrer": "06",
            "livesHere": True,
            "responsibleMunicipality": "GM0014",
            "budgetEuros": 9000,
            "reason": "meer dan lichte hulp kan",
        }
        for number in range(24)
    ]
    request = urllib.request.Request(
        f"{monitoring}/v1/referrals",
        data=json.dumps({"referrals": rows}).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["breach"] == 1


def keep_picture(person: Somebody, name: str) -> None:
    """Only when somebody asks for them: `VOORVELD_LOOK=/tmp/x`."""
    if folder := os.environ.get("VOORVELD_LOOK"):
        person.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_the_case_of_buurtzorg_jong_from_the_screens(street: Street, installation: Installation) -> None:
    here = the_agreement(street)
    set_the_clock(street, "2020-07-10T09:00")
    send_referrals(street, here, installation.monitoring)
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
    assert not wrong, "\n".join(wrong)
