"""What must hold of mappings before they are recorded: figures of years are going to be shown over them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.profiles.domain.identity import is_same_name
from services.profiles.domain.lineage import RegionShare


@dataclass(frozen=True, slots=True)
class MappingFault:
    """A rule that is broken by the mapping at this place in the list: its field, and the facts of its sentence."""

    place: int
    field: str
    rule: str
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


def mapping_faults(mappings: Sequence[RegionShare], names: Mapping[tuple[str, int], str]) -> list[MappingFault]:
    """All that is wrong with this list; `names` are the regions we have, by code and year."""
    found = [fault for place, mapping in enumerate(mappings) for fault in _of_one(place, mapping, names)]
    return sorted([*found, *_of_sums(mappings)], key=lambda fault: fault.place)


def _of_one(place: int, mapping: RegionShare, names: Mapping[tuple[str, int], str]) -> Iterator[MappingFault]:
    if mapping.to_year <= mapping.from_year:
        yield MappingFault(place, "to_year", "not-forward")
    if not 0 < mapping.share <= 1:
        yield MappingFault(place, "share", "no-share")
    if mapping.from_code[:2] != mapping.to_code[:2]:
        yield MappingFault(place, "to_code", "other-level")
    ends = (
        ("from", mapping.from_code, mapping.from_year, mapping.from_name),
        ("to", mapping.to_code, mapping.to_year, mapping.to_name),
    )
    for end, code, year, said in ends:
        known = names.get((code, year))
        if known is None and not said:
            yield MappingFault(place, f"{end}_name", "name-needed", {"code": code, "year": year})
        if known is not None and said and not is_same_name(known, said):
            facts: dict[str, str | int] = {"code": code, "year": year, "known": known, "said": said}
            yield MappingFault(place, f"{end}_name", "other-name", facts)


def _of_sums(mappings: Sequence[RegionShare]) -> Iterator[MappingFault]:
    """A place can be said once, and of the people of one region no more than all can live elsewhere."""
    seen: set[tuple[int, str, int, str]] = set()
    sums: dict[tuple[int, str, int], Fraction] = defaultdict(Fraction)
    for place, mapping in enumerate(mappings):
        origin = (mapping.from_year, mapping.from_code, mapping.to_year)
        if (*origin, mapping.to_code) in seen:
            yield MappingFault(place, "to_code", "twice", {"code": mapping.from_code, "to_code": mapping.to_code})
        seen.add((*origin, mapping.to_code))
        before, sums[origin] = sums[origin], sums[origin] + mapping.share
        if before <= 1 < sums[origin]:
            yield MappingFault(place, "share", "more-than-all", {"code": mapping.from_code, "year": mapping.to_year})
