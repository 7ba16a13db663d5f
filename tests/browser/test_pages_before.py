"""Every page of an installation in which nothing happened yet: as people and axe see it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clicking import AREA, as_a
from tests.browser.pages import BEFORE, PUBLIC, STAFF, Screen, look_at, wrong_with
from tests.browser.people import DESKTOP, Somebody, Street
from tests.support.installation import Installation


@pytest.fixture(scope="module")
def street(chromium: Browser, installation: Installation) -> Street:
    return Street(chromium, installation.address, DESKTOP)


@pytest.fixture
def somebody(street: Street) -> Iterator[Somebody]:
    with street.somebody() as person:
        yield person


@pytest.mark.parametrize("screens", [PUBLIC, STAFF], ids=["public", "staff"])
def test_every_page_before_anything_happened(street: Street, screens: tuple[Screen, ...]) -> None:
    wrong = wrong_with(street, screens, BEFORE)
    assert not wrong, "\n".join(wrong)


def test_the_skip_link_goes_past_the_menu(somebody: Somebody) -> None:
    somebody.visit("/2020")
    somebody.page.keyboard.press("Tab")
    skip = somebody.page.get_by_role("link", name="Direct naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    somebody.page.keyboard.press("Enter")
    somebody.page.keyboard.press("Tab")
    assert focused_within(somebody.page, "main")


def test_the_map_works_with_the_keyboard(somebody: Somebody) -> None:
    somebody.visit("/2020")
    area = somebody.page.get_by_role("group", name="Kaart van de gebieden").get_by_role("link", name=AREA)
    for _ in range(40):
        somebody.page.keyboard.press("Tab")
        if area.evaluate("link => link === document.activeElement"):
            break
    else:
        pytest.fail(f"{AREA} on the map was not reached with Tab")
    somebody.page.keyboard.press("Enter")
    expect(somebody.page.get_by_role("heading", level=1, name=AREA)).to_be_visible()


def test_districts_are_divided_with_the_map_beside_them_and_saved_at_the_end(street: Street) -> None:
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit("/2040/gebieden/indelen")
        officer.page.get_by_label("Oosterparkwijk").last.select_option("in geen gebied")
        officer.page.get_by_label("Zuidoost", exact=True).select_option("per buurt kiezen")
        officer.page.get_by_label("Nog een gebied").fill("Sontplein")
        show = officer.page.get_by_role("button", name="Laat zien")
        show.click()
        expect(officer.page.get_by_text("Het is nog niet bewaard.")).to_be_visible()
        expect(show).to_be_focused()
        expect(officer.page.get_by_role("heading", name="Vervalt vanaf 2040")).to_be_visible()
        assert not look_at(officer, "areas as they become")
        officer.page.get_by_label("Europapark").select_option("Sontplein")
        officer.page.get_by_label("Oosterparkwijk").last.select_option("Oosterparkwijk")
        officer.page.get_by_role("button", name="Bewaar vanaf 2040").click()
        officer.sees("De nieuwe indeling geldt vanaf 2040.", "Sontplein")
        officer.visit("/2039/gebieden")
        expect(officer.page.get_by_text("Sontplein")).to_have_count(0)


def test_unknown_pages_say_so(somebody: Somebody) -> None:
    for path in ("/nergens", "/2020/gebieden/nergens"):
        response = somebody.page.goto(somebody.address + path)
        assert response is not None
        assert response.status == 404
        expect(somebody.page.get_by_role("link", name="Naar de startpagina")).to_be_visible()


def focused_within(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.closest(selector) !== null", selector))
