"""How long the address of a council member may be kept."""

from datetime import date

COUNCIL_YEARS = 4
"""So long a municipal council sits (Kieswet, article C 4)."""


def may_end_on(until: date, today: date) -> bool:
    """After today, and within the years of a council: who sits in the next one asks anew."""
    return today < until and (until.year - COUNCIL_YEARS, until.month, until.day) <= (
        today.year,
        today.month,
        today.day,
    )
