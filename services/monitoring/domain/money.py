"""What a partner says it spent, in whole cents, per quarter and for the year so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.monitoring.domain.periods import periods_of, read_period, year_of

SPENT_UNIT, SPENT_FREQUENCIES = "euros", ("month", "quarter")
CENTS = 100


@dataclass(frozen=True, slots=True)
class Spent:
    """Per quarter of the year so far; None where something is missing. Together only when nothing is."""

    quarters: Mapping[str, int | None]

    @property
    def total(self) -> int | None:
        known = [cents for cents in self.quarters.values() if cents is not None]
        return sum(known) if len(known) == len(self.quarters) else None


def says_what_was_spent(unit: str, frequency: str, by_area: bool) -> bool:
    """Whether a KPI can be the one of the money: in euros, each month or quarter, for the whole municipality."""
    return unit == SPENT_UNIT and frequency in SPENT_FREQUENCIES and not by_area


def spent_until(quarter: str, euros: Mapping[str, Decimal]) -> Spent:
    """The quarters of the year up to and including this one. `euros` holds what was delivered, by month or quarter."""
    so_far = [each for each in periods_of(year_of(quarter), "quarter") if each <= quarter]
    return Spent({each: _cents_in(each, euros) for each in so_far})


def _cents_in(quarter: str, euros: Mapping[str, Decimal]) -> int | None:
    """A value has at most two decimals, so this is exact."""
    if quarter in euros:
        return int(euros[quarter] * CENTS)
    own = read_period(quarter)
    months = [
        each for each in periods_of(own.year, "month") if own.first_day <= read_period(each).first_day <= own.last_day
    ]
    if any(month not in euros for month in months):
        return None
    return sum(int(euros[month] * CENTS) for month in months)
