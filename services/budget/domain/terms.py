"""The terms of law and of privacy, as dates in Europe/Amsterdam."""

from datetime import date, timedelta

OBJECTION_WEEKS = 6


def answer_by(asked_on: date, weeks: int) -> date:
    """The last day on which the circle answers, counted from the day of the application (Awb 4:13)."""
    return asked_on + timedelta(weeks=weeks)


def objection_until(announced_on: date) -> date:
    """The last day of six weeks that start the day after announcement (Awb 6:7, 6:8), moved off a weekend.

    Source of the move: Algemene termijnenwet 1. Public holidays are not known here; the letter says so in words.
    """
    last = announced_on + timedelta(weeks=OBJECTION_WEEKS)
    return last + timedelta(days={5: 2, 6: 1}.get(last.weekday(), 0))


def keep_until(year: int, years: int) -> date:
    """Until when we keep who applied: the end of the budget year, and so many years after it."""
    return date(year + years, 12, 31)


def is_late(year: int, settled_on: date) -> bool:
    """Was the ceiling settled after the year it is for began? It must be published before (Awb 4:26, 4:27)."""
    return settled_on >= date(year, 1, 1)
