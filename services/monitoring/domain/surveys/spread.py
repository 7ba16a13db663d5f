"""How scores lie: how many gave which, their mean, median and middle half. Exact, from the counts alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from services.monitoring.domain.surveys.points import HIGHEST, LOWEST

SCORES = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True)
class Spread:
    """`counts`: answers per score, lowest first. `low` and `high`: at least a quarter is at most, at least, this."""

    answers: int
    counts: tuple[int, ...]
    mean: Decimal
    median: Decimal
    low: int
    high: int


def spread_of(counts: Mapping[int, int]) -> Spread:
    """Of at least one answer. The mean is rounded to one decimal, a half upwards, and nothing else is rounded."""
    in_order = [score for score in SCORES for _ in range(counts.get(score, 0))]
    answers = len(in_order)
    mean = Fraction(sum(in_order), answers)
    middle = Fraction(in_order[(answers - 1) // 2] + in_order[answers // 2], 2)
    return Spread(
        answers,
        tuple(counts.get(score, 0) for score in SCORES),
        _in_tenths(mean),
        _in_tenths(middle),
        in_order[_rank(1, answers)],
        in_order[_rank(3, answers)],
    )


def _rank(quarters: int, answers: int) -> int:
    """The place, from 0, of the nearest rank: the first with at least so many quarters at or before it."""
    return -(-quarters * answers // 4) - 1


def _in_tenths(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
