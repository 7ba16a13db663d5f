"""Guarding together and showing it, on a phone: contract, sample check.

Each test is one story by clicking, in one Voorveld after the example year.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.clicking import WORKER, as_a
from tests.browser.pages import HERE, look_at
from tests.browser.people import PHONE, Somebody, Street
from tests.support.installation import Installation
from voorveld import example_texts as texts

CONTRACT = f"{HERE}/contract"


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    """On phones, after the example year."""
    made = Street(chromium, installation.address, PHONE)
    with made.somebody() as developer:
        developer.visit("/dev")
        developer.press("Speel het voorbeeldjaar")
        expect(developer.page.get_by_role("status")).to_contain_text("Het jaar is gespeeld.", timeout=240_000)
    return made


@contextmanager
def member(street: Street, name: str) -> Iterator[Somebody]:
    """Somebody of the area's circle."""
    with as_a(street, "Beleidsmedewerker") as person:
        person.follow("Teams")
        person.follow(name)
        person.page.wait_for_url(re.compile("beslissen"))
        yield person


def test_a_contract_gets_a_new_version_that_the_team_signs(street: Street) -> None:
    wrong = []
    with member(street, WORKER) as drafter:
        drafter.visit(f"{CONTRACT}/opstellen")
        drafter.page.locator("#team-2").fill("We helpen mee met de moestuin.")
        drafter.press("Zet klaar om te tekenen")
        drafter.sees("wacht op handtekeningen", "We helpen mee met de moestuin.")
        wrong += look_at(drafter, "contract that waits")
        drafter.press("Teken namens het wijkteam")
        drafter.sees("Je hebt getekend.")
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
