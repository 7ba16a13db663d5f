"""How much a figure differs, in words: more or less, in points between percentages, with both ends of the interval."""

from decimal import Decimal

import pytest

from frontend.difference_words import how_much
from services.profiles.contract.comparisons import IntervalView
from services.profiles.contract.models import IndicatorView


def an_indicator(unit: str, decimals: int) -> IndicatorView:
    words = ("code", "name", "definition", "theme", "direction", "rounding", "column")
    rest = {"unit": unit, "unit_label": "per 1.000", "kind": "rate", "decimals": decimals}
    return IndicatorView(**dict.fromkeys(words, "x"), **rest, denominator=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("difference", "ends", "words"),
    [
        ("46.8", ("11.5", "90.7"), "47 per 1.000 meer dan Nederland (waarschijnlijk tussen 12 en 91)"),
        ("-7", ("-13", "-1"), "7 per 1.000 minder dan Nederland (waarschijnlijk tussen 1 en 13)"),
        ("3", ("-4", "10"), "3 per 1.000 meer dan Nederland (waarschijnlijk tussen 4 minder en 10 meer)"),
        ("3", ("-0.4", "10"), "3 per 1.000 meer dan Nederland (waarschijnlijk tussen 0 en 10)"),
        ("0.2", ("-4", "5"), "Even hoog als Nederland (waarschijnlijk tussen 4 minder en 5 meer)"),
    ],
)
def test_a_difference_is_more_or_less_with_what_it_probably_lies_between(
    difference: str, ends: tuple[str, str], words: str
) -> None:
    interval = IntervalView(low=Decimal(ends[0]), high=Decimal(ends[1]))
    assert how_much(Decimal(difference), interval, "Nederland", an_indicator("per_1000", 0), "nl") == words


def test_between_percentages_lie_points() -> None:
    said = how_much(Decimal("-4.6"), None, "Nederland", an_indicator("percent", 1), "nl")
    assert said == "4,6 procentpunt minder dan Nederland"


def test_an_unknown_difference_is_not_said() -> None:
    assert how_much(None, None, "Nederland", an_indicator("percent", 1), "nl") == ""
