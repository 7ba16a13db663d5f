"""A survey, clicked: an officer opens it, a partner answers on a phone without a script, and everybody reads it."""

import re
import time

import pytest
from playwright.sync_api import Browser

from tests.browser.clicking import as_a, set_the_clock
from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, Somebody, Street
from tests.support.installation import Installation

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "java_script_enabled": False}
ADDRESSES = "\n".join(f"partner{number}@voorbeeld.nl" for number in range(5))


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, DESKTOP)


@pytest.fixture(scope="module")
def phones(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, PHONE)


def opened(officer: Somebody) -> str:
    """The path of a survey that is open for five partners."""
    officer.visit("/2020/vragenlijsten")
    officer.fill({"Naam": "Sociale basis", "Laatste dag om te antwoorden": "2020-05-01"})
    officer.press("Maak het concept")
    officer.sees("Het concept staat klaar")
    officer.fill({"Adressen van partners": ADDRESSES})
    officer.press("Bewaar de adressen van partners")
    officer.sees("5 uitnodigingen gaan meteen op de mail")
    officer.press("Open de vragenlijst")
    officer.sees("De vragenlijst is open.")
    return officer.page.url.removeprefix(officer.address).removesuffix("/beheer")


def links_of(officer: Somebody, where: str) -> list[str]:
    """The paths of the personal links, once the mails arrived."""
    of_survey = re.compile(rf"/vragenlijst/{where.rsplit('/', 1)[-1]}/[\w-]+")
    for _attempt in range(60):
        officer.visit("/dev/mail")
        mails = officer.page.get_by_role("link", name=re.compile("Wat gaat goed"))
        paths = [mail.get_attribute("href") or "" for mail in mails.all()]
        if len(paths) == 5:
            found = []
            for path in paths:
                officer.visit(path)
                found.append(of_survey.findall(officer.page.content())[0])
            return found
        time.sleep(0.5)
    raise AssertionError("the invitations did not arrive")


def answer(partner: Somebody, link: str, score: int) -> None:
    partner.visit(link)
    for point in range(1, 11):
        partner.page.locator(f"#punt-{point} label").nth((score + point) % 5).tap()
    partner.fill({"Wat gaat goed?": "We weten elkaar te vinden."})
    partner.press("Verstuur je antwoord")
    partner.sees("Dank je wel. Je antwoord is binnen.")


def test_from_a_draft_to_an_answer_on_a_phone_and_what_came_out(street: Street, phones: Street) -> None:
    set_the_clock(street, "2020-04-02T10:00")
    wrong = []
    with as_a(street, "Beleidsmedewerker") as officer:
        where = opened(officer)
        wrong += look_at(officer, "open survey at the desk")
        links = links_of(officer, where)
    with phones.somebody() as partner:
        partner.visit(links[0])
        too_wide = "document.documentElement.scrollWidth > 360"
        assert not partner.page.evaluate(too_wide)
        for number, link in enumerate(links):
            answer(partner, link, number)
        assert partner.page.locator("#punt-1 input[value='1']").is_checked()
        partner.sees("Je hebt al geantwoord.")
        partner.press("Stop met mailen")
        partner.sees("We hebben je e-mailadres weggegooid.")
    with street.somebody() as anybody:
        anybody.visit(f"/vragenlijst/{where.rsplit('/', 1)[-1]}")
        wrong += look_at(anybody, "form of a survey")
        set_the_clock(street, "2020-05-02T10:00")
        for _attempt in range(60):
            anybody.visit(where)
            if anybody.page.get_by_text("Wat eruit kwam, per punt").count():
                break
            time.sleep(0.5)
        anybody.sees("Gemiddeld 3,0 van 5, uit 5 antwoorden.", "5 (100%)")
        wrong += look_at(anybody, "what came out of a survey")
        anybody.visit(f"/taal/en?terug={where}")
        anybody.sees("On average 3.0 out of 5, from 5 answers.")
        wrong += look_at_english(anybody, "what came out of a survey")
    assert not wrong, "\n".join(wrong)
