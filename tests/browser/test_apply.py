"""The EUR 800 tournament on a phone: from opening the page to the receipt in one go, with scripts and without.

VOORVELD_PICTURES names a folder for a picture of each screen; `pytest -s` prints the numbers of docs/apply.md.
"""

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.clicking import mail_to
from tests.browser.pages import HERE, look_at
from tests.browser.people import Somebody, Street
from tests.support.installation import Installation

SMALL_PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TOURNAMENT = {
    "Wat wil je doen, en voor wie?": "Een voetbaltoernooi voor alle kinderen van de buurt, met bekers en limonade.",
    "Hoeveel geld heb je nodig?": "800",
    "Wanneer?": "Zaterdag 20 juni",
    "Waar?": "Het veldje aan de Zaagmuldersweg",
    "Hoe heet je?": "Sanne de Wit",
}
TICK = "Stuur mij hierop berichten over mijn idee."
INPUTS = "form[data-bewaar] :is(input:not([type=hidden]), textarea, select)"


@pytest.fixture(scope="module")
def street(chromium: Browser, played_installation: Installation) -> Street:
    """With the example year played, so that there is money to ask for."""
    return Street(chromium, played_installation.address, SMALL_PHONE)


def seen(person: Somebody, name: str) -> list[str]:
    """What axe and the sizes say; afterwards the screen is that of the phone again."""
    wrong = look_at(person, name)
    person.page.set_viewport_size(SMALL_PHONE["viewport"])
    return wrong


