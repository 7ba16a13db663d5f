"""How likely so large a difference with a fixed reference would be by chance alone."""

import math

from services.profiles.domain.statistics.tails import binomial_at_least, binomial_at_most

FEW_EXPECTED = 10  # With fewer expected on either side, the normal curve finds differences too easily.


def z_score(count: float, population: float, reference: float) -> float:
    """How many standard errors count / population lies above (or, negative, below) the reference proportion.

    The standard error is the reference's, √(p0(1−p0)/n). The score falls as `population` grows and rises with `count`,
    so over a box of possible counts and populations it is most extreme in the box's corners.
    Source: the score test that belongs to Wilson's interval; APHO Technical Briefing 3.
    """
    return (count - population * reference) / math.sqrt(population * reference * (1 - reference))


def score_p(count: float, population: float, reference: float) -> float:
    """The two-sided p-value (0 to 1) of `z_score` under the normal curve."""
    return math.erfc(abs(z_score(count, population, reference)) / math.sqrt(2))


def exact_p(count: float, population: float, reference: float) -> float:
    """The two-sided exact binomial p-value: twice the tail at what was seen, at most 1.

    A count that is not whole (an approximation) is taken at the whole number on the reference's side, a population at
    the whole number that makes the difference smaller; both make the answer more careful.
    Source: Clopper & Pearson 1934 (their interval leaves out what this test rejects).
    """
    if count > population * reference:
        tail = binomial_at_least(math.floor(count), math.ceil(population), reference)
    else:
        tail = binomial_at_most(math.ceil(count), math.floor(population), reference)
    return min(1.0, 2 * tail)


def are_few_expected(population: float, reference: float) -> bool:
    """Whether fewer than ten people are expected with, or fewer than ten without, what is counted."""
    return population * min(reference, 1 - reference) < FEW_EXPECTED


def p_value(count: float, population: float, reference: float, *, few: bool) -> float:
    """The p-value our verdicts use: the score test, and with `few` expected the exact test must agree (the larger p).

    Why the score test: Wilson's interval and the funnel's lines are the same test drawn in two other ways, so the
    page, the plot and the verdict say one thing; and it takes approximated counts. Why the guard: with 0.03 cases
    expected, one child would lie outside the 99.8% line, while that happens in 3 such places of 100.
    """
    by_score = score_p(count, population, reference)
    return max(by_score, exact_p(count, population, reference)) if few else by_score
