"""Which numbers of a series chance alone would rarely give, by the four rules of NHS Making Data Count.

Each rule gives a false alarm now and then in a series in which nothing happens: docs/signals.md says how often.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from services.monitoring.domain.signals.limits import Limits, Values

Side = Literal["high", "low"]
RUN = 7
"""So many in a row on one side of the middle (NHS Making Data Count)."""
TREND = 7
"""So many in a row that each lie higher (or lower) than the one before."""


class Rule(StrEnum):
    """What is unusual about a number."""

    OUTSIDE = "outside"
    NEAR = "two_of_three_near"
    RUN = "run"
    TREND = "trend"


Found = dict[Rule, Side]
"""The rules one number breaks, each with its side."""


def signals(values: Values, limits: Sequence[Limits | None]) -> list[Found]:
    """Per number the rules it breaks.

    A number that is not there breaks nothing. Runs and trends go on over a gap, as they are about what is known.
    """
    found: list[Found] = [{} for _ in values]
    known = [i for i, value in enumerate(values) if value is not None and limits[i] is not None]
    for rule, marked in (
        (Rule.OUTSIDE, _outside(values, limits, known)),
        (Rule.NEAR, _near(values, limits, known)),
        (Rule.RUN, _runs(known, lambda i: _side_of_middle(values, limits, i))),
        (Rule.TREND, _trends(values, known)),
    ):
        for place, side in marked:
            found[place][rule] = side
    return found


Marks = Iterator[tuple[int, Side]]


def _beyond(value: Fraction, low: Fraction, high: Fraction) -> Side | None:
    return "high" if value > high else "low" if value < low else None


def _outside(values: Values, limits: Sequence[Limits | None], known: Sequence[int]) -> Marks:
    for i in known:
        value, lines = values[i], limits[i]
        if value is not None and lines and (side := _beyond(value, lines.low, lines.high)):
            yield i, side


def _near(values: Values, limits: Sequence[Limits | None], known: Sequence[int]) -> Marks:
    """Two of three in a row beyond two thirds of the way, on one side; those outside have a rule of their own."""
    sides = {i: _beyond_near(values, limits, i) for i in known}
    outside = dict(_outside(values, limits, known))
    marked: dict[int, Side] = {}
    for start in range(len(known) - 1):
        three = known[start : start + 3]
        for side in ("high", "low"):
            there = [i for i in three if sides[i] == side]
            if len(there) > 1:
                marked |= dict.fromkeys(there, side)
    yield from ((i, side) for i, side in marked.items() if i not in outside)


def _beyond_near(values: Values, limits: Sequence[Limits | None], i: int) -> Side | None:
    value, lines = values[i], limits[i]
    return _beyond(value, lines.near_low, lines.near_high) if value is not None and lines else None


def _side_of_middle(values: Values, limits: Sequence[Limits | None], i: int) -> Side | None:
    value, lines = values[i], limits[i]
    return _beyond(value, lines.middle, lines.middle) if value is not None and lines else None


def _runs(known: Sequence[int], side_of: Callable[[int], Side | None]) -> Marks:
    for side, group in groupby(known, side_of):
        places = list(group)
        if side and len(places) >= RUN:
            yield from ((i, side) for i in places)


def _trends(values: Values, known: Sequence[int]) -> Marks:
    """A stretch of rises (or falls) as long as it goes; its first number belongs to it."""
    numbers = {i: value for i, value in enumerate(values) if value is not None}
    steps = [(old, new, _beyond(numbers[new], numbers[old], numbers[old])) for old, new in pairwise(known)]
    for side, group in groupby(steps, lambda step: step[2]):
        places = list(group)
        if side and len(places) >= TREND - 1:
            yield from ((i, side) for i in (places[0][0], *(new for _, new, _ in places)))
