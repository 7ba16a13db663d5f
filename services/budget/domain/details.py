"""What must go with an idea beyond its seven inputs, and when it does not fit."""

from collections.abc import Sequence
from enum import StrEnum

DE_MINIMIS_CENTS = 30_000_000
"""EUR 300,000 in three years for one undertaking (EU 2023/2831, art. 3)."""


class Lack(StrEnum):
    """What is missing or does not fit; each is a refusal of its own."""

    COSTS_NEEDED = "costs-needed"
    COSTS_DIFFER = "costs-differ"
    NO_UNDERTAKINGS = "no-undertakings"
    DE_MINIMIS_NEEDED = "de-minimis-needed"
    DE_MINIMIS_ABOVE = "de-minimis-above"


def costs_needed(asked_cents: int, from_cents: int | None) -> bool:
    """Whether an idea that asks so much comes with a table of costs."""
    return from_cents is not None and asked_cents >= from_cents


def lack_of_costs(asked_cents: int, costs: Sequence[int], note: str, from_cents: int | None) -> Lack | None:
    """The costs come to what is asked, or a note says why not (there is other money, say)."""
    if costs_needed(asked_cents, from_cents) and not costs:
        return Lack.COSTS_NEEDED
    return Lack.COSTS_DIFFER if costs and sum(costs) != asked_cents and not note else None


def lack_of_undertaking(asked_cents: int, had_cents: int | None, *, allowed: bool, declares: bool) -> Lack | None:
    """What an undertaking lacks. `had_cents`: the aid it says to have had in three years; None when it says nothing."""
    if not allowed:
        return Lack.NO_UNDERTAKINGS
    if not declares:
        return None
    if had_cents is None:
        return Lack.DE_MINIMIS_NEEDED
    return Lack.DE_MINIMIS_ABOVE if had_cents + asked_cents > DE_MINIMIS_CENTS else None
