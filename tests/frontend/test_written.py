"""A number on a page: as many decimals as the source gives, and as the catalogue says for what is calculated."""

from decimal import Decimal

import pytest

from frontend.written import short_words, value_words, written
from services.profiles.contract.models import IndicatorView, ValueView


def an_indicator(unit: str, kind: str, decimals: int) -> IndicatorView:
    words = ("code", "name", "definition", "theme", "theme_label", "direction", "rounding", "rounding_note", "column")
    rest = {"unit": unit, "unit_label": "", "kind": kind, "decimals": decimals, "is_key_figure": False}
    return IndicatorView(**dict.fromkeys(words, "x"), **rest, denominator=None, formula=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [("2.04", "number", "2,04"), ("2", "number", "2,0"), ("43.25", "percent", "43,25%"), ("43", "percent", "43,0%")],
)
def test_a_figure_of_a_source_keeps_its_decimals_on_the_page(number: str, unit: str, shown: str) -> None:
    indicator, value = an_indicator(unit, "average", 1), ValueView(status="number", number=Decimal(number))
    assert value_words(value, indicator, "nl") == short_words(value, indicator, "nl") == shown


def test_what_was_calculated_is_written_with_the_decimals_of_the_catalogue() -> None:
    assert written(Decimal("2.0449"), an_indicator("number", "average", 1), "nl") == "2,0"
