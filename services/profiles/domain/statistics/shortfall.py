"""Whether a place is too small to say anything, and about how many more people it would take to be sure."""

import math
from dataclasses import dataclass
from fractions import Fraction

from services.profiles.domain.statistics.chance import FEW_EXPECTED
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.statistics.needed import Needed, by_exact, by_score, cases_among, smallest_population

MATERIAL_RATIO = 1.25  # From here, or from its inverse 0.8 down, a difference would matter if it were sure.


@dataclass(frozen=True, slots=True)
class Shortfall:
    """About how many more people: for the difference that is seen, or (`is_for_quarter`) for any that would matter."""

    more: int
    is_for_quarter: bool


def shortfall_of(evidence: Evidence, reference: float, level: float, around: Interval) -> Shortfall | None:
    """What a place that is not clearly different lacks; None when it does not differ enough to matter, and we know.

    Too small is a difference of a quarter that can be chance: more people would make it sure, at this rate. So is a
    place that shows no such difference, when its interval (`around`) leaves room for a quarter more as well as for
    as much less: saying "no clear difference" of it would say something of which nothing is known.
    As if the counts were exact: what rounding adds is less than what saying "about" leaves open.
    """
    proportion, below = evidence.proportion, evidence.denominator
    if proportion is None or below is None or below.published is None:
        return None
    is_seen = not 1 / MATERIAL_RATIO < proportion / reference < MATERIAL_RATIO
    if not is_seen and not leaves_all_open(around, reference):
        return None
    # For a quarter: 0.8 times takes more people than 1.25 times, so from there on both would be clear.
    rate = proportion if is_seen else reference / MATERIAL_RATIO
    needed = population_for_verdict(rate, reference, level, below.published - below.least)
    # Not positive when rounding alone makes the interval so wide: more people would not help then.
    more = about(needed.population - below.published) if needed else 0
    return Shortfall(more, not is_seen) if more else None


def leaves_all_open(around: Interval, reference: float) -> bool:
    """Whether the proportion may be 1.25 times the reference as well as 0.8 times; what is above 100% bars nothing."""
    highest = reference * MATERIAL_RATIO
    return around.low <= reference / MATERIAL_RATIO and (around.high >= highest or highest >= 1)


def population_for_verdict(rate: float, reference: float, level: float, off_by: float = 0) -> Needed | None:
    """The number of people from which on `judge` calls it clear: by score, and also exactly while few are expected.

    `off_by`: how many fewer the population may be than published; it moves the end of "few" (see `answers`).
    """
    enough = smallest_population(rate, reference, by_score(reference, level))
    many = math.ceil(FEW_EXPECTED / min(reference, 1 - reference) + off_by)
    if enough is None or enough.population >= many:
        return enough
    exact = smallest_population(rate, reference, by_exact(reference, level))
    at_many = Needed(many, cases_among(many, Fraction(rate).limit_denominator(1_000_000))[0])
    return max(enough, min(at_many, exact or enough))


def about(number: float) -> int:
    """Rounded up to two significant digits: 548 is "about 550". Up, so that it does not promise too early."""
    if number <= 0:
        return 0
    step: int = 10 ** max(0, math.floor(math.log10(number)) - 1)
    return math.ceil(number / step) * step
