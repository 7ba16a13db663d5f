"""All SELECTs about figures, regions and the catalogue."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, ColumnElement, Integer, SQLColumnExpression, distinct, exists, func
from sqlalchemy import select as rows
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownRegion
from services.profiles.domain.years import year_that_answers
from services.profiles.store.tables import Indicator, Region, Release, ReleaseColumn

COUNTRY = "NL00"


async def find_comparison_municipalities(session: Session, home_code: str) -> Sequence[tuple[str, str, list[int]]]:
    """Code, name and years of the municipalities with figures, home left out, by name."""
    asked = (
        rows(col(Region.code), col(Region.name), years_of(col(Region.year)))
        .where(col(Region.level) == "municipality", col(Region.code) != home_code)
        .group_by(col(Region.code), col(Region.name))
        .order_by(col(Region.name))
    )
    return [(code, name, sorted(years)) for code, name, years in await session.execute(asked)]


async def find_municipality_names(session: Session) -> dict[str, str]:
    """Codes of the country and the municipalities by name, for sources that give no codes; a newer name wins."""
    asked = (
        rows(col(Region.name), col(Region.code))
        .where(col(Region.level).in_(("country", "municipality")))
        .order_by(col(Region.year))
    )
    return {row.name: row.code for row in await session.execute(asked)}


async def get_region(session: Session, code: str, year: int) -> Region:
    """A region in the year that answers for `year`. Raises UnknownRegion."""
    found = {region.year: region for region in await session.exec(select(Region).where(col(Region.code) == code))}
    answers = year_that_answers(found, year)
    if answers is None:
        raise UnknownRegion(code=code)
    return found[answers]


async def get_region_in(session: Session, code: str, year: int) -> Region:
    """A region in exactly this year. Raises UnknownRegion."""
    found = await session.get(Region, (code, year))
    if found is None:
        raise UnknownRegion(code=code)
    return found


async def find_siblings(session: Session, level: str, municipality: str | None, year: int) -> Sequence[tuple[str, str]]:
    """Code and name of the regions of this level in a municipality, or of all municipalities, by name."""
    asked = rows(col(Region.code), col(Region.name)).where(col(Region.year) == year, col(Region.level) == level)
    if level in ("district", "neighbourhood"):
        asked = asked.where(col(Region.municipality) == municipality)
    return [(row.code, row.name) for row in await session.execute(asked.order_by(col(Region.name), col(Region.code)))]


async def find_children(session: Session, region: Region) -> Sequence[tuple[str, str]]:
    """Code and name of the regions one level down."""
    year = await find_year_of_parts(session, region)
    asked = (
        rows(col(Region.code), col(Region.name))
        .where(col(Region.year) == year, col(Region.parent) == region.code)
        .order_by(col(Region.code))
    )
    return [(code, name) for code, name in await session.execute(asked)]


async def find_year_of_parts(session: Session, region: Region) -> int:
    """The newest year up to the region's own in which there are regions one level down, and it had the same name.

    A table of municipalities only, of a later year, has no districts; that does not undo those of before.
    """
    whole, part = aliased(Region), aliased(Region)
    has_parts = exists().where(col(part.year) == col(whole.year), col(part.parent) == col(whole.code))
    asked = rows(col(whole.year)).where(col(whole.code) == region.code, col(whole.name) == region.name, has_parts)
    return year_that_answers((await session.execute(asked)).scalars(), region.year) or region.year


async def find_indicators(session: Session) -> Sequence[Indicator]:
    return (await session.exec(select(Indicator).order_by(col(Indicator.position)))).all()


async def find_releases(session: Session) -> Sequence[Release]:
    """All releases; `domain/editions.py` says which of them is believed."""
    return (await session.exec(select(Release))).all()


async def find_release_columns(session: Session) -> Sequence[ReleaseColumn]:
    return (await session.exec(select(ReleaseColumn))).all()


def years_of(year: SQLColumnExpression[int]) -> ColumnElement[Sequence[int]]:
    return func.array_agg(distinct(year), type_=ARRAY(Integer))


def years_of_region(code: SQLColumnExpression[str]) -> ColumnElement[Sequence[int]]:
    """The years of which there are figures: a region comes with its figures, never without."""
    return rows(years_of(col(Region.year))).where(col(Region.code) == code).scalar_subquery()
