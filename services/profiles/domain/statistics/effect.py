"""Whether a place changed otherwise than places like it: difference in differences, of rates and of their ratio.

It says *that* a change went otherwise, never why: who got help, who moved and what else happened are in it too.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval, wilson, z_of
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.reasons import Reason, no_proportion
from services.profiles.domain.statistics.verdict import Kind

LEAST_CASES = 10  # With fewer in one of the four groups the logarithm of a ratio is far from normal.
MATTERS_LOW, MATTERS_HIGH = 0.8, 1.25  # A fifth less or a quarter more: what would matter, as in `shortfall`.

Cell = tuple[float, float]
"""Cases and people."""


@dataclass(frozen=True, slots=True)
class Four:
    """The evidence of a place and of what it is set beside, before and after."""

    here_before: Evidence
    here_after: Evidence
    there_before: Evidence
    there_after: Evidence

    @property
    def all(self) -> tuple[Evidence, Evidence, Evidence, Evidence]:
        """In the order of the formulas: here after, here before, there after, there before."""
        return self.here_after, self.here_before, self.there_after, self.there_before


@dataclass(frozen=True, slots=True)
class Effect:
    """What can be said; None where there is no number.

    `difference`: the change here minus the change there, in proportions (-1 to 1). `ratio`: how many times as large
    the rate became here, divided by the same there. Intervals are 95%, widened by what rounding or secrecy may hide.
    """

    kind: Kind
    reason: Reason | None = None
    difference: float | None = None
    interval: Interval | None = None
    ratio: float | None = None
    ratio_interval: Interval | None = None
    is_approximation: bool = False
    is_estimate: bool = False


def judge_effect(four: Four, *, comparisons: int = 1) -> Effect:
    """The verdict on one of so many effects on a screen; "higher" is: rose more, or fell less, than there.

    Clear only when the difference of the rates and their ratio both say so, at every edge of what the counts can be:
    where rates were far apart before, one of the two alone can say what the other denies.
    """
    reason = next((why for each in four.all if (why := no_proportion(each))), None)
    if reason is None and any(each.proportion is None for each in four.all):
        reason = Reason.SECRET
    if reason is not None:
        return Effect(Kind.NO_FIGURE, reason)
    around = list(_at_edges(four, 0.95))
    ratios = [ratio for _, ratio in around if ratio is not None]
    whole = Interval(min(each.low for each, _ in around), max(each.high for each, _ in around))
    of_ratio = Interval(min(e.low for e in ratios), max(e.high for e in ratios)) if len(ratios) == len(around) else None
    seen = _seen(four)
    return Effect(
        _kind(four, of_ratio, comparisons),
        None,
        difference_of(*seen),
        whole,
        ratio_of(*seen) if of_ratio else None,
        of_ratio,
        is_approximation=any(each.is_approximation for each in four.all),
        is_estimate=any(each.is_estimate for each in four.all),
    )


def difference_of(here_after: Cell, here_before: Cell, there_after: Cell, there_before: Cell) -> float:
    """(here after − here before) − (there after − there before), of rates as proportions."""
    after, before, other_after, other_before = (x / n for x, n in (here_after, here_before, there_after, there_before))
    return (after - before) - (other_after - other_before)


def difference_interval(cells: tuple[Cell, Cell, Cell, Cell], confidence: float) -> Interval:
    """Square-and-add of the four Wilson intervals, as Newcombe's method 10 does for two.

    The four groups are taken as independent. Most people live there in both years, which makes the true interval
    narrower: ours calls less clear, never more. Source: Newcombe 1998; Zou & Donner 2008 (MOVER), Statistics in
    Medicine 27:1693-1702.
    """
    rates = [count / people for count, people in cells]
    around = [wilson(*cell, confidence) for cell in cells]
    down = [rate - each.low for rate, each in zip(rates, around, strict=True)]
    up = [each.high - rate for rate, each in zip(rates, around, strict=True)]
    middle = difference_of(*cells)
    return Interval(
        middle - math.hypot(down[0], up[1], up[2], down[3]), middle + math.hypot(up[0], down[1], down[2], up[3])
    )


def ratio_of(here_after: Cell, here_before: Cell, there_after: Cell, there_before: Cell) -> float:
    """(here after / here before) / (there after / there before), of rates; all four counts above 0."""
    after, before, other_after, other_before = (x / n for x, n in (here_after, here_before, there_after, there_before))
    return (after / before) / (other_after / other_before)


def ratio_interval(cells: tuple[Cell, Cell, Cell, Cell], confidence: float) -> Interval | None:
    """exp(log ratio ± z·√Σ(1/count)); None with a count of 0. Source: facts.md §7; Rothman, Modern Epidemiology."""
    if any(count <= 0 for count, _ in cells):
        return None
    middle, reach = math.log(ratio_of(*cells)), z_of(confidence) * math.sqrt(sum(1 / count for count, _ in cells))
    return Interval(math.exp(middle - reach), math.exp(middle + reach))


def _seen(four: Four) -> tuple[Cell, Cell, Cell, Cell]:
    one, two, three, last = (_published(each) for each in four.all)
    return one, two, three, last


def _published(evidence: Evidence) -> Cell:
    above, below = evidence.numerator, evidence.denominator
    assert above is not None
    assert below is not None
    return above.published or 0.0, below.published or 0.0


def _at_edges(four: Four, confidence: float) -> Iterator[tuple[Interval, Interval | None]]:
    for cells in product(*(list(dict.fromkeys(each.corners())) for each in four.all)):
        edge = (cells[0], cells[1], cells[2], cells[3])
        yield difference_interval(edge, confidence), ratio_interval(edge, confidence)


def _kind(four: Four, of_ratio: Interval | None, comparisons: int) -> Kind:
    if of_ratio is None or any(count < LEAST_CASES for count, _ in _seen(four)):
        return Kind.TOO_SMALL
    answers = {_answer(*each) for each in _at_edges(four, 1 - level_for(comparisons))}
    if len(answers) > 1:
        return Kind.UNDECIDED_ROUNDING
    kind = answers.pop()
    nothing_known = of_ratio.low < MATTERS_LOW and of_ratio.high > MATTERS_HIGH
    return Kind.TOO_SMALL if kind is Kind.NO_CLEAR_DIFFERENCE and nothing_known else kind


def _answer(difference: Interval, ratio: Interval | None) -> Kind:
    if ratio is None:
        return Kind.NO_CLEAR_DIFFERENCE
    if difference.low > 0 and ratio.low > 1:
        return Kind.CLEARLY_HIGHER
    return Kind.CLEARLY_LOWER if difference.high < 0 and ratio.high < 1 else Kind.NO_CLEAR_DIFFERENCE
