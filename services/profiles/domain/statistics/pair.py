"""Judges two places beside each other, neither of which is part of the other.

For a place beside the municipality it lies in there is `judge`: the two would share people here, and the formula takes
them for apart.
"""

from dataclasses import dataclass

from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval, difference
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.reasons import Reason, no_proportion
from services.profiles.domain.statistics.verdict import Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """What can be said of a place beside another one; proportions, so the difference lies between −1 and 1."""

    kind: Kind
    reason: Reason | None = None
    difference: float | None = None
    interval: Interval | None = None  # 95%, widened by what rounding or secrecy may hide.
    is_approximation: bool = False
    is_estimate: bool = False  # As in `Verdict`.


def judge_pair(place: Evidence, other: Evidence, *, comparisons: int = 1) -> Pair:
    """The place minus the other, which is one of so many pairs on this screen.

    Clear when Newcombe's interval leaves out zero at every edge of what the four counts can be, at the level that goes
    with so many comparisons; undecided when that depends on what the source rounded away.
    """
    reason = no_proportion(place) or no_proportion(other)
    if reason is not None:
        return Pair(Kind.NO_FIGURE, reason)
    found = {_answer(each) for each in _at_all_edges(place, other, 1 - level_for(comparisons))}
    kind = found.pop() if len(found) == 1 else Kind.UNDECIDED_ROUNDING
    is_secret = place.proportion is None or other.proportion is None
    if is_secret and kind in (Kind.UNDECIDED_ROUNDING, Kind.NO_CLEAR_DIFFERENCE):
        return Pair(Kind.NO_FIGURE, Reason.SECRET)
    is_estimate = place.is_estimate or other.is_estimate
    if is_estimate and kind is Kind.UNDECIDED_ROUNDING:
        return Pair(Kind.NO_FIGURE, Reason.ESTIMATED, is_estimate=True)
    around = _at_all_edges(place, other, 0.95)
    return Pair(
        kind,
        difference=None
        if place.proportion is None or other.proportion is None
        else place.proportion - other.proportion,
        interval=Interval(min(each.low for each in around), max(each.high for each in around)),
        is_approximation=place.is_approximation or other.is_approximation,
        is_estimate=is_estimate,
    )


def _at_all_edges(place: Evidence, other: Evidence, confidence: float) -> list[Interval]:
    return [difference(one, two, confidence) for one in place.corners() for two in other.corners()]


def _answer(interval: Interval) -> Kind:
    if interval.low > 0:
        return Kind.CLEARLY_HIGHER
    return Kind.CLEARLY_LOWER if interval.high < 0 else Kind.NO_CLEAR_DIFFERENCE
