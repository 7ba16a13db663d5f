"""Terms run by the calendar of the law: weekends, its holidays, and no term that is nothing but a long weekend."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.domain import terms
from services.budget.domain.working_days import (
    easter,
    ends_on,
    holidays,
    is_target_day,
    is_working_day,
    kings_day,
    next_target_day,
    short_term,
)

ANY_DAY = st.dates(date(2000, 1, 1), date(2099, 11, 1))
# The earliest and latest there can be, and years that simpler rules get wrong (1954 and 1981 of Gauss' exceptions).
EASTERS = {
    1818: date(1818, 3, 22),
    1943: date(1943, 4, 25),
    1954: date(1954, 4, 18),
    1981: date(1981, 4, 19),
    2019: date(2019, 4, 21),
    2020: date(2020, 4, 12),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2038: date(2038, 4, 25),
    2049: date(2049, 4, 18),
    2076: date(2076, 4, 19),
    2285: date(2285, 3, 22),
}


@pytest.mark.parametrize("year", EASTERS)
def test_easter(year: int) -> None:
    assert easter(year) == EASTERS[year]


def test_the_holidays_of_2026_are_those_of_the_law() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday() -> None:
    assert kings_day(2025) == date(2025, 4, 26)
    assert kings_day(2026) == date(2026, 4, 27)


def test_a_term_that_ends_on_christmas_runs_to_the_next_working_day() -> None:
    # 13 November and six weeks is Christmas Day 2026, a Friday; then a Saturday that is a holiday too, and a Sunday.
    assert terms.objection_until(date(2026, 11, 13)) == date(2026, 12, 28)


def test_days_of_a_royal_decree_move_a_term_too() -> None:
    assert ends_on(date(2026, 5, 14)) == date(2026, 5, 15)
    assert ends_on(date(2026, 5, 14), [date(2026, 5, 15)]) == date(2026, 5, 18)


def test_a_short_term_has_two_working_days_in_it() -> None:
    # From Christmas Eve 2026, a Thursday: Friday to Sunday are none, Monday and Tuesday are the two.
    assert short_term(date(2026, 12, 24), 3) == date(2026, 12, 29)
    assert short_term(date(2026, 11, 2), 3) == date(2026, 11, 5)


@given(ANY_DAY)
def test_a_term_ends_on_the_first_working_day_there_is(last: date) -> None:
    ends = ends_on(last)
    assert is_working_day(ends)
    skipped = [last + timedelta(days=more) for more in range((ends - last).days)]
    assert not any(is_working_day(day) for day in skipped)
    # Good Friday to Easter Monday is the longest without a decree; with 27 April or 5 May beside it, one or two more.
    assert (ends - last).days <= 5


@given(ANY_DAY, st.integers(3, 30))
def test_a_short_term_is_never_shorter_than_it_says(start: date, days: int) -> None:
    last = short_term(start, days)
    between = [start + timedelta(days=more) for more in range(1, (last - start).days + 1)]
    assert last >= start + timedelta(days=days)
    assert sum(is_working_day(day) for day in between) >= 2


@given(st.integers(2000, 2099))
def test_easter_is_a_sunday_and_every_year_has_its_days(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    # Ascension Day can be 5 May (or 30 April on), so a year has eight or nine different days.
    assert len(holidays(year)) in (8, 9)


# Weekdays on which TARGET is closed, as the ECB publishes them.
CLOSED = {
    2024: [(1, 1), (3, 29), (4, 1), (5, 1), (12, 25), (12, 26)],
    2025: [(1, 1), (4, 18), (4, 21), (5, 1), (12, 25), (12, 26)],
    2026: [(1, 1), (4, 3), (4, 6), (5, 1), (12, 25)],
}


@pytest.mark.parametrize("year", CLOSED)
def test_banks_settle_on_every_weekday_but_six_days(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=more) for more in range(365))
    closed = [(day.month, day.day) for day in days if day.weekday() < 5 and not is_target_day(day)]
    assert closed == CLOSED[year]


@given(ANY_DAY)
def test_the_next_day_banks_settle_is_open_later_and_the_first(day: date) -> None:
    following = next_target_day(day)
    assert is_target_day(following)
    # Christmas and a weekend, or Easter: four closed days in a row at most.
    assert 1 <= (following - day).days <= 5
    assert not any(is_target_day(day + timedelta(days=more)) for more in range(1, (following - day).days))


def test_kings_day_is_a_day_for_banks_and_labour_day_is_none() -> None:
    assert next_target_day(date(2026, 4, 26)) == date(2026, 4, 27)
    assert next_target_day(date(2026, 4, 30)) == date(2026, 5, 4)
