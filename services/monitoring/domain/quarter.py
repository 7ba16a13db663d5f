"""Which periods belong to the report of a quarter."""

from services.monitoring.domain.periods import MONTHS, periods_of, read_period, year_of


def periods_in(quarter: str) -> list[str]:
    """Its months, itself, and the half-year or year that ends with it."""
    own = read_period(quarter)
    every = (period for kind in MONTHS for period in periods_of(year_of(quarter), kind))
    return [period for period in every if own.first_day <= read_period(period).last_day <= own.last_day]
