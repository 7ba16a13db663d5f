"""Places that look alike: the nearest on chosen figures, each measured in how far places usually lie apart."""

import heapq
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev
from typing import Literal

from services.profiles.domain.aggregate import Kind

Column = Mapping[str, float]
"""One indicator for many places, by key; who has no figure is not in it."""

NORMAL = 1.4826  # Times the median deviation is the standard deviation, when figures are spread normally.
LEAST_INDICATORS = 3  # On fewer figures nearly every place looks like some other.
CARE_THEMES = ("youth_care", "care")


@dataclass(frozen=True, slots=True)
class Scale:
    """The middle of all places, and how far they usually lie from it, in the indicator's unit.

    `how`: "mad" is 1.4826 × the median distance to the median, which a few extreme places do not move; "sd", the
    standard deviation around the mean, where more than half of the places have the very same figure.
    """

    middle: float
    spread: float
    how: Literal["mad", "sd"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another place, and how many usual distances it lies away (root mean square over the indicators)."""

    key: str
    distance: float


@dataclass(frozen=True, slots=True)
class Alike:
    """The nearest places, the scales that were used, and of how many places.

    `missing_here` are indicators the place itself has no figure of, `without_spread` those in which all places are the
    same: neither was used. `incomplete` counts places that miss one of the figures used: not compared, since a missing
    figure is not a figure in the middle.
    """

    nearest: Sequence[Likeness]
    scales: Mapping[str, Scale]
    missing_here: Sequence[str]
    without_spread: Sequence[str]
    compared: int
    incomplete: int


def may_compare(theme: str, kind: Kind) -> bool:
    """Care itself may not make places alike, or comparing it would mean nothing; nor may size alone."""
    return theme not in CARE_THEMES and kind is not Kind.COUNT


def scale_of(column: Column) -> Scale | None:
    """The scale of an indicator over all places; None when they are all the same, or when there are none."""
    figures = list(column.values())
    if not figures:
        return None
    middle = median(figures)
    if spread := NORMAL * median(abs(figure - middle) for figure in figures):
        return Scale(middle, spread, "mad")
    spread = pstdev(figures)
    return Scale(fmean(figures), spread, "sd") if spread else None


def most_alike(
    here: str, columns: Mapping[str, Column], scales: Mapping[str, Scale | None], everybody: Collection[str], most: int
) -> Alike:
    """The places nearest to `here`, which is one of `everybody`; with too few figures of its own there are none."""
    missing = [code for code, column in columns.items() if here not in column]
    used = {code: scale for code, scale in scales.items() if scale and code not in missing}
    flat = [code for code in columns if code not in missing and code not in used]
    complete = set(everybody).intersection(*(columns[code].keys() for code in used)) - {here}
    incomplete = len(everybody) - 1 - len(complete)
    if len(used) < LEAST_INDICATORS:
        return Alike([], used, missing, flat, 0, incomplete)
    measured = [(columns[code], columns[code][here], scale.spread) for code, scale in used.items()]
    distances = (
        (math.sqrt(sum(((column[key] - own) / spread) ** 2 for column, own, spread in measured) / len(measured)), key)
        for key in complete
    )
    nearest = [Likeness(key, distance) for distance, key in heapq.nsmallest(most, distances)]
    return Alike(nearest, used, missing, flat, len(complete), incomplete)
