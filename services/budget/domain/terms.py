"""The terms of law and of privacy, as dates in Europe/Amsterdam.

`equated`: days that a royal decree puts on a par with a holiday (`domain/working_days.py`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from services.budget.domain.working_days import ends_on

OBJECTION_WEEKS = 6


def answer_by(asked_on: date, weeks: int, equated: Iterable[date] = ()) -> date:
    """The last day on which the circle answers, counted from the day of the application (Awb 4:13)."""
    return ends_on(asked_on + timedelta(weeks=weeks), equated)


def objection_until(announced_on: date, equated: Iterable[date] = ()) -> date:
    """The last day of six weeks that start the day after announcement (Awb 6:7, 6:8)."""
    return ends_on(announced_on + timedelta(weeks=OBJECTION_WEEKS), equated)


def pay_by(announced_on: date, weeks: int) -> date:
    """The last day to pay, counted from when the decision was made known (Awb 4:87: six weeks at most).

    Who waits for the money may count on this day, so it moves off no weekend.
    """
    return announced_on + timedelta(weeks=weeks)


def keep_until(year: int, years: int) -> date:
    """Until when we keep who applied: the end of the budget year, and so many years after it."""
    return date(year + years, 12, 31)


def is_late(year: int, settled_on: date) -> bool:
    """Was the ceiling settled after the year it is for began? It must be published before (Awb 4:26, 4:27)."""
    return settled_on >= date(year, 1, 1)
