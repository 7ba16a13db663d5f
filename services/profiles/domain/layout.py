"""What must hold of a division of the municipality into areas: every place in one area at most."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.profiles.domain.identity import is_same_name

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class District:
    """A district with the code and name of each of its neighbourhoods."""

    code: str
    name: str
    neighbourhoods: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenArea:
    """An area as somebody chose it; without an id it is new."""

    id: str | None
    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """A rule that is broken by the area at this place in the list, with the facts of its sentence."""

    place: int
    rule: str
    facts: Mapping[str, str]


def layout_faults(areas: Sequence[ChosenArea], districts: Sequence[District]) -> list[LayoutFault]:
    """All that is wrong: a region in two areas, a district beside its own neighbourhood, two areas of one name."""
    found = [*_of_regions(areas, districts), *_of_names(areas)]
    return sorted(found, key=lambda fault: fault.place)


def uncovered(chosen: set[str], districts: Sequence[District]) -> list[Named]:
    """What belongs to no area: whole districts, or of a district that is chosen in part the neighbourhoods left."""
    left: list[Named] = []
    for district in districts:
        if district.code in chosen:
            continue
        loose = [named for named in district.neighbourhoods if named[0] not in chosen]
        if len(loose) == len(district.neighbourhoods):
            left.append((district.code, district.name))
        else:
            left.extend(loose)
    return left


def _of_regions(areas: Sequence[ChosenArea], districts: Sequence[District]) -> Iterator[LayoutFault]:
    names = {district.code: district.name for district in districts}
    within: dict[str, str] = {}
    for district in districts:
        names.update(district.neighbourhoods)
        within.update(dict.fromkeys((code for code, _ in district.neighbourhoods), district.code))
    owner: dict[str, str] = {}
    for place, area in enumerate(areas):
        for code in area.regions:
            facts = {"region": names.get(code, code), "area": area.name, "other": owner.get(code, "")}
            if code not in names:
                yield LayoutFault(place, "unknown-region", facts)
            elif code in owner:
                yield LayoutFault(place, "region-twice", facts)
            owner.setdefault(code, area.name)
    for place, area in enumerate(areas):
        for code in area.regions:
            around = within.get(code, "")
            if around in owner:
                facts = {"region": names[code], "district": names[around], "other": owner[around]}
                yield LayoutFault(place, "within-each-other", facts)


def _of_names(areas: Sequence[ChosenArea]) -> Iterator[LayoutFault]:
    times = Counter(area.id for area in areas if area.id)
    for place, area in enumerate(areas):
        if any(is_same_name(area.name, other.name) for other in areas[:place]):
            yield LayoutFault(place, "same-name", {"area": area.name})
        if area.id and times[area.id] > 1:
            yield LayoutFault(place, "area-twice", {"area": area.name})
