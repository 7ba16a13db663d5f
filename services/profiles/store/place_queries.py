"""All SELECTs about where regions lie and what they are called."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.domain.years import year_that_answers
from services.profiles.store.queries import find_year_of_parts
from services.profiles.store.tables import Region, Release


async def find_year_of_regions(
    session: Session, year: int, *, level: str | None = None, municipality: str | None = None, parent: str | None = None
) -> int | None:
    """The newest year up to this one of which there are such regions, or else the oldest.

    A later year may have municipalities only. When there are no such regions in any year: the year of any region.
    """
    exact = ((col(Region.level), level), (col(Region.municipality), municipality), (col(Region.parent), parent))
    wanted = [column == value for column, value in exact if value is not None]
    of_year = col(Region.year) == col(Release.year)
    for such in (exists().where(of_year, *wanted), exists().where(of_year)):
        years = (await session.exec(select(Release.year).where(such).distinct())).all()
        if years:
            return year_that_answers(years, year)
    return None


async def find_named(session: Session, codes: Iterable[str], year: int) -> dict[str, Region]:
    """Regions of a year by code, as far as there are any."""
    asked = select(Region).where(col(Region.year) == year, col(Region.code).in_(list(codes)))
    return {region.code: region for region in await session.exec(asked)}


async def find_below(session: Session, region: Region) -> Sequence[Region]:
    """The regions one level down, by name."""
    year = await find_year_of_parts(session, region)
    asked = select(Region).where(col(Region.year) == year, col(Region.parent) == region.code)
    return (await session.exec(asked.order_by(col(Region.name), col(Region.code)))).all()


async def find_to_choose(
    session: Session, year: int, home: str, text: str | None, most: int
) -> Sequence[tuple[Region, str | None]]:
    """Regions with these words in their name or this code, each with the name of its municipality, by name.

    Without text: the country, every municipality, and all there is in the home municipality.
    """
    owner = aliased(Region)
    asked = (
        select(Region, col(owner.name))
        .outerjoin(owner, (col(owner.code) == col(Region.municipality)) & (col(owner.year) == col(Region.year)))
        .where(col(Region.year) == year, _called(text) if text else _near(home))
        .order_by(col(Region.name), col(Region.code))
        .limit(most)
    )
    return [(region, name) for region, name in await session.execute(asked)]


def _called(text: str) -> ColumnElement[bool]:
    words = (col(Region.name).icontains(word, autoescape=True) for word in text.split())
    return or_(and_(*words), col(Region.code) == text.upper())


def _near(home: str) -> ColumnElement[bool]:
    return or_(col(Region.level).in_(("country", "municipality")), col(Region.municipality) == home)
