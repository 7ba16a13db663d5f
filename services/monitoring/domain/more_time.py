"""What more time does to the day a period is due: it moves that day when it was given by then, and never afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.monitoring.domain.periods import due_on


@dataclass(frozen=True, slots=True)
class MoreTime:
    """More time for a period: the day in Amsterdam on which it was given, and the last day it gives."""

    given_on: date
    until: date


def due_with(period: str, given: Iterable[MoreTime]) -> date:
    """The last day on which a delivery is in time. `given` in its order: each counts when that day, as it was, had not
    passed. What was given afterwards opens the period, and makes nothing that is late in time."""
    day = due_on(period)
    for more in given:
        if more.given_on <= day:
            day = max(day, more.until)
    return day
