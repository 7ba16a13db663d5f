"""Sources and the plan in a real browser: mistakes where one is, and trying a plan by keyboard within the page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.clicking import SOURCE, as_a
from tests.browser.pages import look_at
from tests.browser.people import DESKTOP, Street
from tests.support.installation import Installation


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, DESKTOP)


def test_a_mistake_in_a_source_is_told_where_one_is(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2031/bronnen")
        officer.fill({"Naam van de bron": "Een bron", "Jeugdbudget": "veel"})
        officer.press("Voeg de bron toe")
        summary = officer.page.get_by_role("alert")
        expect(summary).to_be_focused()
        assert not look_at(officer, "source with mistakes")
        officer.click(summary.get_by_role("link").first)
        expect(officer.page.locator("#jeugdbudget")).to_be_focused()
        expect(officer.page.locator("#jeugdbudget")).to_have_value("veel")


def test_a_plan_is_tried_by_keyboard_without_loading_the_page(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2031/bronnen")
        officer.fill(SOURCE)
        officer.press("Voeg de bron toe")
        officer.follow("Naar het plan voor 2031")
        officer.page.evaluate("window.stayed = true")
        officer.page.locator("#basis").fill("900.000")
        officer.page.keyboard.press("Enter")
        summary = officer.page.get_by_role("alert")
        expect(summary).to_be_focused()
        assert not look_at(officer, "plan with a mistake")
        officer.click(summary.get_by_role("link").first)
        expect(officer.page.locator("#basis")).to_be_focused()
        officer.page.locator("#basis").fill("0")
        officer.page.keyboard.press("Enter")
        officer.sees("Zo wordt het. Het is nog niet bewaard.", "Elk gebied krijgt eerst € 0.")
        officer.press("Nog een regel")
        expect(officer.page.locator("#r4-naam")).to_be_focused()
        assert not look_at(officer, "plan with a new row")
        assert officer.page.evaluate("window.stayed")
