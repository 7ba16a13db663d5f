"""Guarding together and showing it, on a phone: journal, contract, objection, sample check, closing conference.

Each test is one story by clicking, in one Voorveld after the example year.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.clicking import RESIDENT, TITLE, WORKER, as_a, mail_to
from tests.browser.pages import HERE, look_at
from tests.browser.people import PHONE, Somebody, Street
from tests.support.installation import Installation
from voorveld import example_texts as texts

CONTRACT = f"{HERE}/contract"
CONFERENCE = "/2020/slotconferentie"


@pytest.fixture(scope="module")
def street(chromium: Browser, played_installation: Installation) -> Street:
    """On phones, after the example year."""
    return Street(chromium, played_installation.address, PHONE)


@contextmanager
def member(street: Street, name: str) -> Iterator[Somebody]:
    """Somebody of the area's circle."""
    with as_a(street, "Beleidsmedewerker") as person:
        person.follow("Teams")
        person.follow(name)
        person.page.wait_for_url(re.compile("beslissen"))
        yield person


@contextmanager
def applicant(street: Street, email: str) -> Iterator[Somebody]:
    """Who follows an idea by the mail with its private link."""
    with street.somebody() as person:
        mail_to(person, email)
        person.click(person.page.get_by_role("link", name="/mijn-idee/openen/"))
        yield person


def the_idea(person: Somebody, title: str = TITLE) -> None:
    """Its public page, by the page of the results or of the area."""
    person.visit(CONFERENCE)
    person.follow(title)


def test_an_entry_in_the_journal_a_question_about_it_and_the_answer(street: Street) -> None:
    wrong = []
    with applicant(street, texts.FOOTBALL.email) as people:
        people.follow("Schrijf in je kasboek")
        people.press("Zet het in het kasboek")
        expect(people.page.get_by_role("alert")).to_be_focused()
        people.fill({"Wat kostte het?": "12,50", "Wat kocht of betaalde je?": "Lijm voor het doel"})
        people.fill({"Wanneer betaalde je?": "2020-06-19"})
        people.press("Zet het in het kasboek")
        people.sees("Lijm voor het doel", "323")
        wrong += look_at(people, "own journal")
        with member(street, RESIDENT) as neighbour:
            the_idea(neighbour)
            neighbour.click(neighbour.page.locator("summary", has_text="Stel een vraag").first)
            neighbour.fill({"Je vraag": "Is het doel nu weer heel?"})
            neighbour.press("Vraag het")
            neighbour.sees("Is het doel nu weer heel?")
            wrong += look_at(neighbour, "journal of an idea, for the circle")
        people.page.reload()
        people.page.get_by_label("Je antwoord").last.fill("Ja, sinds zaterdag.")
        people.click(people.page.get_by_role("button", name="Antwoord", exact=True).last)
        people.sees("Ja, sinds zaterdag.")
    assert not wrong, "\n".join(wrong)


def test_a_contract_gets_a_new_version_is_signed_and_looked_back_on(street: Street) -> None:
    wrong = []
    with member(street, WORKER) as drafter:
        drafter.visit(f"{CONTRACT}/opstellen")
        drafter.page.locator("#team-2").fill("We helpen mee met de moestuin.")
        drafter.press("Zet klaar om te tekenen")
        drafter.sees("wacht op handtekeningen", "We helpen mee met de moestuin.")
        wrong += look_at(drafter, "contract that waits")
        drafter.press("Teken namens het wijkteam")
        drafter.sees("Je hebt getekend.")
        drafter.click(drafter.page.locator("summary", has_text="Kijk terug").last)
        drafter.click(drafter.page.get_by_role("button", name="Zet het erbij").last)
        drafter.sees("Kies hoe het is gegaan", "Schrijf er één zin bij")
        drafter.page.get_by_label("Hoe is het gegaan?").last.select_option("ja")
        drafter.page.get_by_label("In één zin").last.fill("Alle zes de avonden waren er.")
        drafter.click(drafter.page.get_by_role("button", name="Zet het erbij").last)
        drafter.sees("Het staat erbij.", "Alle zes de avonden waren er.")
    assert not wrong, "\n".join(wrong)


def test_the_programme_the_booklet_and_the_big_screen(street: Street) -> None:
    with street.somebody() as anybody:
        anybody.visit(CONFERENCE)
        anybody.sees("Het programma", "15:00", texts.ONE_SENTENCE)
        booklet = anybody.page.get_by_role("link", name=re.compile("Boekje om te printen")).get_attribute("href")
        assert anybody.page.request.get(f"{street.address}{booklet}").body().startswith(b"%PDF")
        anybody.follow("Op een groot scherm")
        anybody.sees(texts.WELCOME)
        for number in (1, 2):
            anybody.page.wait_for_load_state("load")  # Only then the page hears keys.
            anybody.page.keyboard.press("ArrowRight")
            anybody.sees(f"{number} / 2")
        wrong = look_at(anybody, "second on the big screen")
        anybody.follow("Sluit het scherm")
        anybody.sees("De resultaten")
    assert not wrong, "\n".join(wrong)


def test_the_lot_can_be_drawn_again_and_the_officer_writes_how_it_went(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2020/steekproef")
        officer.sees("Reken het lot na", texts.SAMPLE_SEEN)
        officer.click(officer.page.locator("summary", has_text="Schrijf op hoe het ging").last)
        officer.click(officer.page.get_by_role("button", name="Zet het erbij").last)
        officer.sees("Kies hoe het is gegaan")
        wrong = look_at(officer, "sample check with a mistake")
        officer.page.locator("select").last.select_option("deels")
        officer.click(officer.page.get_by_role("button", name="Zet het erbij").last)
        officer.sees("Het staat erbij.")
    assert not wrong, "\n".join(wrong)


def test_an_objection_is_filed_with_a_button_and_decided_by_somebody_else(street: Street) -> None:
    wrong = []
    with applicant(street, texts.HOLIDAY_WEEK.email) as person:
        person.follow("Maak bezwaar")
        person.press("Verstuur je bezwaar")
        person.sees("Schrijf waarom je het er niet mee eens bent")
        wrong += look_at(person, "objection with a mistake")
        person.fill({"Waarom ben je het er niet mee eens?": "We hebben meer nodig voor het koken."})
        person.press("Verstuur je bezwaar")
        person.sees("Je maakte bezwaar")
        with as_a(street, "Beleidsmedewerker") as officer:
            officer.visit("/2020/bezwaren")
            officer.follow("Vakantieweek voor wie thuisblijft")
            officer.sees("We hebben meer nodig voor het koken.")
            wrong += look_at(officer, "objection to decide")
            officer.tick("Niet-ontvankelijk")
            officer.fill({"Waarom?": "De zes weken waren voorbij."})
            officer.tick("Ik heb niet over dit idee meebeslist.")
            officer.press("Neem het besluit")
            officer.sees("Niet-ontvankelijk")
        person.page.reload()
        person.sees("Het besluit op het bezwaar")
        wrong += look_at(person, "own idea with the decision on an objection")
    assert not wrong, "\n".join(wrong)
