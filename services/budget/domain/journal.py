"""What an open journal adds up to. Amounts are euro cents."""

from collections.abc import Iterable
from datetime import date


def spent_cents(entries: Iterable[tuple[int, bool]]) -> int:
    """The sum of what is not struck, of pairs (cents, is it struck?)."""
    return sum(amount for amount, is_struck in entries if not is_struck)


def can_be_spent_on(day: date, *, year: int, today: date) -> bool:
    """Not in the future, and not before the year in which the money of `year` was divided."""
    return date(year - 1, 1, 1) <= day <= today
