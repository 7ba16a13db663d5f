"""What is known of regions over the years: as they were in each year, and what was recorded of their changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from services.profiles.domain.identity import UNCHANGED, Doubt, Snapshot, doubt_between


@dataclass(frozen=True, slots=True)
class RegionShare:
    """A recorded mapping: `share` of the people of `from_code` lives in `to_code` from `to_year` on."""

    from_year: int
    from_code: str
    to_year: int
    to_code: str
    share: Fraction
    from_name: str = ""
    to_name: str = ""
    basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """A region that counts for `share` of it; without a code: a part of the place that cannot be found back."""

    code: str | None
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Break:
    """A region whose identity over the years is not proved, and why."""

    code: str
    name: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Followed:
    """What regions of one year are in another. With `breaks` it is broken, else over `mappings`, else the same."""

    portions: tuple[Portion, ...]
    mappings: tuple[RegionShare, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def is_estimate(self) -> bool:
        """Whether only a part of some region counts: its figures are then multiplied by that part."""
        return any(portion.share != 1 for portion in self.portions)

    @property
    def codes(self) -> set[str]:
        return {portion.code for portion in self.portions if portion.code}


@dataclass(frozen=True)
class History:
    """Regions by code and year, and what was recorded of their changes. Names in a mapping stand in for a region."""

    regions: Mapping[tuple[str, int], Snapshot]
    mappings: Sequence[RegionShare] = ()

    @cached_property
    def named(self) -> Mapping[tuple[str, int], Snapshot]:
        told = ((m.from_code, m.from_year, m.from_name) for m in self.mappings if m.from_name)
        told_after = ((m.to_code, m.to_year, m.to_name) for m in self.mappings if m.to_name)
        named = {(code, year): Snapshot(code, year, name) for code, year, name in (*told, *told_after)}
        return named | dict(self.regions)

    @cached_property
    def flagged(self) -> Mapping[str, set[int]]:
        flagged: dict[str, set[int]] = {}
        for (code, year), region in self.regions.items():
            if region.changed not in (None, UNCHANGED):
                flagged.setdefault(code, set()).add(year)
        return flagged

    def name(self, code: str, year: int) -> str:
        return self.named[code, year].name if (code, year) in self.named else ""

    def doubt(self, code: str, one: int, other: int) -> Doubt | None:
        """Why the code may be another place in these two years, by its name, its borders and the source's flags."""
        if one == other:
            return None
        then, now = self.named.get((code, one)), self.named.get((code, other))
        if then is None or now is None:
            return Doubt.NOT_THERE
        return doubt_between(then, now, self.flagged.get(code, ()))
