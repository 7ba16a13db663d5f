"""Which values the public may see: a count of one to four people could point at somebody."""

from decimal import Decimal

COUNTS_PEOPLE = {"children", "young_people", "families", "persons"}
TOO_SMALL = range(1, 5)


def is_too_small(unit: str, value: Decimal) -> bool:
    """True for a count of 1-4 people. A true 0 is shown: nobody can be recognised in it."""
    return unit in COUNTS_PEOPLE and value in TOO_SMALL
