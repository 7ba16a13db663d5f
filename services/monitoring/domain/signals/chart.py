"""A series with its baseline, its lines and its signals; or the reason why there are no lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from services.monitoring.domain.row_rules import RANGES
from services.monitoring.domain.signals.limits import (
    FEWEST,
    TRIAL_BELOW,
    Limits,
    Share,
    Spread,
    Values,
    share_limits,
    share_of,
    spread_of,
)
from services.monitoring.domain.signals.rules import Found, signals

NoLines = Literal["too_few", "too_much_hidden", "no_variation"]
HIDDEN_AT_MOST = Fraction(1, 4)
"""More of the baseline hidden, and what is left is only the high numbers."""
PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Baseline:
    """The stretch of a series from which its lines come, by place (the last one belongs to it)."""

    first: int
    last: int
    numbers: int
    hidden: int

    @property
    def is_trial(self) -> bool:
        return self.numbers < TRIAL_BELOW


@dataclass(frozen=True, slots=True)
class Chart:
    """Per number its lines and the rules it breaks. Without lines `no_lines` says why."""

    baseline: Baseline
    limits: Sequence[Limits | None]
    found: Sequence[Found]
    no_lines: NoLines | None = None


def baseline_of(values: Values, hidden: Sequence[bool], first: int | None = None, last: int | None = None) -> Baseline:
    """From the first number (or the one chosen) to the twelfth from there, to the last there is, or the one chosen."""
    known = [i for i, value in enumerate(values) if value is not None]
    start = first if first is not None else next(iter(known), 0)
    usual = [i for i in known if i >= start][:TRIAL_BELOW]
    end = last if last is not None else usual[-1] if usual else start - 1
    inside = range(start, end + 1)
    return Baseline(start, end, sum(i in inside for i in known), sum(hidden[i] for i in inside))


def chart_of_numbers(values: Values, baseline: Baseline, unit: str) -> Chart:
    """XmR: the lines of the baseline, the same for every number of the series."""
    spread = spread_of(values[baseline.first : baseline.last + 1])
    reason = _reason(baseline) or ("no_variation" if spread is None or spread.moving == 0 else None)
    if reason or spread is None:
        return _without_lines(values, baseline, reason)
    limits = [_possible(spread, unit)] * len(values)
    return Chart(baseline, limits, signals(values, limits))


def chart_of_shares(shares: Sequence[Share | None], baseline: Baseline) -> Chart:
    """p-chart, in per cent: the lines lie wider where fewer people are counted."""
    middle, values = (
        share_of(shares[baseline.first : baseline.last + 1]),
        [share.value if share else None for share in shares],
    )
    if reason := _reason(baseline):
        return _without_lines(values, baseline, reason)
    assert middle is not None
    limits = [share_limits(middle, share.of) if share else None for share in shares]
    found = signals(values, limits)
    return Chart(baseline, [_in_per_cent(lines) for lines in limits], found)


def _reason(baseline: Baseline) -> NoLines | None:
    if baseline.hidden > HIDDEN_AT_MOST * (baseline.numbers + baseline.hidden):
        return "too_much_hidden"
    return "too_few" if baseline.numbers < FEWEST else None


def _without_lines(values: Values, baseline: Baseline, reason: NoLines | None) -> Chart:
    return Chart(baseline, [None] * len(values), [{} for _ in values], reason)


def _possible(spread: Spread, unit: str) -> Limits:
    """Lines end where no number can be: below nothing, above 100 per cent."""
    lines, (lowest, highest) = spread.limits, RANGES.get(unit, (0, None))
    low = max(lines.low, Fraction(lowest))
    return Limits(lines.middle, low, lines.high if highest is None else min(lines.high, Fraction(highest)))


def _in_per_cent(lines: Limits | None) -> Limits | None:
    return lines and Limits(lines.middle * PER_CENT, lines.low * PER_CENT, lines.high * PER_CENT)
