"""How much a place differs from the municipality or country it lies in, and between which values that may be."""

from dataclasses import dataclass

from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval, difference
from services.profiles.domain.statistics.reasons import why_not

At = tuple[float, float]
"""A count and the population it is a part of."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The place minus the whole, in proportions (−1 to 1)."""

    seen: float | None  # As published; None when the place's count is secret.
    interval: Interval | None  # 95%, with what rounding or secrecy may hide; None when all live in the place.
    by_rounding: Interval  # Without chance: the least and the most that the published counts may stand for.


def difference_with(place: Evidence, whole: Evidence, *, is_inside: bool = True) -> Difference | None:
    """The difference of a place with a whole that it is part of (`is_inside`), or is apart from; None without counts.

    What is compared by chance is the place and the rest of the whole, as nobody is then counted twice. Their
    difference is that of place and whole divided by the part (1 − n/N) that lives elsewhere, so the interval is
    Newcombe's of place and rest, times that part. The whole is taken as published: it is large (see `judge`).
    Source: Newcombe 1998, method 10.
    """
    reference = whole.proportion
    if reference is None or why_not(place, reference) is not None or not whole.numerator or not whole.denominator:
        return None
    all_of = (whole.numerator.published or 0.0, whole.denominator.published or 0.0)
    corners = set(place.corners())
    found = [_between(corner, all_of) if is_inside else difference(corner, all_of) for corner in corners]
    around = [each for each in found if each]
    rates = [count / population - reference for count, population in corners]
    return Difference(
        seen=None if place.proportion is None else place.proportion - reference,
        interval=Interval(min(each.low for each in around), max(each.high for each in around)) if around else None,
        by_rounding=Interval(min(rates), max(rates)),
    )


def _between(place: At, whole: At) -> Interval | None:
    """The interval for counts that are known exactly; None when nobody lives elsewhere."""
    elsewhere = whole[1] - place[1]
    if elsewhere < 1:
        return None
    rest = (min(max(whole[0] - place[0], 0.0), elsewhere), elsewhere)  # Rounding may leave less than nobody.
    with_rest, part = difference(place, rest), elsewhere / whole[1]
    return Interval(with_rest.low * part, with_rest.high * part)
