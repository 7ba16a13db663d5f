"""As many as one would expect with this make-up of the population? Indirect standardisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.profiles.domain.statistics.intervals import Interval, of_count


@dataclass(frozen=True, slots=True)
class StandardisedRatio:
    """Observed and expected cases, their ratio (1 is as expected) and its interval."""

    observed: int
    expected: float
    ratio: float
    interval: Interval


def expected_cases(populations: Sequence[float], reference_rates: Sequence[float]) -> float:
    """How many cases there would be, if each group (age, sex) had the reference's rate (cases per person, 0 to 1).

    Raises ValueError when the two do not have the same number of groups. Source: PHE Technical Guide.
    """
    return sum(people * rate for people, rate in zip(populations, reference_rates, strict=True))


def standardise(observed: int, expected: float, confidence: float = 0.95) -> StandardisedRatio | None:
    """Observed / expected with its interval: that of the observed count, divided by the expected one.

    Ratios of two places are not to be compared with each other: each has its own make-up for weights. None when
    nothing is expected. Source: PHE Technical Guide, indirectly standardised ratios; APHO Technical Briefing 3.
    """
    if expected <= 0:
        return None
    around = of_count(observed, confidence)
    return StandardisedRatio(
        observed, expected, observed / expected, Interval(around.low / expected, around.high / expected)
    )
