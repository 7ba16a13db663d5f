"""Why there can be no verdict at all."""

from enum import StrEnum

from services.profiles.domain.statistics.evidence import Evidence


class Reason(StrEnum):
    """What is lacking."""

    NOT_A_PROPORTION = "not_a_proportion"  # Events, averages, medians, amounts: other chance, other figures needed.
    NO_NUMERATOR = "no_numerator"
    NO_DENOMINATOR = "no_denominator"
    NOBODY = "nobody"  # There is nobody it could be about.
    CONTRADICTION = "contradiction"  # More people in the numerator than in the denominator: Forepark, The Hague, 2019.
    SECRET = "secret"  # Kept back, and all it can be leaves the answer open.
    ESTIMATED = "estimated"  # It depends on where in a region people live, of which only a part counts.
    NO_REFERENCE = "no_reference"  # Nothing to compare with, or a reference of nobody or everybody.


def why_not(evidence: Evidence, reference: float | None) -> Reason | None:
    """The first reason against a verdict; None when there can be one."""
    without_reference = no_proportion(evidence)
    if without_reference is None and (reference is None or not 0 < reference < 1):
        return Reason.NO_REFERENCE
    return without_reference


def no_proportion(evidence: Evidence) -> Reason | None:
    """Why there is no proportion, nor an interval of one; None when there is (a secret one has an interval only)."""
    above, below = evidence.numerator, evidence.denominator
    if not evidence.is_proportion:
        return Reason.NOT_A_PROPORTION
    if above is None:
        return Reason.NO_NUMERATOR
    if below is None or below.published is None:
        return Reason.NO_DENOMINATOR
    if below.published == 0:
        return Reason.NOBODY
    exceeds = above.published is not None and above.published > below.published
    return Reason.CONTRADICTION if exceeds or above.least > below.most else None
