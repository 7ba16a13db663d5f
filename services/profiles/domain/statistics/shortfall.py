"""About how many more people it would take to be sure of a difference that would matter."""

import math
from fractions import Fraction

from services.profiles.domain.statistics.chance import FEW_EXPECTED
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.needed import Needed, by_exact, by_score, cases_among, smallest_population

MATERIAL_RATIO = 1.25  # From here, or from its inverse 0.8 down, a difference would matter if it were sure.


def more_needed(evidence: Evidence, reference: float, level: float) -> int | None:
    """About how many more people, at this rate; None when the difference would not matter, or the rate is not known.

    As if the counts were exact: what rounding adds is less than what saying "about" leaves open.
    """
    proportion, below = evidence.proportion, evidence.denominator
    if proportion is None or below is None or below.published is None:
        return None
    if 1 / MATERIAL_RATIO < proportion / reference < MATERIAL_RATIO:
        return None
    needed = population_for_verdict(proportion, reference, level, below.published - below.least)
    return about(needed.population - below.published) if needed else None


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
