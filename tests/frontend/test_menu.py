"""Where the menu says one is: pages about the year's money stand under the two places they belong to."""

import pytest

from frontend.framing import is_here, years_around


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/2020/bronnen", "verdeling"),
        ("/2020/besparingen/1b4e28ba-2fa1-11d2-883f-0016d3cca427", "verdeling"),
        ("/2020/verdeling/plan", "verdeling"),
        ("/2020/grootboek", "volg-de-euro"),
        ("/2020/open-data", "volg-de-euro"),
        ("/2020/gebieden/oosterparkwijk/begroting", "volg-de-euro"),
        ("/2020/kaart", "cijfers"),
    ],
)
def test_a_page_of_money_stands_under_one_place_of_the_menu(path: str, place: str) -> None:
    places = ("gebieden", "cijfers", "verdeling", "volg-de-euro", "stemmen", "partners", "teams")
    assert [each for each in places if is_here(path, f"/2020/{each}")] == [place]


PARTNER = "/partners/1b4e28ba-2fa1-11d2-883f-0016d3cca427"


@pytest.mark.parametrize(
    ("page", "of_another_year"),
    [
        (f"{PARTNER}/cijfers/families", PARTNER),
        (f"{PARTNER}/verslag/1", PARTNER),
        (f"{PARTNER}/gesprek/2/versies/1", PARTNER),
        (f"{PARTNER}/leveren", PARTNER),
        (f"{PARTNER}/leveren/2020-Q1", PARTNER),
        (f"{PARTNER}/dossier?versie=3", f"{PARTNER}/dossier"),
        (f"{PARTNER}/dossier/concept", f"{PARTNER}/dossier/concept"),
        (f"{PARTNER}?op=2020-05-01", f"{PARTNER}?op=2020-05-01"),
        ("/vragenlijsten/1b4e28ba-2fa1-11d2-883f-0016d3cca427/samenvatting/1", "/vragenlijsten"),
        ("/vragenlijsten", "/vragenlijsten"),
        ("/partners?volgorde=naam", "/partners?volgorde=naam"),
        ("/gebieden/oosterparkwijk", "/gebieden/oosterparkwijk"),
    ],
)
def test_what_another_year_need_not_have_leads_to_what_it_has(page: str, of_another_year: str) -> None:
    path, _, query = f"/2020{page}".partition("?")
    links = years_around(path, 2020, f"?{query}" if query else "")
    assert [link.href for link in links] == [f"/2019{of_another_year}", f"/2020{page}", f"/2021{of_another_year}"]
