"""The terms of an objection, and who may decide on it (Awb 6:7-6:11, 7:10, 10:3)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from services.budget.domain.working_days import ends_on

DECIDE_WEEKS = 6
EXTRA_WEEKS = 6


def decide_by(term_until: date, received_on: date, equated: Iterable[date] = ()) -> date:
    """Six weeks from the end of the term to object (7:10(1)). One that comes later gets six weeks from that day: the
    law does not say so, but a term that ended before it began helps nobody."""
    return ends_on(max(term_until, received_on) + timedelta(weeks=DECIDE_WEEKS), equated)


def extended(until: date, equated: Iterable[date] = ()) -> date:
    """At most six weeks more, once (7:10(3))."""
    return ends_on(until + timedelta(weeks=EXTRA_WEEKS), equated)


def took_part(person: str, in_decision: Collection[str]) -> bool:
    """Did this person say yes or no, or set or confirm the round that decided?"""
    return person in in_decision
