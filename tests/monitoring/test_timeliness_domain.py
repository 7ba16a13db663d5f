"""Which periods are looked at on a day, what a sum means, and who comes first."""

from datetime import date

import pytest

from services.monitoring.domain.timeliness import Sums, lateness, looked_at


def sums(
    expected: int = 0, delivered: int = 0, days: int | None = None, *, later: int = 0, agreed: bool = True
) -> Sums:
    return Sums(agreed, expected, delivered, delivered, days, later, None)


@pytest.mark.parametrize(
    ("year", "today", "latest", "previous"),
    [
        (2020, date(2020, 4, 1), ["2020-03", "2020-Q1", "2019-H2", "2019"], ["2020-02", "2019-Q4", "2019-H1", "2018"]),
        (2020, date(2020, 3, 31), ["2020-02", "2019-Q4", "2019-H2", "2019"], ["2020-01", "2019-Q3", "2019-H1", "2018"]),
        (
            2020,
            date(2020, 12, 31),
            ["2020-11", "2020-Q3", "2020-H1", "2019"],
            ["2020-10", "2020-Q2", "2019-H2", "2018"],
        ),
        (2020, date(2021, 6, 30), ["2020-12", "2020-Q4", "2020-H2", "2020"], ["2020-11", "2020-Q3", "2020-H1", "2019"]),
    ],
)
def test_the_latest_periods_are_those_that_ended_by_today_and_by_the_end_of_the_year(
    year: int, today: date, latest: list[str], previous: list[str]
) -> None:
    found = looked_at(year, today)
    assert [str(each.period) for each in found if each.window == "latest"] == latest
    assert [str(each.period) for each in found if each.window == "previous"] == previous


def test_a_period_is_due_three_weeks_after_its_last_day() -> None:
    assert {str(each.period): each.due_on for each in looked_at(2020, date(2020, 4, 1))}["2020-Q1"] == date(2020, 4, 21)


def test_nothing_is_told_four_ways_and_none_of_them_is_nought() -> None:
    assert sums(agreed=False).standing == "no_agreement"
    assert sums().standing == "nothing_asked"
    assert sums(later=3).standing == "not_due_yet"
    assert sums(3, 0, 5).standing == "due"


def test_who_misses_comes_before_who_was_late_and_the_longest_first() -> None:
    partners = {
        "in time": [sums(3, 3, 0), sums(3, 3, 0)],
        "nothing due": [sums(later=3), sums(agreed=False)],
        "came late": [sums(3, 3, 90), sums()],
        "misses one": [sums(3, 2, 4), sums(3, 3, 0)],
        "misses all": [sums(3, 0, 4), sums(3, 3, 0)],
        "misses longest": [sums(3, 3, 0), sums(3, 2, 95)],
    }
    order = sorted(partners, key=lambda name: lateness(name, partners[name]))
    assert order == ["misses longest", "misses all", "misses one", "came late", "in time", "nothing due"]
