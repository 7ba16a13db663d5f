"""What a page says of a year in which a place may have been another place."""

from typing import Any

import pytest

from frontend.trend import change_size, trends_of
from frontend.verdict_words import change_words
from services.profiles.contract.models import IndicatorView
from services.profiles.contract.series import ChangeView, IndicatorSeries, SeriesView


def series(*years: dict[str, Any]) -> SeriesView:
    nothing: dict[str, Any] = {"parts": [], "mappings": [], "breaks": []}
    found = {"key": "WK190103", "name": "Bodegraven Zuid", "year": 2020, "series": []}
    return SeriesView.model_validate(found | {"years": [nothing | year for year in years]})


@pytest.mark.parametrize(
    ("identity", "notes"),
    [
        ("same", []),
        ("mapped", ["In 2022 bestond deze plek uit twee andere."]),
        ("broken", ["De grens is veranderd. Daarom laten we over 2022 geen cijfer zien."]),
    ],
)
def test_a_year_in_which_it_may_be_another_place_says_what_we_leave_out(identity: str, notes: list[str]) -> None:
    said = {"mapped": "In 2022 bestond deze plek uit twee andere.", "broken": "De grens is veranderd."}
    year = {"year": 2022, "identity": identity, "explanation": said.get(identity, "Dit is in 2022 dezelfde plek.")}
    assert trends_of(series(year), "nl").notes == notes


def test_in_english_too() -> None:
    year = {"year": 2022, "identity": "broken", "explanation": "The border changed."}
    assert trends_of(series(year), "en").notes == ["The border changed. So we show no figure about 2022."]


def a_change(kind: str, low: str, high: str) -> IndicatorSeries:
    words = ("code", "name", "definition", "theme", "direction", "rounding", "column")
    rest = {"unit": "percent", "kind": "share", "decimals": 1, "denominator": "inhabitants"}
    change = ChangeView.model_validate(
        {
            "first_year": 2019,
            "last_year": 2020,
            "kind": kind,
            "compared": 14,
            "difference": "-1.0",
            "interval": {"low": low, "high": high},
        }
    )
    indicator = IndicatorView.model_validate(dict.fromkeys(words, "x") | rest)
    return IndicatorSeries(indicator=indicator, points=[], change=change)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("clearly_higher", "Duidelijk gestegen sinds 2019"),
        ("clearly_lower", "Duidelijk gedaald sinds 2019"),
        ("no_clear_difference", "Geen duidelijk verschil met 2019"),
        ("undecided_rounding", "Verschil met 2019: door afronding niet te zeggen"),
        ("no_figure", ""),
    ],
)
def test_the_last_year_beside_the_first_has_a_sentence(kind: str, words: str) -> None:
    assert change_words(a_change(kind, "-2", "1").change, "nl") == words


def test_a_change_that_is_not_clear_among_many_says_why_its_interval_leaves_out_0() -> None:
    size = "1,0 procentpunt minder dan in 2019 (waarschijnlijk tussen"
    assert change_size(a_change("clearly_lower", "-1.7", "-0.3"), "nl") == f"{size} 0,3 en 1,7)"
    assert change_size(a_change("no_clear_difference", "-1.7", "0.3"), "nl") == f"{size} 1,7 minder en 0,3 meer)"
    alone = change_size(a_change("no_clear_difference", "-1.7", "-0.3"), "nl")
    assert alone.startswith(f"{size} 0,3 en 1,7). Keken we alleen naar dit cijfer, dan leek het verschil echt.")
    assert "14 cijfers tegelijk" in alone
    assert change_size(a_change("no_figure", "-2", "1"), "nl") == ""
