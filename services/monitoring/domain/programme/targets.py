"""Whether a figure of the programme came to its target: in words, from what is published, and never why.

A year is settled from 1 April after it: partners' last quarter is in by then, and the closing conference was.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from services.monitoring.domain.programme.kpis import ProgrammeKpi

Verdict = Literal["met", "not_met", "too_early", "not_known"]
LIMITS: dict[str, tuple[Decimal, Decimal]] = {
    "percent": (Decimal(1), Decimal(100)),
    "grade": (Decimal(1), Decimal(5)),
}
OF_COUNTS = (Decimal(1), Decimal(1_000_000))


def may_be(kpi: ProgrammeKpi, number: Decimal) -> bool:
    """Whether a target can be reached at all: a share, a grade with one decimal, or a whole number of them."""
    least, most = LIMITS.get(kpi.unit, OF_COUNTS)
    step = Decimal("0.1") if kpi.unit == "grade" else Decimal(1)
    return least <= number <= most and number % step == 0


def is_settled(year: int, today: date) -> bool:
    return today >= date(year + 1, 4, 1)


def grows(kpi: ProgrammeKpi) -> bool:
    """A count of what initiatives told in the year: once reached it stays so. Shares, grades and quarters may fall."""
    return kpi.source == "initiatives" and kpi.unit not in LIMITS


def verdict(kpi: ProgrammeKpi, target: Decimal, shown: Decimal | None, *, settled: bool) -> Verdict:
    """`shown`: the number as everybody reads it, rounded; None when it is not known, or too small to show.

    So whoever has the page can repeat it, and nothing is said about a number that is hidden.
    """
    is_reached = shown is not None and shown >= target
    if is_reached and (settled or grows(kpi)):
        return "met"
    if not settled:
        return "too_early"
    return "not_known" if shown is None else "not_met"
