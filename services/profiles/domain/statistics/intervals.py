"""Between which values the true proportion or count probably lies, given what was seen. Two-sided, 95% unless told."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from services.profiles.domain.statistics.tails import binomial_at_most, poisson_at_most, where_it_reaches

SMALL_COUNT = 10  # Below this a count gets its exact interval (PHE Technical Guide).


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included, in the unit of what it is an interval of."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def z_of(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches: 1.96 for 0.95, 3.09 for 0.998."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: float, population: float, confidence: float = 0.95) -> Interval:
    """The Wilson score interval of the proportion count / population (0 to 1).

    It stays within 0 and 1, works for 0 and for all, and leaves out exactly the references that the score test
    (`chance.score_p`) rejects. A count need not be whole: an approximated one is not.
    Source: Wilson 1927; APHO Technical Briefing 3 (2008), formula for proportions.
    """
    z = z_of(confidence)
    middle = count + z * z / 2
    half = z * math.sqrt(count * (population - count) / population + z * z / 4)
    low = 0.0 if count == 0 else (middle - half) / (population + z * z)
    high = 1.0 if count == population else (middle + half) / (population + z * z)
    return Interval(max(0.0, low), min(1.0, high))


def clopper_pearson(count: int, population: int, confidence: float = 0.95) -> Interval:
    """The exact interval of a proportion (0 to 1): wider than Wilson's, never too narrow.

    Not used for a verdict; for whoever wants to check one. Source: Clopper & Pearson 1934.
    """
    tail = (1 - confidence) / 2
    low, high = 0.0, 1.0
    if count > 0:
        low = where_it_reaches(1 - tail, lambda p: binomial_at_most(count - 1, population, p), 0.0, 1.0)
    if count < population:
        high = where_it_reaches(tail, lambda p: binomial_at_most(count, population, p), 0.0, 1.0)
    return Interval(low, high)


def difference(first: tuple[float, float], second: tuple[float, float], confidence: float = 0.95) -> Interval:
    """The interval of the difference of two proportions, each a (count, population), of places apart from each other.

    In the unit of proportions (-1 to 1). For two neighbourhoods side by side; not for a place and the municipality
    it lies in, see `verdict`. Source: Newcombe 1998, method 10 (square-and-add of Wilson intervals).
    """
    p1, p2 = first[0] / first[1], second[0] / second[1]
    one, two = wilson(*first, confidence), wilson(*second, confidence)
    return Interval(
        p1 - p2 - math.hypot(p1 - one.low, two.high - p2),
        p1 - p2 + math.hypot(one.high - p1, p2 - two.low),
    )


def exact_count(count: int, confidence: float = 0.95) -> Interval:
    """The exact interval of a count of events: half the χ² quantiles at 2·count and 2·count + 2 degrees of freedom.

    Found through the Poisson tail that defines them. Source: Garwood 1936; PHE Technical Guide.
    """
    tail, far = (1 - confidence) / 2, count + 20 + 20 * math.sqrt(count + 1)
    low = where_it_reaches(1 - tail, lambda mean: poisson_at_most(count - 1, mean), 0.0, far) if count else 0.0
    return Interval(low, where_it_reaches(tail, lambda mean: poisson_at_most(count, mean), 0.0, far))


def byar(count: float, confidence: float = 0.95) -> Interval:
    """Byar's approximation to the interval of a count. Source: Breslow & Day 1987; APHO Technical Briefing 3."""
    z, above = z_of(confidence), count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    return Interval(max(0.0, low), above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3)


def of_count(count: int, confidence: float = 0.95) -> Interval:
    """The interval of a count of events: exact below 10, Byar's from 10. Source: PHE Technical Guide."""
    return exact_count(count, confidence) if count < SMALL_COUNT else byar(count, confidence)
