"""Whether a rate really changed between the first and the last year of a series, or whether it can be chance."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.pair import Pair, judge_pair


@dataclass(frozen=True, slots=True)
class Change:
    """The last year with evidence beside the first: `pair` is the last minus the first."""

    first: int
    last: int
    pair: Pair


def change_of(years: Mapping[int, Evidence | None], *, comparisons: int = 1) -> Change | None:
    """The verdict on the change between the first and the last year that have a figure of the very same place.

    None is a year without one. The people of two years are taken as two groups, though most live there in both: what
    stays the same for somebody makes the change surer than it is called here, never less sure. One change is judged
    per indicator, however many years lie between, so years are no comparisons. None when there are no two such years.
    """
    known = [year for year, evidence in sorted(years.items()) if evidence is not None]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    then, now = years[first], years[last]
    assert then is not None
    assert now is not None
    return Change(first, last, judge_pair(now, then, comparisons=comparisons))
