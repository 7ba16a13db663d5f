"""What chance says at every edge of what the counts can be, and over all edges together."""

from enum import StrEnum

from services.profiles.domain.statistics.chance import are_few_expected, p_value, z_score
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval, wilson


class Answer(StrEnum):
    """What the test says for one pair of counts."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # Not beyond chance.


def answers(evidence: Evidence, reference: float, level: float) -> set[Answer]:
    """The answers at the edges, p-values up to `level` being beyond chance. One answer: rounding does not matter."""
    return {
        Answer.NEITHER if p > level else Answer.HIGHER if z > 0 else Answer.LOWER
        for z, p in _edges(evidence, reference)
    }


def careful_p(evidence: Evidence, reference: float) -> float:
    """The p-value of the edge where the difference is least sure; 1 when the edges lie on both sides.

    Up to a level exactly when `answers` at that level is one clear answer: so these are the p-values to adjust when
    many places are looked at.
    """
    edges = _edges(evidence, reference)
    on_one_side = all(z > 0 for z, _ in edges) or all(z < 0 for z, _ in edges)
    return max(p for _, p in edges) if on_one_side else 1.0


def published_p(evidence: Evidence, reference: float) -> float | None:
    """The p-value at the counts as published; None when one is secret."""
    above, below = evidence.numerator, evidence.denominator
    if above is None or below is None or above.published is None or below.published is None:
        return None
    return p_value(above.published, below.published, reference, few=_few(evidence, reference))


def interval(evidence: Evidence) -> Interval:
    """Wilson's 95% interval; with rounding, from the lowest of the edges to the highest. In proportions, 0 to 1."""
    around = [wilson(count, population) for count, population in evidence.corners()]
    return Interval(min(each.low for each in around), max(each.high for each in around))


def _edges(evidence: Evidence, reference: float) -> list[tuple[float, float]]:
    """(z, p) at every corner. Between corners neither is more extreme, as "few" is decided once for all of them."""
    few = _few(evidence, reference)
    return [(z_score(*at, reference), p_value(*at, reference, few=few)) for at in evidence.corners()]


def _few(evidence: Evidence, reference: float) -> bool:
    return any(are_few_expected(population, reference) for _, population in evidence.corners())
