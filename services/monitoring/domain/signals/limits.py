"""The lines within which chance alone keeps a series, exact where the formula is.

Of a series of numbers (XmR): mean ± 2.66 × the mean moving range (NHS Making Data Count; 2.66 is 3 / 1.128). Of a share
with its counts (p-chart): p0 ± z√(p0(1 − p0)/n) with z of 99.8%, kept between 0 and 1, as the funnel has (Spiegelhalter
2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

OUTER = Fraction(266, 100)
LARGEST_MOVE = Fraction(3268, 1000)
"""A move of more than this many times the mean is no ordinary move; it does not count for the lines."""
FEWEST = 6
"""With fewer numbers there are no lines: they would lie anywhere."""
TRIAL_BELOW = 12
"""With fewer the lines still move with each number that comes."""
Z_998 = 3.0902323061678132
LEAST_EXPECTED = 5
"""Fewer cases expected with, or without: the formula of a share does not hold and the place gets no lines."""
Values = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines at one number: the middle, the outer lines, and the lines at two thirds of the way to them."""

    middle: Fraction
    low: Fraction
    high: Fraction

    @property
    def near_low(self) -> Fraction:
        return self.middle - (self.middle - self.low) * 2 / 3

    @property
    def near_high(self) -> Fraction:
        return self.middle + (self.high - self.middle) * 2 / 3


@dataclass(frozen=True, slots=True)
class Spread:
    """How a series of numbers lies: its mean and how much it moves from one number to the next."""

    mean: Fraction
    moving: Fraction

    @property
    def limits(self) -> Limits:
        return Limits(self.mean, self.mean - OUTER * self.moving, self.mean + OUTER * self.moving)


def moves(values: Values) -> list[Fraction | None]:
    """How far each number lies from the one right before it; None beside a gap, and for the first."""
    pairs = zip([None, *values], values, strict=False)
    return [None if old is None or new is None else abs(new - old) for old, new in pairs]


def mean_of(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def spread_of(values: Values) -> Spread | None:
    """None when there is no number, or no two next to each other. Moves far beyond the mean move do not count."""
    known, steps = [v for v in values if v is not None], [m for m in moves(values) if m is not None]
    if not steps:
        return None
    ordinary = [step for step in steps if step <= LARGEST_MOVE * mean_of(steps)]
    return Spread(mean_of(known), mean_of(ordinary))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    cases: int
    of: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.cases, self.of)


def share_of(shares: Sequence[Share | None]) -> Fraction | None:
    """All cases over everybody: the middle line. None without anybody."""
    people = sum(share.of for share in shares if share)
    return Fraction(sum(share.cases for share in shares if share), people) if people else None


def share_limits(middle: Fraction, people: int) -> Limits | None:
    """The lines for a group of so many; None when too few cases are expected. As good as a float is."""
    if people * min(middle, 1 - middle) < LEAST_EXPECTED:
        return None
    reach = Fraction(Z_998 * sqrt(float(middle * (1 - middle)) / people))
    return Limits(middle, max(middle - reach, Fraction(0)), min(middle + reach, Fraction(1)))
