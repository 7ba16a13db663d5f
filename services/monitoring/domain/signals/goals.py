"""What was agreed beside what is measured: a target (is it met by itself?) and a boundary (was it crossed?).

A boundary is a fact of the contract: one number on the wrong side crosses it, ordinary or not. Whether that number is
more than chance is another question, which `rules` answers.
"""

from fractions import Fraction
from typing import Literal

from services.monitoring.domain.signals.limits import Limits

TargetVerdict = Literal["always", "sometimes", "never"]
Crossing = Literal["within", "crossed"]
HIGHER, LOWER = "higher_is_better", "lower_is_better"


def target_verdict(limits: Limits, target: Fraction, direction: str) -> TargetVerdict | None:
    """Whether a process that stays as it is meets the target each time. None when no side is the better one."""
    if direction == HIGHER:
        return "always" if limits.low >= target else "never" if limits.high < target else "sometimes"
    if direction == LOWER:
        return "always" if limits.high <= target else "never" if limits.low > target else "sometimes"
    return None


def crossing(value: Fraction, boundary: Fraction, direction: str) -> Crossing | None:
    """Whether one number lies beyond the boundary; on it is within. None when the agreement names no better side."""
    if direction == HIGHER:
        return "crossed" if value < boundary else "within"
    if direction == LOWER:
        return "crossed" if value > boundary else "within"
    return None


def is_better(side: str, direction: str) -> bool | None:
    """Whether the high or the low side is the good one; None when the agreement does not say."""
    if direction not in (HIGHER, LOWER):
        return None
    return (side == "high") == (direction == HIGHER)
