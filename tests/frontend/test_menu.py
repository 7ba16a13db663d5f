"""Where the menu says one is: pages about the year's money stand under the two places they belong to."""

import pytest

from frontend.framing import is_here


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
