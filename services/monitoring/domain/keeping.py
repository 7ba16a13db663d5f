"""Until when the papers of a partnership are kept."""

from datetime import date

KEEP_YEARS = 9
"""Whole years after the year they are about: two until the accounts that the settled subsidy stands in, then seven.

The subsidy of 2020 is settled in 2021, in the accounts that the council adopts in 2022; seven years later is 2029.
docs/privacy.md names the source (Selectielijst gemeenten en intergemeentelijke organen 2020).
"""


def last_year_to_forget(today: date, keep_years: int = KEEP_YEARS) -> int:
    """The latest year whose papers go on this day or went before: on 1 January of 2030 that of 2020."""
    return today.year - keep_years - 1
