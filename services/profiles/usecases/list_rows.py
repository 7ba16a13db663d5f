"""Which places in which years a question is about, in the order in which they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.kit.database import Session
from services.profiles.contract.refusals import PlacesNeeded, UnknownArea, UnknownRegion, WithinNeeded
from services.profiles.domain.division import Division
from services.profiles.domain.lineage import Followed, Portion
from services.profiles.store.areas import find_division, get_home
from services.profiles.store.keeper import Keeper
from services.profiles.store.region_queries import (
    RegionOfYear,
    find_known,
    find_known_areas,
    find_regions_of_years,
)

LARGE_LEVELS = ("country", "municipality")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures. Places: regions by code, areas by id, and every region of a level within another one.

    Without indicators those of the theme, or all. `as_of`: as published on this day.
    """

    years: tuple[int, ...]
    regions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    level: str | None = None
    within: str | None = None
    indicators: tuple[str, ...] = ()
    theme: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A place in one year, and the regions it consists of in that year."""

    key: str
    year: int
    name: str
    level: str
    municipality: str | None
    followed: Followed


async def list_rows(session: Session, keeper: Keeper, asked: Asked) -> list[Row]:
    """By year, and within it as asked. Raises PlacesNeeded, WithinNeeded, UnknownRegion, UnknownArea, NoFigures."""
    _check(asked)
    rows = [*await _regions(session, asked), *await _areas(session, keeper, asked)]
    return sorted(rows, key=lambda row: row.year)


def _check(asked: Asked) -> None:
    if not (asked.regions or asked.areas or asked.level):
        raise PlacesNeeded
    if asked.within is None and asked.level not in (None, *LARGE_LEVELS):
        raise WithinNeeded(level=asked.level)


async def _regions(session: Session, asked: Asked) -> list[Row]:
    """The regions that were named in the order asked, then those of the level by code."""
    if not (asked.regions or asked.level):
        return []
    found = await find_regions_of_years(session, asked.years, asked.regions, asked.level, asked.within)
    there = {region.code for region in found}
    named = [*asked.regions, *([asked.within] if asked.within else [])]
    if elsewhere := [code for code in named if code not in there]:
        known = await find_known(session, elsewhere)
        if unknown := [code for code in elsewhere if code not in known]:
            raise UnknownRegion(code=unknown[0])
    places = {code: place for place, code in enumerate(asked.regions)}
    return [_region_row(region) for region in sorted(found, key=lambda row: places.get(row.code, len(places)))]


def _region_row(region: RegionOfYear) -> Row:
    alone = Followed((Portion(region.code),))
    return Row(region.code, region.year, region.name, region.level, region.municipality, alone)


async def _areas(session: Session, keeper: Keeper, asked: Asked) -> list[Row]:
    """The areas in each year of which there are figures of the municipality."""
    if not asked.areas:
        return []
    known = await find_known_areas(session, asked.areas)
    if unknown := [area_id for area_id in asked.areas if area_id not in known]:
        raise UnknownArea(area_id=unknown[0])
    return [row for year in asked.years for row in await _areas_of(session, keeper, asked.areas, year)]


async def _areas_of(session: Session, keeper: Keeper, ids: Sequence[str], year: int) -> list[Row]:
    home = await get_home(session, year)
    if home.figures_year != year:
        return []

    async def read() -> Division:
        return await find_division(session, home)

    version, owner = home.installation.data_version, home.installation.municipality
    division = await keeper.keep(version, ("division", year, home.composed_in), read)
    areas = [area for area_id in ids if (area := division.area(area_id))]
    return [Row(area.id, year, area.name, "area", owner, area.followed) for area in areas]
