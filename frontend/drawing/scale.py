"""Axes that start at zero and end at a round number."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

SMALLEST = 1e-9
"""Less than this is nothing on any axis of ours; far smaller numbers have no powers of ten to step by."""
MOST_STEPS = 5
ROUND_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to units on paper; zero always lies on it."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> int:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start))


def scale_for(values: Iterable[float], start: float, end: float) -> Scale:
    """An axis from zero (or a round number below it) up to a round number that holds all values."""
    numbers = [*values, 0.0]
    return Scale(0.0 - round_above(-min(numbers)), round_above(max(numbers)) or float(min(numbers) == 0), start, end)


def round_above(value: float) -> float:
    """The first round number that is not below the value; zero stays zero."""
    if value < SMALLEST:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in ROUND_STEPS if step * power >= value - 1e-12 * power)


def round_values(scale: Scale, finest: float = 0.0) -> list[float]:
    """The values to write beside an axis: multiples of 1, 2 or 5 (times a power of ten), four to six of them mostly.

    `finest`: the smallest step there is, 1 where people are counted.
    """
    least = max((scale.high - scale.low) / MOST_STEPS, finest)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= least - 1e-9 * power)
    lowest, highest = math.ceil(scale.low / step - 1e-9), math.floor(scale.high / step + 1e-9)
    return [each * step for each in range(lowest, highest + 1)]
