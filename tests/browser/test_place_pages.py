"""A council member at maps, care pressure and who can cope: by keyboard, without a script, and as axe sees it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, NO_SCRIPT, PHONE, Somebody, Street
from tests.support.installation import Installation

MAP = "/2019/kaart/youth_care_per_1000?gemeente=GM0518&niveau=wijk"
CARE = "/2019/zorgdruk?gemeente=GM0518&niveau=wijk"
SCREENS = {
    "map": MAP,
    "map of areas": "/2020/kaart/average_home_value",
    "table without a map": "/2019/kaart/social_minimum_share?gemeente=GM0518&niveau=buurt",
    "care pressure": CARE,
    "care not published": "/2020/zorgdruk",
    "how to read it": "/2019/uitleg/zorgdruk",
    "who can cope": "/2019/vraag-en-aanbod/WK051830",
    "other assumptions": "/2019/vraag-en-aanbod/WK051830?aanname_minimum_van=50&aanname_minimum_tot=20",
    "places alike": "/2019/regios/WK051818",
}


@pytest.fixture
def member(chromium: Browser, installation: Installation) -> Iterator[Somebody]:
    with Street(chromium, installation.address, DESKTOP).somebody() as somebody:
        yield somebody


def test_every_page_in_dutch_and_english(member: Somebody) -> None:
    wrong = []
    for name, path in SCREENS.items():
        member.visit(path)
        wrong += look_at(member, name)
    member.visit("/taal/en?terug=/2020")
    for name, path in SCREENS.items():
        member.visit(path)
        wrong += look_at_english(member, name)
    assert not wrong, "\n".join(wrong)


def test_a_dot_is_reached_with_tab_and_leads_to_its_row(member: Somebody) -> None:
    member.visit(CARE)
    dot = member.page.get_by_role("group", name="Grafiek").get_by_role("link", name="Wijk 07 Scheveningen")
    member.page.get_by_role("link", name="Naar de tabel").focus()
    for _ in range(45):
        member.page.keyboard.press("Tab")
        if dot.evaluate("link => link === document.activeElement"):
            break
    else:
        pytest.fail("the dot was not reached with Tab")
    member.page.keyboard.press("Enter")
    expect(member.page.locator("#plek-WK051807")).to_be_in_viewport()


def test_a_place_on_the_map_leads_to_its_profile(member: Somebody) -> None:
    member.visit(MAP)
    place = member.page.get_by_role("group", name="Kaart van 's-Gravenhage").get_by_role("link", name="Scheveningen")
    place.first.focus()
    member.page.keyboard.press("Enter")
    expect(member.page.get_by_role("heading", level=1, name="Wijk 07 Scheveningen")).to_be_visible()


def test_another_figure_and_other_assumptions_without_a_script(chromium: Browser, installation: Installation) -> None:
    with Street(chromium, installation.address, NO_SCRIPT).somebody() as member:
        member.visit(MAP)
        member.page.get_by_label("Cijfer", exact=True).select_option("divorced_share")
        member.press("Laat zien")
        member.sees("Deel van de inwoners dat gescheiden is", "Wijken van 's-Gravenhage, 2019")
        member.visit(SCREENS["who can cope"])
        member.page.get_by_label("minstens").first.fill("35")
        member.press("Reken opnieuw")
        member.sees("Je ziet nu een schatting met andere aannames dan de gewone.")


def test_on_a_phone_the_menu_is_one_line_and_a_place_a_few(chromium: Browser, installation: Installation) -> None:
    with Street(chromium, installation.address, PHONE).somebody() as member:
        member.page.set_viewport_size({"width": 390, "height": 844})
        member.visit(MAP)
        tops = (
            "[...document.querySelectorAll('.vv-nav ul:first-child li')].map(item => item.getBoundingClientRect().top)"
        )
        assert len(set(member.page.evaluate(tops))) == 1
        rows = "[...document.querySelectorAll('#cijfers tbody tr')].map(row => row.getBoundingClientRect().height)"
        assert max(member.page.evaluate(rows)) < 140
        scroll = "region => region.scrollWidth - region.clientWidth"
        assert member.page.locator(".vv-scroll").first.evaluate(scroll) == 0
        assert member.page.get_by_role("rowheader", name="Wijk 02 Belgisch Park").count() == 1
