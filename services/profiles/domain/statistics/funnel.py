"""The funnel plot: how far places of a size lie from the reference by chance, and where one stands."""

import math
from enum import StrEnum

from services.profiles.domain.statistics.intervals import Interval, z_of

WARNING = 0.95  # One place in twenty that does not differ lies outside these lines.
ALARM = 0.998  # One in five hundred.


class Standing(StrEnum):
    """Where a place stands in the funnel."""

    INSIDE = "inside"  # Within the 95% lines.
    BETWEEN = "between"  # Outside the 95% lines, within the 99.8% lines.
    OUTSIDE = "outside"  # Outside the 99.8% lines.


def limits(reference: float, population: float, confidence: float = WARNING) -> Interval:
    """The lines p0 ± z√(p0(1−p0)/n) for a reference p0 (0 to 1) and n people, kept between 0 and 1.

    z is 1.96 at 95% and 3.09 at 99.8%. Source: Spiegelhalter 2005, Funnel plots for comparing institutional
    performance, Statistics in Medicine 24:1185-1202.
    """
    half = z_of(confidence) * math.sqrt(reference * (1 - reference) / population)
    return Interval(max(0.0, reference - half), min(1.0, reference + half))


def standing(proportion: float, population: float, reference: float) -> Standing:
    """Where a proportion (0 to 1) of so many people stands. It knows no rounding: for a drawing, not for a verdict."""
    if proportion in limits(reference, population, WARNING):
        return Standing.INSIDE
    return Standing.BETWEEN if proportion in limits(reference, population, ALARM) else Standing.OUTSIDE
