"""The SELECTs of lists of regions: filtered, a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, ColumnElement, Integer, String, exists, func, literal, or_, true
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.kit.paging import Window
from services.profiles.store.area_tables import Area
from services.profiles.store.tables import Region


@dataclass(frozen=True, slots=True)
class RegionFilter:
    """Regions of one year; what is None does not matter. `name`: all these words are in it."""

    year: int
    level: str | None = None
    municipality: str | None = None
    parent: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ListedRegion:
    code: str
    name: str
    level: str
    parent: str | None
    municipality: str | None
    changed: int | None
    has_outline: bool


@dataclass(frozen=True, slots=True)
class RegionOfYear:
    """A region in one of several years."""

    year: int
    code: str
    name: str
    level: str
    municipality: str | None


async def find_regions(session: Session, wanted: RegionFilter, window: Window) -> tuple[Sequence[ListedRegion], int]:
    """One page of the regions, by code, and how many there are in all."""
    asked = rows(
        col(Region.code),
        col(Region.name),
        col(Region.level),
        col(Region.parent),
        col(Region.municipality),
        col(Region.changed),
        col(Region.borders).is_not(None),
    ).where(*_conditions(wanted))
    page = asked.order_by(col(Region.code)).offset(window.offset).limit(window.size)
    found = [ListedRegion(*row) for row in await session.execute(page)]
    total = await session.scalar(rows(func.count()).select_from(Region).where(*_conditions(wanted)))
    return found, total or 0


async def find_regions_of_years(
    session: Session, years: Collection[int], codes: Collection[str], level: str | None, within: str | None
) -> Sequence[RegionOfYear]:
    """These regions, and those of a level within a municipality or district: each in every year it is in."""
    asked = (
        rows(col(Region.year), col(Region.code), col(Region.name), col(Region.level), col(Region.municipality))
        .where(col(Region.year).in_(years), or_(col(Region.code).in_(codes), _lies_within(level, within)))
        .order_by(col(Region.year), col(Region.code))
    )
    return [RegionOfYear(*row) for row in await session.execute(asked)]


async def find_years_of_levels(
    session: Session, years: Collection[int], municipality: str, levels: Collection[str]
) -> dict[str, set[int]]:
    """Per level those of these years in which a municipality has regions of it."""
    year = func.unnest(literal(sorted(years), ARRAY(Integer))).table_valued("year").render_derived(name="asked")
    level = func.unnest(literal(sorted(levels), ARRAY(String))).table_valued("level").render_derived(name="such")
    has_regions = exists().where(
        col(Region.year) == year.c.year,
        col(Region.level) == level.c.level,
        col(Region.municipality) == municipality,
    )
    asked = rows(level.c.level, year.c.year).select_from(level.join(year, true())).where(has_regions)
    found: dict[str, set[int]] = {each: set() for each in levels}
    for its_level, its_year in await session.execute(asked):
        found[its_level].add(its_year)
    return found


async def find_known(session: Session, codes: Collection[str]) -> set[str]:
    """Those of these codes that are a region in any year."""
    return set((await session.execute(rows(col(Region.code)).where(col(Region.code).in_(codes)))).scalars())


async def find_known_areas(session: Session, ids: Collection[str]) -> set[str]:
    """Those of these ids that are an area in any year."""
    return set((await session.execute(rows(col(Area.id)).where(col(Area.id).in_(ids)))).scalars())


def _conditions(wanted: RegionFilter) -> list[ColumnElement[bool]]:
    exact = (
        (col(Region.level), wanted.level),
        (col(Region.municipality), wanted.municipality),
        (col(Region.parent), wanted.parent),
    )
    words = (wanted.name or "").split()
    return [
        col(Region.year) == wanted.year,
        *(column == value for column, value in exact if value is not None),
        *(col(Region.name).icontains(word, autoescape=True) for word in words),
    ]


def _lies_within(level: str | None, within: str | None) -> ColumnElement[bool]:
    if level is None:
        return col(Region.code).is_(None)
    is_of_level = col(Region.level) == level
    if within is None:
        return is_of_level
    return is_of_level & or_(col(Region.municipality) == within, col(Region.parent) == within)
