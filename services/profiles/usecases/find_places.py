"""Say where a place lies and what lies in it, and find places by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownArea
from services.profiles.domain.division import AreaComposition
from services.profiles.store.areas import Home, find_division, get_home
from services.profiles.store.place_queries import find_below, find_named, find_to_choose
from services.profiles.store.queries import COUNTRY, get_region
from services.profiles.store.tables import Region
from services.profiles.usecases.compare_places import is_area

MOST_TO_CHOOSE = 1000
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A region or an area: its code or id, its name, what kind, and the municipality it lies in."""

    key: str
    name: str
    level: str
    municipality: str | None = None
    municipality_name: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A place with what it lies in (largest first) and what lies in it."""

    year: int
    place: Spot
    above: Sequence[Spot]
    below: Sequence[Spot]


async def locate(session: Session, key: str, year: int) -> Located:
    """Where a region or an area lies, in the year that answers. Raises UnknownRegion, UnknownArea, NoFigures."""
    if is_area(key):
        return await _locate_area(session, key, await get_home(session, year))
    region = await get_region(session, key, year)
    codes = [COUNTRY, region.municipality or "", region.parent or ""]
    known = await find_named(session, codes, region.year)
    owner = known[region.municipality].name if region.municipality in known else None
    above = [known[code] for code in dict.fromkeys(codes) if code in known and code != key]
    below = await find_below(session, region)
    its_name = region.name if region.level == "municipality" else owner
    return Located(
        region.year,
        _spot(region, owner),
        [_spot(found, owner) for found in above],
        [_spot(found, its_name) for found in below],
    )


async def choose_places(session: Session, year: int, text: str | None) -> tuple[int, list[Spot], bool]:
    """Places to choose from, of one year; whether more were found than are given. Raises NoFigures.

    The year is the newest in which the home municipality has districts: a later table may have municipalities only.
    """
    home = await get_home(session, year)
    figures_year = home.figures_year
    most = MOST_FOUND if text else MOST_TO_CHOOSE
    regions = await find_to_choose(session, figures_year, home.installation.municipality, text, most + 1)
    found = [_spot(region, owner) for region, owner in regions[:most]]
    found += [area for area in await _areas(session, home) if _is_called(area, text)]
    return figures_year, sorted(found, key=lambda spot: (spot.name.casefold(), spot.key)), len(regions) > most


async def _locate_area(session: Session, key: str, home: Home) -> Located:
    area = (await find_division(session, home)).area(key)
    if area is None:
        raise UnknownArea(area=key)
    code = home.installation.municipality
    known = await find_named(session, [COUNTRY, code, *(part.code for part in area.regions)], home.figures_year)
    # Under another name it is another place (facts.md §6, trap 1).
    parts = [known[part.code] for part in area.regions if part.code in known and known[part.code].name == part.name]
    return Located(
        home.figures_year,
        _area(area, home),
        [_spot(known[above], home.name) for above in (COUNTRY, code) if above in known],
        sorted((_spot(part, home.name) for part in parts), key=lambda spot: spot.name),
    )


async def _areas(session: Session, home: Home) -> list[Spot]:
    return [_area(area, home) for area in (await find_division(session, home)).areas]


def _is_called(spot: Spot, text: str | None) -> bool:
    return all(word in spot.name.casefold() for word in (text or "").casefold().split())


def _area(area: AreaComposition, home: Home) -> Spot:
    return Spot(area.id, area.name, "area", home.installation.municipality, home.name)


def _spot(region: Region, owner: str | None) -> Spot:
    has_owner = region.level in ("district", "neighbourhood")
    return Spot(
        region.code,
        region.name,
        region.level,
        region.municipality if has_owner else None,
        owner if has_owner else None,
    )