def picture(person: Somebody, name: str) -> None:
    if folder := os.environ.get("VOORVELD_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        person.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("with_scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_tournament_goes_from_open_page_to_receipt_in_one_go(street: Street, with_scripts: bool) -> None:
    name = "met" if with_scripts else "zonder"
    email, wrong, screens = f"sanne.{name}@voorbeeld.nl", list[str](), 0
    with street.somebody(java_script_enabled=with_scripts) as sanne:
        started = time.monotonic()
        sanne.visit(f"{HERE}/idee")
        screens += 1
        assert sanne.page.locator(INPUTS).count() == 7
        sanne.sees("In Oosterparkwijk is nog", "Het kost je ongeveer drie minuten.")
        expect(sanne.page.get_by_text("We bewaren wat je typt")).to_be_visible(visible=with_scripts)
        picture(sanne, f"{name}-1-leeg")
        sanne.fill({**TOURNAMENT, "Je e-mailadres": email})
        sanne.tick(TICK)
        if with_scripts:
            wrong += seen(sanne, "idea being typed")
        picture(sanne, f"{name}-2-getypt")
        sanne.press("Verstuur je idee")
        sanne.sees("Daarin staat een code van zes cijfers.")
        screens += 1
        picture(sanne, f"{name}-3-code")
        if with_scripts:
            wrong += seen(sanne, "code")
        with street.somebody() as reader:
            mail = mail_to(reader, email)
        code = re.search(r"\b\d{6}\b", mail)
        assert code, mail
        sanne.fill({"Code uit de mail": code[0]})
        sanne.press("Bevestig je idee")
        sanne.sees("Je idee is binnen.", "De buurt beslist. Je hoort het uiterlijk op", TOURNAMENT["Waar?"], email)
        screens += 1
        seconds = time.monotonic() - started
        picture(sanne, f"{name}-4-ontvangst")
        print(f"\n{name} scripts: 7 inputs and a code, {screens} screens, {seconds:.1f} seconds")
    assert TOURNAMENT["Wat wil je doen, en voor wie?"][:40] in mail
    assert screens == 3
    assert seconds < 180
    assert not wrong, "\n".join(wrong)


def test_what_is_typed_comes_back_after_the_network_went_away_and_the_page_was_closed(street: Street) -> None:
    what = "Wat wil je doen, en voor wie?"
    context = street.browser.new_context(**SMALL_PHONE)
    page = context.new_page()
    page.goto(f"{street.address}{HERE}/idee")
    page.get_by_label(what).fill("Een toern")
    expect(page.get_by_text("Bewaard.", exact=True)).to_be_visible(timeout=10_000)
    expect(page).to_have_url(re.compile(r"\?concept="))
    assert page.evaluate("Object.keys(localStorage).length") == 0
    context.set_offline(True)
    page.get_by_label(what).fill("Een toernooi met limonade")
    expect(page.get_by_text("Nog niet bij ons bewaard. Op dit apparaat wel.")).to_be_visible(timeout=10_000)
    context.set_offline(False)
    again = context.new_page()
    again.goto(page.url)
    expect(again.get_by_label(what)).to_have_value("Een toernooi met limonade")
    expect(again.get_by_text("We hebben teruggezet wat je hier eerder typte.")).to_be_visible()
    expect(again.get_by_text("Bewaard.", exact=True)).to_be_visible(timeout=10_000)
    assert again.evaluate("Object.keys(localStorage).length") == 0
    context.close()


def test_two_people_type_on_one_idea_and_both_texts_stay(street: Street) -> None:
    what, wrong = "Wat wil je doen, en voor wie?", list[str]()
    with street.somebody() as sanne, street.somebody() as noor:
        sanne.visit(f"{HERE}/idee")
        sanne.fill({what: "Een toernooi"})
        sanne.press("Bewaar en ga later verder")
        sanne.sees("Bewaard. Je kunt later verder")
        wrong += seen(sanne, "idea that is kept")
        link = sanne.page.get_by_role("link", name="/idee/verder/").get_attribute("href")
        assert link
        noor.page.goto(link)
        noor.fill({"Wanneer?": "In juni"})
        noor.sees("Bewaard.")
        expect(noor.page.locator("#bewaard")).to_have_text("Bewaard.", timeout=10_000)
        sanne.fill({"Waar?": "Het veldje"})
        sanne.sees("Iemand anders typte mee.")
        expect(sanne.page.get_by_label("Wanneer?")).to_have_value("In juni")
        sanne.fill({what: "Een toernooi met dans"})
        expect(sanne.page.locator("#bewaard")).to_have_text("Bewaard.", timeout=10_000)
        noor.fill({what: "Een toernooi met limonade"})
        noor.sees("Iemand anders typte hier tegelijk.")
        expect(noor.page.get_by_label(what)).to_have_value("Een toernooi met limonade")
        noor.fill({what: "Een toernooi met limonade en taart"})
        noor.sees("Kies eerst welke tekst blijft.")
        noor.press("Bekijk beide teksten")
        noor.sees("Deze tekst is er ook.", "Een toernooi met limonade")
        expect(noor.page.get_by_label(what)).to_have_value("Een toernooi met dans")
        wrong += seen(noor, "two texts")
        picture(noor, "twee-teksten")
        noor.press("Gebruik deze tekst")
        expect(noor.page.get_by_label(what)).to_have_value("Een toernooi met limonade en taart")
    assert not wrong, "\n".join(wrong)


def test_what_comes_in_while_somebody_types_on_is_not_typed_over(street: Street) -> None:
    """The answer to noor's saving brings sanne's words for a field in which noor has begun to type meanwhile."""
    with street.somebody() as sanne, street.somebody() as noor:
        sanne.visit(f"{HERE}/idee")
        sanne.fill({"Waar?": "Het plein"})
        sanne.press("Bewaar en ga later verder")
        link = sanne.page.get_by_role("link", name="/idee/verder/").get_attribute("href")
        assert link
        noor.page.goto(link)
        sanne.fill({"Wanneer?": "In juni"})
        expect(sanne.page.locator("#bewaard")).to_have_text("Bewaard.", timeout=10_000)
        under_way: list[Route] = []
        noor.page.route("**/idee/bewaar", lambda route: under_way.append(route))
        with noor.page.expect_request("**/idee/bewaar"):
            noor.fill({"Waar?": "Het plein bij de school"})
        noor.fill({"Wanneer?": "Na de zomer"})
        under_way[0].continue_()
        noor.page.unroute("**/idee/bewaar")
        noor.sees("Iemand anders typte hier tegelijk.")
        noor.press("Bekijk beide teksten")
        noor.sees("Deze tekst is er ook.", "Na de zomer")
        expect(noor.page.get_by_label("Wanneer?")).to_have_value("In juni")


def test_what_is_wrong_stands_above_the_form_on_a_wide_screen(street: Street) -> None:
    with street.somebody(viewport={"width": 1280, "height": 900}) as officer:
        officer.visit("/dev/inloggen/beleidsmedewerker")
        officer.visit("/2020/bezwaren")
        officer.click(officer.page.locator("main a[href^='/bezwaren/']").first)
        letters = officer.page.get_by_role("link", name="Lees de brieven").get_attribute("href")
        assert letters
        officer.visit(letters.replace("/brieven", "/bezwaar"))
        officer.click(officer.page.locator("main form button"))
        officer.sees("Kies hoe het binnenkwam")
        said, form = (officer.page.locator(part).bounding_box() for part in (".vv-error-summary", "main form"))
    assert said
    assert form
    assert said["y"] + said["height"] <= form["y"]
    assert said["x"] == form["x"]
