"""How complete and in time partners are: which periods are looked at, what is said of each, and who comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.monitoring.domain.periods import MONTHS, Period, agreed_by, due_on

Window = Literal["latest", "previous"]
WINDOWS: tuple[Window, ...] = ("latest", "previous")
Standing = Literal["no_agreement", "nothing_asked", "not_due_yet", "due"]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A period that is counted, and in which window."""

    window: Window
    period: Period

    @property
    def due_on(self) -> date:
        return due_on(str(self.period))

    @property
    def agreed_by(self) -> date:
        return agreed_by(str(self.period))


@dataclass(frozen=True, slots=True)
class Sums:
    """What is counted of one partner in one window. `days_late` is None when nothing is due."""

    has_agreement: bool
    expected: int
    delivered: int
    on_time: int
    days_late: int | None
    expected_later: int
    due_next: date | None

    @property
    def standing(self) -> Standing:
        """Nothing to be said is not the same as nothing came."""
        if self.expected:
            return "due"
        if self.expected_later:
            return "not_due_yet"
        return "nothing_asked" if self.has_agreement else "no_agreement"

    @property
    def missing(self) -> int:
        return self.expected - self.delivered


def looked_at(year: int, today: date) -> list[LookedAt]:
    """Of every kind of period the last that has ended by today and by the end of the year, and the one before it.

    Only these two can still be delivered (facts 8). The one before can lie in an earlier year.
    """
    day = min(today, date(year + 1, 1, 1))
    return [
        LookedAt(window, _last_ended(kind, day).after(-steps))
        for steps, window in enumerate(WINDOWS)
        for kind in MONTHS
    ]


def _last_ended(kind: str, day: date) -> Period:
    return Period(kind, day.year, (day.month - 1) // MONTHS[kind] + 1).after(-1)


def lateness(name: str, windows: Iterable[Sums]) -> tuple[int, int, int, str]:
    """What partners are sorted by: first who misses figures, longest late first; then who was late; then by name."""
    due = [sums for sums in windows if sums.expected]
    missing = sum(sums.missing for sums in due)
    days = max((sums.days_late or 0 for sums in due), default=0)
    return (0 if missing else 1 if days else 2, -days, -missing, name.casefold())
