"""Judges places against a reference: chance, rounding, secrecy, small numbers and how many were compared.

The reference (municipality or country) is taken as fixed, though the place is part of it. Setting the place against
the *rest* is the same test with z times √(N/(N−n)): ours never calls a difference clear that the other would not, and
for a place of 8% of its municipality asks for 798 people where the other asks for 755 (oracle C4b). In return the
interval, the funnel and the verdict agree, and one formula serves for municipality and country. So a reference must
be a large group that contains the place; two places beside each other need `intervals.difference`.
"""

from collections.abc import Sequence

from services.profiles.domain.statistics.answers import Answer, answers, careful_p, interval, published_p
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.many import FALSE_SHARE, benjamini_hochberg, level_for, level_of_all
from services.profiles.domain.statistics.reasons import Reason, no_proportion, why_not
from services.profiles.domain.statistics.shortfall import shortfall_of
from services.profiles.domain.statistics.verdict import Kind, Verdict

CLEAR = {frozenset({Answer.HIGHER}): Kind.CLEARLY_HIGHER, frozenset({Answer.LOWER}): Kind.CLEARLY_LOWER}
NOT_BEYOND_CHANCE = {Answer.NEITHER}


def judge(evidence: Evidence, reference: float | None, *, comparisons: int = 1) -> Verdict:
    """The verdict on a place that is one of `comparisons` on this screen (`many.level_for` says what that changes).

    `reference` is a proportion (0 to 1) counted the same way, of so many people that its own rounding is negligible. In
    The Hague 7% of the young people with care are in no district: there it is that of all districts together.
    """
    return _judge(evidence, reference, level_for(comparisons), None)


def judge_all(places: Sequence[tuple[Evidence, float | None]], false_share: float = FALSE_SHARE) -> list[Verdict]:
    """The verdicts on many places with their references, in the order given, by Benjamini-Hochberg.

    Of the differences it calls clear, at most `false_share` are chance on average. It finds more than `judge` where
    many places really differ; but a verdict then depends on the other places, so say which were looked at together.
    """
    p_values = [_careful_p(*place) for place in places]
    tested = [p for p in p_values if p is not None]
    adjusted, level = iter(benjamini_hochberg(tested)), level_of_all(tested, false_share)
    return [
        _judge(*place, level, None if p is None else next(adjusted)) for place, p in zip(places, p_values, strict=True)
    ]


def _judge(evidence: Evidence, reference: float | None, level: float, adjusted_p: float | None) -> Verdict:
    kind, reason, lacking, p = Kind.NO_FIGURE, why_not(evidence, reference), None, None
    around = interval(evidence) if no_proportion(evidence) is None else None
    if reference is not None and around is not None and reason is None:
        found, p = answers(evidence, reference, level), published_p(evidence, reference)
        if found != NOT_BEYOND_CHANCE:
            kind = CLEAR.get(frozenset(found), Kind.UNDECIDED_ROUNDING)
        elif evidence.proportion is not None:
            lacking = shortfall_of(evidence, reference, level, around)
            kind = Kind.TOO_SMALL if lacking else Kind.NO_CLEAR_DIFFERENCE
        if evidence.is_estimate and kind is Kind.UNDECIDED_ROUNDING:
            kind, reason = Kind.NO_FIGURE, Reason.ESTIMATED
        if evidence.proportion is None and kind not in CLEAR.values():
            kind, reason = Kind.NO_FIGURE, Reason.SECRET
    return Verdict(
        kind=kind,
        reason=reason,
        proportion=evidence.proportion if no_proportion(evidence) is None else None,
        interval=around,
        reference=reference,
        p=p,
        adjusted_p=adjusted_p,
        level=level,
        more_needed=lacking.more if lacking else None,
        is_for_quarter=lacking is not None and lacking.is_for_quarter,
        is_approximation=evidence.is_approximation,
        is_estimate=evidence.is_estimate,
    )


def _careful_p(evidence: Evidence, reference: float | None) -> float | None:
    return None if reference is None or why_not(evidence, reference) else careful_p(evidence, reference)
