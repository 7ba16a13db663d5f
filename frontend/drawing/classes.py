"""Five classes for a map: equal steps of a round size, so that equal differences look equally large."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CLASSES = 5
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Classes:
    """From `limits[0]` to `limits[-1]`; a value on a limit belongs to the class above it, the last one to the last."""

    limits: tuple[float, ...]

    @property
    def step(self) -> float:
        return self.limits[1] - self.limits[0]

    def of(self, value: float) -> int:
        """Which class a value is in, from 0."""
        above = sum(1 for limit in self.limits[1:-1] if value >= limit - 1e-9)
        return min(above, len(self.limits) - 2)


def equal_classes(values: Sequence[float], decimals: int) -> Classes | None:
    """Equal steps that start at a round number below the lowest value and hold the highest; None without values.

    Not fifths of the places: those would make large differences of small ones, and would always have a lowest fifth.
    A step is never finer than the figures are, so that close figures may need fewer than five classes.
    """
    if not values:
        return None
    low, high = min(values), max(values)
    step = _round_step(low, high, decimals)
    start = math.floor(low / step + 1e-9)
    count = max(1, math.ceil(high / step - 1e-9) - start)
    return Classes(tuple(round((start + i) * step, 6) for i in range(count + 1)))


def _round_step(low: float, high: float, decimals: int) -> float:
    finest = 10.0**-decimals
    wanted = max((high - low) / CLASSES, finest)
    power = 10.0 ** math.floor(math.log10(wanted) + 1e-9)
    while True:
        for size in ROUND:
            step = size * power
            is_whole = math.isclose(step / finest, round(step / finest), rel_tol=1e-9)
            if is_whole and math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9) <= CLASSES:
                return step
        power *= 10
