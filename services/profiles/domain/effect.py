"""Which years and which places an effect is judged over, and what may be concluded from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.profiles.domain.similar import LEAST_INDICATORS, Column, most_alike, scale_of
from services.profiles.domain.statistics.effect import Effect
from services.profiles.domain.statistics.verdict import Kind

FURTHEST = 3  # Years: a figure further away is about another time.
GROUP = 5  # Places that stand beside one, when so many are alike.
LEAST_GROUP = 2  # One other place is no group: whatever happened there alone would be the measure.


class Conclusion(StrEnum):
    """What may be said of one care figure of a place, after a year in which money was spent there."""

    TOO_EARLY = "too_early"  # There is no figure of a year after it yet.
    NO_BEFORE = "no_before"  # There is none of a year before it.
    NO_COMPARISON = "no_comparison"  # Fewer than two other places have these figures.
    ALREADY_APART = "already_apart"  # Before the money it went otherwise here too, so what came after says nothing.
    FELL_MORE = "fell_more"
    ROSE_MORE = "rose_more"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    UNDECIDED_ROUNDING = "undecided_rounding"
    TOO_SMALL = "too_small"
    NO_FIGURE = "no_figure"


CLEAR = {Kind.CLEARLY_HIGHER: Conclusion.ROSE_MORE, Kind.CLEARLY_LOWER: Conclusion.FELL_MORE}
OTHER = {
    Kind.NO_CLEAR_DIFFERENCE: Conclusion.NO_CLEAR_DIFFERENCE,
    Kind.UNDECIDED_ROUNDING: Conclusion.UNDECIDED_ROUNDING,
    Kind.TOO_SMALL: Conclusion.TOO_SMALL,
    Kind.NO_FIGURE: Conclusion.NO_FIGURE,
}


@dataclass(frozen=True, slots=True)
class Years:
    """The years a figure is taken from. `earlier` is a year before `before`, to see whether places went together."""

    before: int | None
    after: int | None
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """What a place is set beside: the nearest on `measures`, or all others when too little is known to choose."""

    places: Sequence[str]
    measures: Sequence[str]


def years_around(spent: int, known: Collection[int], told: Collection[int]) -> Years:
    """The nearest year with a figure on each side of the year of the money, which itself is neither.

    At most three years away: what is further is about other children. `known`: the years with a figure of this place;
    where there is none, a year of which the source `told` others is named, so that "too early" is not said of it.
    """
    before = _last(known, spent) or _last(told, spent)
    after = _first(known, spent) or _first(told, spent)
    return Years(before, after, _last(known, before) if before else None)


def _last(years: Collection[int], until: int) -> int | None:
    return max((year for year in years if until - FURTHEST <= year < until), default=None)


def _first(years: Collection[int], since: int) -> int | None:
    return min((year for year in years if since < year <= since + FURTHEST), default=None)


def group_of(here: str, candidates: Collection[str], columns: Mapping[str, Column]) -> Group | None:
    """The comparison group among `candidates`, which have the figures that are needed; None with fewer than two.

    Chosen on who lives there and how, never on care: otherwise the group would be chosen by what is measured. A
    figure that one of them lacks is left out, so that nobody stays out of the group for want of a figure.
    """
    others = sorted(set(candidates) - {here})
    if len(others) < LEAST_GROUP:
        return None
    everybody = {*others, here}
    among = {
        code: {key: column[key] for key in everybody} for code, column in columns.items() if everybody <= column.keys()
    }
    scales = {code: scale_of(column) for code, column in among.items()}
    alike = most_alike(here, among, scales, everybody, GROUP)
    nearest = [each.key for each in alike.nearest]
    if len(nearest) < LEAST_GROUP or len(alike.scales) < LEAST_INDICATORS:
        return Group(others, [])
    return Group(nearest, list(alike.scales))


def conclude(
    years: Years, known: Collection[int], group: Group | None, effect: Effect | None, earlier: Effect | None
) -> Conclusion:
    """What may be said. `earlier` is the same calculation over the years before the money: nothing should be seen."""
    if years.after is None:
        return Conclusion.TOO_EARLY
    if years.before is None:
        return Conclusion.NO_BEFORE
    if not {years.before, years.after} <= set(known):
        return Conclusion.NO_FIGURE
    if group is None or effect is None:
        return Conclusion.NO_COMPARISON
    if effect.kind not in CLEAR:
        return OTHER[effect.kind]
    return Conclusion.ALREADY_APART if earlier and earlier.kind in CLEAR else CLEAR[effect.kind]
