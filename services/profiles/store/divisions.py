"""The SELECTs behind the screen that divides the municipality: what can be chosen, and how it is drawn."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as rows
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.layout import District
from services.profiles.domain.years import year_that_answers
from services.profiles.store.area_tables import Area, AreaDivision
from services.profiles.store.tables import Region


async def find_regions_year(session: Session, municipality: str, year: int) -> int | None:
    """The year whose districts can be chosen from: the newest up to `year` that we have, or else the oldest."""
    asked = rows(col(Region.year)).where(col(Region.level) == "district", col(Region.municipality) == municipality)
    return year_that_answers((await session.execute(asked.distinct())).scalars(), year)


async def find_districts(session: Session, municipality: str, year: int) -> list[District]:
    """The districts of a municipality in exactly this year, with their neighbourhoods, by code."""
    asked = (
        rows(col(Region.code), col(Region.name), col(Region.level), col(Region.parent))
        .where(col(Region.year) == year, col(Region.municipality) == municipality)
        .where(col(Region.level).in_(("district", "neighbourhood")))
        .order_by(col(Region.code))
    )
    found = (await session.execute(asked)).all()
    parts: dict[str, list[tuple[str, str]]] = {}
    for code, name, level, parent in found:
        if level == "neighbourhood":
            parts.setdefault(parent, []).append((code, name))
    return [District(code, name, tuple(parts.get(code, ()))) for code, name, level, _ in found if level == "district"]


async def find_areas(session: Session) -> Sequence[tuple[str, str]]:
    """Id and name of every area there ever was, by name."""
    asked = rows(col(Area.id), col(Area.name)).order_by(func.lower(col(Area.name)), col(Area.id))
    return [(area_id, name) for area_id, name in await session.execute(asked)]


async def find_version(session: Session, year: int) -> int:
    """The version of what holds in a year: that of the last change of a division of this year or an earlier one."""
    asked = rows(func.max(col(AreaDivision.version))).where(col(AreaDivision.valid_from) <= year)
    return await session.scalar(asked) or 0


async def find_outlines(session: Session, municipality: str, year: int) -> Sequence[tuple[str, dict[str, Any], str]]:
    """Code, GeoJSON geometry and source of each district and neighbourhood: the outline nearest to the year.

    An outline of another year is used only when the region had the same name then.
    """
    then, drawn = aliased(Region), aliased(Region)
    asked = (
        rows(col(then.code), col(drawn.borders), col(drawn.borders_source))
        .join(drawn, (col(drawn.code) == col(then.code)) & (col(drawn.name) == col(then.name)))
        .where(col(then.year) == year, col(then.municipality) == municipality, col(drawn.borders).is_not(None))
        .where(col(then.level).in_(("district", "neighbourhood")))
        .ext(distinct_on(col(then.code)))
        .order_by(col(then.code), func.abs(col(drawn.year) - year))
    )
    return [(code, dict(borders or {}), source or "") for code, borders, source in await session.execute(asked)]
