"""From verdicts to what the contract says of them, in the unit of their indicator."""

from decimal import Decimal

from services.profiles.contract.comparisons import DifferenceView, IntervalView, VerdictView
from services.profiles.domain.apart import are_apart
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.statistics.pair import judge_pair
from services.profiles.domain.statistics.verdict import Kind, Verdict
from services.profiles.store.tables import Indicator
from services.profiles.usecases.compare_places import Compared, Judged, Place

PER_PROPORTION = 100
"""A share that is not computed by us is a percentage: 0.145 is 14.5."""


def verdict_view(row: Indicator, judged: Judged, against: str, compared: int) -> VerdictView:
    """A verdict in the unit of its indicator, one decimal finer than its figure."""
    verdict, found = judged.verdict, judged.difference
    is_rounding = verdict.kind is Kind.UNDECIDED_ROUNDING
    return VerdictView.model_validate(
        {
            "against": against,
            "referenceOf": "parts" if judged.is_beside_parts else against,
            "unplaced": round(Decimal(repr(judged.unplaced)), 3) or None,
            "kind": verdict.kind.value,
            "reason": verdict.reason and verdict.reason.value,
            "interval": interval_view(row, verdict.interval),
            "reference": None if verdict.reference is None else in_unit(row, verdict.reference),
            "difference": None if found is None or found.seen is None else in_unit(row, found.seen),
            "differenceInterval": interval_view(row, found.interval if found else None),
            "differenceByRounding": interval_view(row, found.by_rounding if found and is_rounding else None),
            "moreNeeded": verdict.more_needed,
            "moreNeededFor": _needed_for(verdict),
            "compared": compared,
            "isApproximation": verdict.is_approximation,
            "isEstimate": verdict.is_estimate,
        }
    )


def _needed_for(verdict: Verdict) -> str | None:
    if verdict.more_needed is None:
        return None
    return "a_quarter" if verdict.is_for_quarter else "this_difference"


def difference_view(compared: Compared, row: Indicator, place: Place) -> DifferenceView:
    """A place beside the first one, when neither is part of the other."""
    first, pairs = compared.places[0], len(compared.places) - 1
    pair = {"place": place.key, "than": first.key, "compared": pairs}
    if not are_apart(place.regions, first.regions):
        return DifferenceView.model_validate(pair | {"kind": "no_figure", "reason": "overlapping"})
    judged = judge_pair(compared.evidence_of(row.code, place), compared.evidence_of(row.code, first), comparisons=pairs)
    found = {
        "kind": judged.kind.value,
        "reason": judged.reason and judged.reason.value,
        "difference": None if judged.difference is None else in_unit(row, judged.difference),
        "interval": interval_view(row, judged.interval),
        "isApproximation": judged.is_approximation,
        "isEstimate": judged.is_estimate,
    }
    return DifferenceView.model_validate(pair | found)


def in_unit(row: Indicator, proportion: float) -> Decimal:
    """A proportion (0 to 1) in the unit of its indicator, one decimal finer than its figure."""
    return round(Decimal(repr(proportion)) * (row.factor or PER_PROPORTION), row.decimals + 1)


def interval_view(row: Indicator, of: Interval | None) -> IntervalView | None:
    """From low to high in the unit of its indicator; None when there is none."""
    return None if of is None else IntervalView(low=in_unit(row, of.low), high=in_unit(row, of.high))
