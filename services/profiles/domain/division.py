"""How the municipality is divided into areas in a year, and what of that can be found back in the figures' year."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComposedOf:
    """One region of an area: its name when the area was composed, and its name in the year of the figures."""

    code: str
    name: str
    name_in_figures: str | None

    @property
    def is_same_place(self) -> bool:
        """Whether the figures are about this place: a code alone may be another place (facts.md §6)."""
        return self.name == self.name_in_figures


@dataclass(frozen=True, slots=True)
class AreaComposition:
    """An area with the regions it consists of."""

    id: str
    name: str
    regions: tuple[ComposedOf, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """All areas by name, as composed in `year`."""

    year: int
    areas: tuple[AreaComposition, ...]

    def area(self, area_id: str) -> AreaComposition | None:
        return next((area for area in self.areas if area.id == area_id), None)

    @property
    def countable(self) -> set[str]:
        """The codes of the regions whose figures may be used."""
        return {region.code for area in self.areas for region in area.regions if region.is_same_place}


def divide(year: int, rows: Iterable[tuple[str, str, str, str, str | None]]) -> Division:
    """Puts rows (area id, area name, region code, its name, its name in the figures' year) together, by area name."""
    names: dict[str, str] = {}
    regions: dict[str, list[ComposedOf]] = {}
    for area_id, area_name, code, name, name_in_figures in rows:
        names[area_id] = area_name
        regions.setdefault(area_id, []).append(ComposedOf(code, name, name_in_figures))
    by_name = sorted(names, key=lambda area_id: (names[area_id].casefold(), area_id))
    return Division(
        year, tuple(AreaComposition(area_id, names[area_id], tuple(regions[area_id])) for area_id in by_name)
    )


def area_ids(names: Iterable[str]) -> list[str]:
    """An id for each area, from its name: `de-wijert`, and `de-wijert-2` for another of that name."""
    ids: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        bare = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "gebied"
        times = sum(1 for other in ids if other == bare or re.fullmatch(rf"{bare}-\d+", other))
        ids.append(f"{bare}-{times + 1}" if times else bare)
    return ids
