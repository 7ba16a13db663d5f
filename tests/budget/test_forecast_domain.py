"""Looking ahead from what a line has awarded so far."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.models import CeilingWarning
from services.budget.domain.forecast import forecast, warning


def test_a_half_year_of_awards_is_a_whole_year_of_twice_as_much() -> None:
    assert forecast(50_000, 2020, date(2020, 7, 2)) == 100_000
    assert forecast(50_000, 2021, date(2021, 3, 31)) is None
    assert forecast(50_000, 2021, date(2021, 4, 2)) == -(-50_000 * 365 // 91)
    assert forecast(50_000, 2020, date(2021, 1, 1)) == 50_000
    assert forecast(0, 2020, date(2020, 7, 2)) == 0
    assert forecast(50_000, 2020, date(2019, 12, 31)) is None


@given(st.integers(0, 10**10), st.dates(date(2020, 4, 1), date(2021, 3, 1)))
def test_a_forecast_is_never_below_what_was_awarded(awarded: int, today: date) -> None:
    ahead = forecast(awarded, 2020, today)
    assert ahead is not None
    assert ahead >= awarded


def test_the_most_urgent_warning_comes_first() -> None:
    assert warning(1000, 100, 0, None) is CeilingWarning.NONE
    assert warning(1000, 500, 500, 1000) is CeilingWarning.NONE
    assert warning(1000, 500, 500, 1001) is CeilingWarning.PACE
    assert warning(1000, 500, 501, 1001) is CeilingWarning.ASKED
    assert warning(1000, 900, 501, 1001) is CeilingWarning.USED
    assert warning(1000, 899, 0, None) is CeilingWarning.NONE
    assert warning(0, 0, 0, 0) is CeilingWarning.NONE
