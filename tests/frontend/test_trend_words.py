"""What a page says of a year in which a place may have been another place."""

from typing import Any

import pytest

from frontend.trend import trends_of
from services.profiles.contract.series import SeriesView


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
    assert trends_of(series(year), "en").notes == ["The border changed. So we show no figure over 2022."]
