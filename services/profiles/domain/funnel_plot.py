"""What a funnel plot shows: its lines at a row of sizes, wide at the left and narrow at the right."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.profiles.domain.statistics.funnel import ALARM, WARNING, limits
from services.profiles.domain.statistics.intervals import Interval

STEPS = 40  # Enough for lines that look smooth on any screen.
SMALLEST = 20  # People; further left the lines only say that everything is possible.


@dataclass(frozen=True, slots=True)
class Limits:
    """The 95% and the 99.8% limits (proportions, 0 to 1) for places of so many people."""

    people: int
    warning: Interval
    alarm: Interval


def funnel_lines(reference: float, largest: float) -> list[Limits]:
    """The limits around a reference (0 to 1), from few people to the largest place; none without anybody.

    Sizes are closer together where the lines bend: each is a fixed times the one before.
    """
    return [
        Limits(people, limits(reference, people, WARNING), limits(reference, people, ALARM))
        for people in _sizes(largest)
    ]


def _sizes(largest: float) -> Iterator[int]:
    if largest <= SMALLEST:
        return
    seen = 0
    for step in range(STEPS + 1):
        size = round(SMALLEST * (largest / SMALLEST) ** (step / STEPS))
        if size > seen:
            seen = size
            yield size
