"""Periods of four kinds as they are written on the wire: `2020-01`, `2020-Q1`, `2020-H1`, `2020`.

From when a period can be delivered, when it is due, and until when it stays open (facts 8: due three weeks after the
period; only the latest and the previous period stay open). All dates are dates in Amsterdam.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

PeriodState = Literal["not_begun", "open", "locked"]
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How many months a period of each kind lasts."""
_LETTER = {"quarter": "Q", "half_year": "H"}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DUE_AFTER = timedelta(weeks=3)


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its kind, its year, and which of that kind it is in the year, from 1."""

    kind: str
    year: int
    number: int

    @property
    def first_day(self) -> date:
        return _first_of(self.year * 12 + (self.number - 1) * MONTHS[self.kind])

    @property
    def last_day(self) -> date:
        return self.after(1).first_day - timedelta(days=1)

    def after(self, steps: int) -> "Period":
        """The period of the same kind that lies so many further on (or back, when negative)."""
        a_year = 12 // MONTHS[self.kind]
        year, index = divmod(self.year * a_year + self.number - 1 + steps, a_year)
        return Period(self.kind, year, index + 1)

    def __str__(self) -> str:
        if self.kind == "year":
            return str(self.year)
        letter = _LETTER.get(self.kind)
        return f"{self.year}-{letter}{self.number}" if letter else f"{self.year}-{self.number:02}"


def end_of(day: date) -> datetime:
    """The moment a day is over in Amsterdam: what was known on that day was known before it."""
    return datetime.combine(day + timedelta(days=1), time(), AMSTERDAM)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def read_period(text: str) -> Period:
    """The period a text of the right form names."""
    year, _, part = text.partition("-")
    if not part:
        return Period("year", int(year), 1)
    kinds = {letter: kind for kind, letter in _LETTER.items()}
    return Period(kinds.get(part[0], "month"), int(year), int(part.lstrip("QH")))


def year_of(period: str) -> int:
    """The calendar year a period lies in: the agreement of that year holds."""
    return int(period[:4])


def periods_of(year: int, kind: str) -> list[str]:
    """The periods of one kind in a year, in order."""
    return [str(Period(kind, year, number + 1)) for number in range(12 // MONTHS[kind])]


def all_periods_of(year: int) -> list[str]:
    """The periods of every kind in a year."""
    return [period for kind in MONTHS for period in periods_of(year, kind)]


def is_asked(period: str, subsidy_ended_on: date | None) -> bool:
    """Whether a period is asked of a partner: not when it began after the subsidy ended."""
    return subsidy_ended_on is None or read_period(period).first_day <= subsidy_ended_on


def due_on(period: str) -> date:
    """The last day on which a delivery is in time, without more time (`domain/more_time.py`)."""
    return read_period(period).last_day + DUE_AFTER


def agreed_by(period: str) -> date:
    """The last day on which a KPI can come into force and still be due for a period: the period runs on that day."""
    return read_period(period).last_day


def locks_after(period: str) -> date:
    """The last day a period is open without an extension: two later ones of its kind have then ended."""
    return read_period(period).after(2).last_day


def state_of(period: str, today: date, extended_until: date | None = None) -> PeriodState:
    """Whether a period can be delivered today. The running one can, from its first day on."""
    if today < read_period(period).first_day:
        return "not_begun"
    if today <= locks_after(period) or (extended_until is not None and today <= extended_until):
        return "open"
    return "locked"
