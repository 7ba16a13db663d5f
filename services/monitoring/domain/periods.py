"""Quarters as they are written on the wire: `2020-Q1`."""

from datetime import date


def year_of(period: str) -> int:
    """The calendar year a quarter lies in: the agreement of that year holds."""
    return int(period[:4])


def first_day(period: str) -> date:
    """The first day of a quarter: from then on it can be delivered."""
    return date(year_of(period), 3 * int(period[-1]) - 2, 1)


def quarters_of(year: int) -> list[str]:
    return [f"{year}-Q{quarter}" for quarter in range(1, 5)]
