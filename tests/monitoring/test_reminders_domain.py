"""When a partner is reminded: the moments around a due day, and which of them has its turn."""

from datetime import date, timedelta

import pytest

from services.monitoring.domain.due import Tally
from services.monitoring.domain.reminders import Moment, is_its_turn, moments_of, still_open

DUE, DAYS = date(2020, 4, 21), (-7, 1, 14)


def test_moments_lie_around_the_day_and_only_those_to_come_are_planned() -> None:
    assert [each.on for each in moments_of([DUE, DUE], DAYS, date(2020, 1, 1))] == [
        date(2020, 4, 14),
        date(2020, 4, 22),
        date(2020, 5, 5),
    ]
    assert [each.days for each in moments_of([DUE], DAYS, date(2020, 4, 22))] == [1, 14]


@pytest.mark.parametrize(
    ("days", "days_after_due", "expected"),
    [
        (-7, -8, False),
        (-7, -7, True),
        (-7, 0, True),  # Away for a week: still of use.
        (-7, 1, False),  # The next has its turn.
        (1, 0, False),
        (1, 1, True),
        (1, 13, True),
        (1, 14, False),
        (14, 14, True),
        (14, 300, True),
    ],
)
def test_of_moments_that_were_missed_only_the_last_comes(days: int, days_after_due: int, expected: bool) -> None:
    assert is_its_turn(Moment(DUE, days), DAYS, DUE + timedelta(days=days_after_due)) is expected


def test_a_reminder_before_is_of_no_use_after_the_day() -> None:
    assert not is_its_turn(Moment(DUE, -7), (-7,), DUE + timedelta(days=1))


def test_a_moment_that_the_setting_has_no_more_is_none() -> None:
    assert not is_its_turn(Moment(DUE, 14), (-7, 1), DUE + timedelta(days=14))


def test_only_what_is_due_that_day_and_not_whole_is_open() -> None:
    tallies = {"2020-Q1": Tally(3, 2), "2020-03": Tally(1, 1), "2020-Q2": Tally(3)}
    due = {"2020-Q1": DUE, "2020-03": DUE, "2020-Q2": date(2020, 7, 21)}
    assert still_open(tallies, due, DUE) == {"2020-Q1": Tally(3, 2)}
