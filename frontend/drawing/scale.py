"""Axes that start at zero and end at a round number."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

SMALLEST = 1e-9
"""Less than this is nothing on any axis of ours; far smaller numbers have no powers of ten to step by."""
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
