"""From how many people on a difference would be beyond chance, if the rate stayed what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from services.profiles.domain.statistics.chance import exact_p, score_p
from services.profiles.domain.statistics.intervals import of_count

Beyond = Callable[[int, int], bool]
"""Whether so many cases among so many people are beyond chance."""

_ENDLESS = 10**12  # More people than there are: without cases, every population shares the count 0.


@dataclass(frozen=True, slots=True, order=True)
class Needed:
    """The smallest number of people from which on a difference is always beyond chance, and the cases among them."""

    population: int
    count: int


def by_score(reference: float, level: float) -> Beyond:
    """The score test, which our verdicts use: it asks the same as "does Wilson's interval leave the reference out?"."""
    return lambda count, population: score_p(count, population, reference) <= level


def by_exact(reference: float, level: float) -> Beyond:
    """The exact binomial test: asks for about a quarter more people, and is never too quick."""
    return lambda count, population: exact_p(count, population, reference) <= level


def by_count(reference: float, level: float) -> Beyond:
    """For events that may happen more than once to a person: the count's interval leaves out the expected number."""
    return lambda count, population: population * reference not in of_count(count, 1 - level)


def smallest_population(rate: float | Fraction, reference: float, beyond: Beyond) -> Needed | None:
    """The number of people from which on `rate` (cases per person) is beyond chance away from `reference`, for good.

    Cases are whole: n people have n·rate of them, rounded. So the answer flickers as n grows, and we want the n after
    the last "no". Among the n that share a count, a higher rate looks least different at the last n and a lower one
    at the first. None when the rate is the reference.
    """
    exactly = Fraction(rate).limit_denominator(1_000_000)  # 0.0232 is meant, not the double nearest to it.
    if exactly == Fraction(reference).limit_denominator(1_000_000):
        return None
    higher, upper = exactly > reference, 1
    while not all(beyond(*_hardest(exactly, at, higher=higher)) for at in (upper, 2 * upper)):
        upper *= 2  # Two in a row: among a handful of people a "yes" may come too early.
    upper *= 2
    first, last = _sharing(exactly, upper)
    while first > 1 and beyond(*cases_among(last if higher else first, exactly)):
        first, last = _sharing(exactly, first - 1)
    if higher:  # The last n of these is the hardest, so it is the last "no", unless there is no "no" at all.
        population = first if beyond(*cases_among(last, exactly)) else last + 1
    else:
        population = _first_beyond(exactly, beyond, first, min(last, upper) + 1)
    return Needed(population, cases_among(population, exactly)[0])


def cases_among(population: int, rate: Fraction) -> tuple[int, int]:
    """The whole number of cases among so many people at this rate (a half goes up), and the people."""
    # In whole numbers, as in `_sharing`: a page asks for hundreds of these, and fractions are ten times as slow.
    return (2 * population * rate.numerator + rate.denominator) // (2 * rate.denominator), population


def _sharing(rate: Fraction, population: int) -> tuple[int, int]:
    """The first and the last number of people with as many cases as `population` has."""
    cases = cases_among(population, rate)[0]
    above, below = 2 * rate.numerator, rate.denominator
    first = -((1 - 2 * cases) * below // above) if cases else 1
    return first, -(-(2 * cases + 1) * below // above) - 1 if above else _ENDLESS


def _hardest(rate: Fraction, population: int, *, higher: bool) -> tuple[int, int]:
    """The cases and people, among the populations that share this one's count, where the difference shows least."""
    first, last = _sharing(rate, population)
    return cases_among(last if higher else population if first == 1 else first, rate)


def _first_beyond(rate: Fraction, beyond: Beyond, low: int, high: int) -> int:
    """Halves its way to the first n from `low` that is beyond chance; `high` when there is none before."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if beyond(*cases_among(middle, rate)) else (middle + 1, high)
    return low
