"""From figures to what chance, rounding and small numbers let us say: the evidence behind a rate, and the verdict.

The formulae are in `statistics/`; here it is decided which figures go into them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, reduce
from operator import add

from services.profiles.domain.aggregate import LEAST_COVERAGE, Kind
from services.profiles.domain.catalogue import UNKNOWN, Recipe, Values
from services.profiles.domain.lineage import Portion
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.verdict import Verdict
from services.profiles.domain.values import Value

EXACT_LEVELS = ("NL", "GM")
"""Statistics Netherlands rounds populations of districts and neighbourhoods only (facts.md §6, trap 4)."""

UNPLACED = 0.01
"""From this share on a place is judged beside all places together, and no longer beside the municipality's own rate."""

EVERYWHERE = 0.95
"""With this part of the group the places are all places; the rest is rounding."""

OFF_BY = {"random_5": 4, "fives": 2, "tens": 5, "hundreds": 50, "exact": 0, "own": 0}
"""A municipality counts its own cases; of what it rounds itself before it delivers we do not know."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a stored count was rounded: the code of the catalogue, or of each of the columns that were added up."""

    codes: tuple[str, ...]

    def count(self, region: str, value: Value) -> Count | None:
        """The count with what it may be off; None when there is none, or when we do not know how it was rounded."""
        if value.number is None or not self.codes:
            return None
        if self.codes == ("care_5",):
            return Count.care_5(value.number)
        most = _off_by(self.codes, region.startswith(EXACT_LEVELS))
        return None if most is None else Count.off_by(value.number, most)


@cache
def _off_by(codes: tuple[str, ...], is_exact: bool) -> int | None:
    """How much counts rounded in these ways may be off together; None when one of the ways is unknown."""
    if any(code not in OFF_BY for code in codes):
        return None
    return sum(0 if is_exact and code == "random_5" else OFF_BY[code] for code in codes)


def evidence_of(
    recipe: Recipe, regions: Sequence[str | Portion], values: Values, roundings: Mapping[str, Rounding], step: float
) -> Evidence:
    """What is known about a rate of these regions together: the counts above and below the line.

    A computed rate has its own two counts. A share the source gives (a percentage in steps of `step`) of a group whose
    size is known is a stated approximation. What is no part of a whole has no evidence, and a rate the source gives is
    no percentage: it counts what may happen twice to one person, and its count is not given. Regions of which one of
    the two is unknown are left out of both; with less than 80% of the group known there is none (as for a figure).
    When nothing is known above the line, the group is still told: everybody, unless the size of a region is unknown.
    Of a region that counts for a share, the group is that share; of who has it in that group anything is possible.
    """
    above, below = recipe.numerator or recipe.code, recipe.denominator
    if recipe.kind not in (Kind.SHARE, Kind.RATE):
        return Evidence(None, None, is_proportion=False)
    if below is None or (recipe.kind is Kind.RATE and recipe.numerator is None):
        return Evidence(None, None)
    parts: list[tuple[Count | None, Count | None]] = []
    shares = [(each, Fraction(1)) if isinstance(each, str) else (each.code or "", each.share) for each in regions]
    for region, share in shares:
        whole = roundings[below].count(region, values.get((region, below), UNKNOWN))
        if whole is None:
            parts.append((None, None))
            continue
        some = _numerator(recipe, region, values.get((region, above), UNKNOWN), whole, roundings, step)
        if share != 1:
            some, whole = some and some.among(share, whole), whole.times(share)
        parts.append((some, whole))
    is_estimate = any(share != 1 for _, share in shares)
    return replace(_added(recipe, parts), is_estimate=is_estimate)


def unplaced(parts: Evidence, whole: Evidence) -> float:
    """The share (0 to 1) of the people counted in the whole that are in none of its parts; 0 when it is not known.

    Of 7% of the young people with care in The Hague in 2019 the district is unknown (facts.md §6, trap 3): beside the
    municipality's own rate its districts look lower than they are. When parts themselves are missing (the places hold
    less than 95% of the group), it cannot be known and is 0.
    """
    if not (whole.numerator and whole.denominator and parts.numerator and parts.denominator):
        return 0.0
    above, of_whole = parts.numerator.published, whole.numerator.published
    below, of_all = parts.denominator.published, whole.denominator.published
    if above is None or below is None or not of_whole or not of_all or below < EVERYWHERE * of_all:
        return 0.0
    return max(0.0, 1 - above / of_whole)


def verdict_of(evidence: Evidence, reference: Evidence, compared: int) -> Verdict:
    """The verdict on a place that is one of `compared`, beside a municipality or country by the same definition."""
    return judge(evidence, reference.proportion, comparisons=compared)


def _numerator(
    recipe: Recipe, region: str, value: Value, whole: Count, roundings: Mapping[str, Rounding], step: float
) -> Count | None:
    if recipe.numerator:
        return roundings[recipe.numerator].count(region, value)
    return None if value.number is None or value.number > 100 else Count.share_of(value.number, whole, step)


def _added(recipe: Recipe, parts: Sequence[tuple[Count | None, Count | None]]) -> Evidence:
    groups = [below for _, below in parts if below is not None]
    known = [(above, below) for above, below in parts if above is not None and below is not None]
    everybody = sum(below.published or 0 for below in groups)
    if not known or not everybody:
        return Evidence(None, _together(groups) if len(groups) == len(parts) else None)
    if sum(below.published or 0 for _, below in known) < float(LEAST_COVERAGE) * everybody:
        return Evidence(None, None)
    return Evidence(
        _together([above for above, _ in known]),
        _together([below for _, below in known]),
        is_approximation=not recipe.numerator,
    )


def _together(counts: Sequence[Count]) -> Count | None:
    return reduce(add, counts) if counts else None
