"""How the municipality is divided into areas in a year, and what of that can be found back in the figures' year."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

from services.profiles.domain.lineage import Followed


@dataclass(frozen=True, slots=True)
class ComposedOf:
    """One region of an area, as it was called when the area was composed."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaComposition:
    """An area with the regions it consists of, and what these are in the figures' year."""

    id: str
    name: str
    regions: tuple[ComposedOf, ...]
    followed: Followed

    @property
    def keys(self) -> tuple[str, ...]:
        """Per part the code of the region whose own figures count whole; "" for what is lost or an estimate."""
        return tuple(part.code if part.code and part.share == 1 else "" for part in self.followed.portions)


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
        return {code for area in self.areas for code in area.followed.codes}


def divide(
    year: int, rows: Iterable[tuple[str, str, str, str]], followed: Callable[[Sequence[str]], Followed]
) -> Division:
    """Puts rows (area id, area name, region code, its name) together, by area name.

    `followed` says what regions of an area are in the figures' year.
    """
    names: dict[str, str] = {}
    regions: dict[str, list[ComposedOf]] = {}
    for area_id, area_name, code, name in rows:
        names[area_id] = area_name
        regions.setdefault(area_id, []).append(ComposedOf(code, name))
    by_name = sorted(names, key=lambda area_id: (names[area_id].casefold(), area_id))
    return Division(
        year,
        tuple(
            AreaComposition(
                area_id,
                names[area_id],
                tuple(regions[area_id]),
                followed([region.code for region in regions[area_id]]),
            )
            for area_id in by_name
        ),
    )


def area_ids(names: Iterable[str]) -> list[str]:
    """An id for each area, from its name: `de-wijert`, and `de-wijert-2` for another of that name."""
    ids: list[str] = []
    for name in names:
        ids.append(new_area_id(name, ids))
    return ids


def new_area_id(name: str, taken: Collection[str]) -> str:
    """An id of this name that no area has or had."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    bare = re.sub(r"[^a-z0-9]+", "-", plain)[:70].strip("-") or "gebied"
    return next(area_id for area_id in chain([bare], (f"{bare}-{n}" for n in count(2))) if area_id not in taken)
