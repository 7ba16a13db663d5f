"""Chances of so many cases or more, exactly, and the search that turns such a chance into a limit."""

import math
from collections.abc import Callable

_NEGLIGIBLE = 1e-17  # A term this much smaller than the sum no longer changes a double.


def binomial_at_least(count: int, population: int, proportion: float) -> float:
    """The chance of `count` or more people out of `population`, when each has the chance `proportion` (0 to 1)."""
    if count <= 0:
        return 1.0
    if count > population or proportion <= 0:
        return 0.0
    if proportion >= 1:
        return 1.0
    if count <= population * proportion:  # Add up the shorter tail, so that a small chance keeps its digits.
        return 1.0 - binomial_at_most(count - 1, population, proportion)
    odds = proportion / (1 - proportion)
    term = total = _binomial(count, population, proportion)
    for k in range(count, population):
        term *= odds * (population - k) / (k + 1)
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return min(1.0, total)


def binomial_at_most(count: int, population: int, proportion: float) -> float:
    """The chance of `count` people or fewer out of `population`; the mirror image of `binomial_at_least`."""
    return binomial_at_least(population - count, population, 1 - proportion)


def poisson_at_most(count: int, mean: float) -> float:
    """The chance of `count` cases or fewer, when `mean` are expected and each comes by itself."""
    log_mean = math.log(mean) if mean > 0 else -math.inf
    if mean <= 0:
        return 1.0
    return min(1.0, math.fsum(math.exp(k * log_mean - mean - math.lgamma(k + 1)) for k in range(count + 1)))


def where_it_reaches(target: float, falling: Callable[[float], float], low: float, high: float) -> float:
    """The place between `low` and `high` where a function that only falls comes to `target`, to the last digit."""
    while low < (middle := (low + high) / 2) < high:
        if falling(middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _binomial(count: int, population: int, proportion: float) -> float:
    ways = math.lgamma(population + 1) - math.lgamma(count + 1) - math.lgamma(population - count + 1)
    return math.exp(ways + count * math.log(proportion) + (population - count) * math.log1p(-proportion))
