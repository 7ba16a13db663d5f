"""How many households can probably arrange for themselves what they need, and for how many that is too much to ask.

Haarlem's participation council asks for such an estimate per neighbourhood, without stigma (source document 003).
Nobody counts it, so it is an estimate from two published figures and four assumptions, all shown, all open to change.
It says something of a neighbourhood as a whole and nothing of any household.
"""

from dataclasses import dataclass

from services.profiles.domain.statistics.evidence import Count
from services.profiles.domain.statistics.intervals import Interval

SOURCE = "CBS, Materiële welvaart in Nederland 2020, § 8.1"
SOURCE_URL = (
    "https://longreads.cbs.nl/materiele-welvaart-in-nederland-2020/financiele-problemen-en-oordeel-financiele-situatie/"
)

AROUND_MINIMUM_LOW = 0.25
"""Of the tenth with the lowest incomes a quarter says it is hard to make ends meet (2019; SOURCE)."""
AROUND_MINIMUM_HIGH = 0.40
"""Of the second tenth nearly 40% does (2019; SOURCE)."""
OTHERS_LOW = 0.01
"""Of the fifth with the highest incomes 1 in 100 does (2019; SOURCE)."""
OTHERS_HIGH = 0.12
"""Of all households 12% does (2019; SOURCE)."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares (0 to 1) for whom arranging all by themselves is too much to ask: at least, and at most.

    That finding it hard to make ends meet stands for this is an assumption as well: other reasons are left out.
    """

    around_minimum: Interval
    others: Interval


USUAL = Assumptions(
    around_minimum=Interval(AROUND_MINIMUM_LOW, AROUND_MINIMUM_HIGH), others=Interval(OTHERS_LOW, OTHERS_HIGH)
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Numbers of households, from the least to the most."""

    can_cope: Interval
    too_much: Interval


def estimate_coping(around_minimum: Count, households: Count, assumed: Assumptions) -> Estimate:
    """The estimate for a place with these households, of which so many live around the social minimum.

    The interval carries the assumptions and what the source rounded away. It is not a 95% interval: how sure the
    assumptions are is not known.
    """
    edges = [
        (min(minimum, people), people)
        for minimum in (around_minimum.least, around_minimum.most)
        for people in (households.least, households.most)
    ]
    low = [_too_much(*edge, assumed.around_minimum.low, assumed.others.low) for edge in edges]
    high = [_too_much(*edge, assumed.around_minimum.high, assumed.others.high) for edge in edges]
    ends = list(zip(edges, low, high, strict=True))
    return Estimate(
        can_cope=Interval(
            min(people - most for (_, people), _, most in ends), max(p - least for (_, p), least, _ in ends)
        ),
        too_much=Interval(min(low), max(high)),
    )


def _too_much(around_minimum: float, households: float, of_minimum: float, of_others: float) -> float:
    return around_minimum * of_minimum + (households - around_minimum) * of_others
