"""Deciding by consent: a proposal stands open some days, and goes through when nobody objects."""

from collections.abc import Collection
from datetime import date, timedelta

from services.budget.domain.circle import Seat


def last_day(opened_on: date, days: int) -> date:
    """The last day on which an objection is heard; the day of opening does not count (as in Awb 6:8)."""
    return opened_on + timedelta(days=days)


def is_of_both(seats: Collection[str]) -> bool:
    """Did at least one worker and one resident take part?"""
    return set(seats) >= {seat.value for seat in Seat}


def is_another(cents: int, text: str, *, than_cents: int, than_text: str) -> bool:
    """Does a proposal differ from the one that was objected to: another amount, or something else agreed?"""
    return cents != than_cents or (bool(text.strip()) and text.strip() != than_text.strip())
