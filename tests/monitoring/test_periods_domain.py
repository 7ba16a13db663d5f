"""Periods of four kinds: how they are written, when they are due, and when they close."""

from datetime import date
from uuid import uuid4

import pytest

from services.monitoring.domain.agreement import KpiTerms, Terms
from services.monitoring.domain.due import Came, Cell, Tally, cells_of, tallies, tally_so_far
from services.monitoring.domain.periods import (
    MONTHS,
    all_periods_of,
    due_on,
    locks_after,
    periods_of,
    read_period,
    state_of,
)


@pytest.mark.parametrize(
    ("period", "first", "last", "due", "locks"),
    [
        ("2020-01", date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 21), date(2020, 3, 31)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31), date(2021, 1, 21), date(2021, 2, 28)),
        ("2020-Q1", date(2020, 1, 1), date(2020, 3, 31), date(2020, 4, 21), date(2020, 9, 30)),
        ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31), date(2021, 1, 21), date(2021, 6, 30)),
        ("2020-H1", date(2020, 1, 1), date(2020, 6, 30), date(2020, 7, 21), date(2021, 6, 30)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 21), date(2022, 12, 31)),
    ],
)
def test_a_period_is_due_three_weeks_after_it_and_closes_when_two_later_ones_have_ended(
    period: str, first: date, last: date, due: date, locks: date
) -> None:
    read = read_period(period)
    assert (read.first_day, read.last_day, due_on(period), locks_after(period)) == (first, last, due, locks)


def test_a_period_is_written_as_it_is_read() -> None:
    assert [str(read_period(period)) for period in all_periods_of(2024)] == all_periods_of(2024)
    assert [len(periods_of(2024, kind)) for kind in MONTHS] == [12, 4, 2, 1]
    assert read_period("2024-02").last_day == date(2024, 2, 29)


def test_of_the_periods_that_have_ended_only_the_latest_and_the_one_before_are_open() -> None:
    for kind in MONTHS:
        periods = [period for year in (2017, 2018, 2019, 2020) for period in periods_of(year, kind)]
        for day in (date(2020, 3, 31), date(2020, 4, 1), date(2020, 6, 30), date(2020, 7, 1), date(2020, 12, 31)):
            ended = [period for period in periods if read_period(period).last_day < day]
            running = [period for period in periods if read_period(period).first_day <= day and period not in ended]
            is_open = [period for period in periods if state_of(period, day) == "open"]
            assert is_open == ended[-2:] + running


def test_an_extension_opens_a_locked_period_until_its_day() -> None:
    assert state_of("2020-Q1", date(2020, 10, 5)) == "locked"
    assert state_of("2020-Q1", date(2020, 10, 5), date(2020, 10, 5)) == "open"
    assert state_of("2020-Q1", date(2020, 10, 6), date(2020, 10, 5)) == "locked"
    assert state_of("2020-Q1", date(2019, 12, 31), date(2020, 4, 1)) == "not_begun"


TERMS = Terms(
    partner_id=uuid4(),
    year=2020,
    kpis={
        "children": KpiTerms("children", "children", True),
        "report": KpiTerms("report", "grade", False, "half_year"),
    },
)


def test_what_is_due_is_each_kpi_in_each_of_its_periods_by_area_or_once() -> None:
    cells = list(cells_of(TERMS, ("oost", "west")))
    assert len(cells) == 4 * 2 + 2
    assert cells[:3] == [
        Cell("2020-Q1", "children", "oost"),
        Cell("2020-Q1", "children", "west"),
        Cell("2020-Q2", "children", "oost"),
    ]
    assert cells[-1] == Cell("2020-H2", "report", None)


def test_a_value_counts_as_in_time_on_the_day_it_is_due_and_a_withdrawn_one_does_not() -> None:
    q1, q2 = "2020-Q1", "2020-Q2"
    cells = [Cell(q1, "children", area) for area in ("a", "b", "c", "d")] + [Cell(q2, "children", "a")]
    came = {
        cells[0]: Came(date(2020, 4, 21), True),
        cells[1]: Came(date(2020, 4, 22), True),
        cells[2]: Came(date(2020, 4, 2), False),
    }
    found = tallies(TERMS, cells, came, {})
    assert found == {q1: Tally(4, 2, 1), q2: Tally(1, 0, 0)}
    assert tallies(TERMS, cells, came, {q1: date(2020, 4, 22)})[q1] == Tally(4, 2, 2)
    assert tally_so_far(found, {}, date(2020, 4, 21)) == Tally()
    assert tally_so_far(found, {}, date(2020, 4, 22)) == Tally(4, 2, 1)
    assert tally_so_far(found, {q1: date(2020, 5, 1)}, date(2020, 4, 22)) == Tally()
