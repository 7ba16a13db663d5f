"""Small places pulled towards the whole, as far as their size gives reason to: for maps and for savings estimates."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """What the places together say: their mean rate (per person), and how much true rates vary around it."""

    mean: float
    variance: float  # In squared rates; 0 when chance explains all variation.


def prior_by_moments(observed: Sequence[float], populations: Sequence[float]) -> Prior:
    """The mean rate and the true variance: what remains after taking off the variation that chance alone makes.

    s² = Σ n(r−m)²/Σn and A = s² − m/n̄, at least 0. Source: Marshall 1991, Applied Statistics 40:283-294.
    """
    people = sum(populations)
    mean = sum(observed) / people
    spread = sum(n * (o / n - mean) ** 2 for o, n in zip(observed, populations, strict=True)) / people
    return Prior(mean, max(0.0, spread - mean * len(populations) / people))


def shrunk(observed: float, population: float, prior: Prior) -> float:
    """A place's rate (per person) pulled towards the mean: m + A/(A + m/n)·(r − m).

    A place of 60 people goes nearly all the way, one of 3,000 keeps most of its own rate. A better guess of next
    year's rate than this year's; not a verdict. Source: Marshall 1991.
    """
    if prior.variance == 0:
        return prior.mean
    weight = prior.variance / (prior.variance + prior.mean / population)
    return prior.mean + weight * (observed / population - prior.mean)


def shrunk_ratio(observed: float, expected: float, alpha: float, beta: float) -> float:
    """A ratio observed / expected pulled towards alpha / beta: (O + α)/(E + β).

    α and β are a gamma prior's shape and rate: as if β more cases had been expected and α seen.
    Source: Clayton & Kaldor 1987, Biometrics 43:671-681.
    """
    return (observed + alpha) / (expected + beta)
