"""All SELECTs about figures, regions and the catalogue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    SQLColumnExpression,
    String,
    any_,
    case,
    distinct,
    exists,
    func,
    literal,
)
from sqlalchemy import select as rows
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.contract.refusals import NoFigures, UnknownRegion
from services.profiles.domain.values import Status, Value
from services.profiles.domain.years import year_that_answers
from services.profiles.store.tables import (
    Indicator,
    Region,
    RegionValue,
    Release,
)

COUNTRY = "NL00"


@dataclass(frozen=True, slots=True)
class Found:
    """Figures of one year, by region and indicator code, and the release each came from."""

    values: dict[tuple[str, str], Value]
    releases: dict[tuple[str, str], str]


async def find_values(session: Session, year: int, regions: Collection[str], indicators: Collection[str]) -> Found:
    """The stored figures of these regions in a year; of two releases the later one speaks."""
    is_later = case((col(Release.edition) == "first", 0), else_=1)
    asked = (
        rows(
            col(RegionValue.region_code),
            col(RegionValue.indicator_code),
            col(RegionValue.status),
            col(RegionValue.number),
            col(RegionValue.release_id),
        )
        .join(Release, col(Release.id) == col(RegionValue.release_id))
        .where(col(Release.year) == year)
        .where(_is_any(col(RegionValue.region_code), regions), _is_any(col(RegionValue.indicator_code), indicators))
        .order_by(is_later, col(Release.id))
    )
    found = Found({}, {})
    for region, indicator, status, number, release in await session.execute(asked):
        found.values[region, indicator] = Value(Status(status), number)
        found.releases[region, indicator] = release
    return found


async def find_comparison_municipalities(session: Session, home_code: str) -> Sequence[tuple[str, str, list[int]]]:
    """Code, name and years of the municipalities with figures, home left out, by name."""
    asked = (
        rows(col(Region.code), col(Region.name), years_of(col(Region.year)))
        .where(col(Region.level) == "municipality", col(Region.code) != home_code)
        .where(_has_figures(col(Region.code), col(Region.year)))
        .group_by(col(Region.code), col(Region.name))
        .order_by(col(Region.name))
    )
    return [(code, name, sorted(years)) for code, name, years in await session.execute(asked)]


async def get_region(session: Session, code: str, year: int) -> Region:
    """A region in the year that answers for `year`. Raises UnknownRegion, NoFigures."""
    asked = rows(Region, _has_figures(col(Region.code), col(Region.year))).where(col(Region.code) == code)
    found = (await session.execute(asked)).all()
    if not found:
        raise UnknownRegion(code=code)
    with_figures: dict[int, Region] = {region.year: region for region, has_figures in found if has_figures}
    answers = year_that_answers(with_figures, year)
    if answers is None:
        raise NoFigures(year=year)
    return with_figures[answers]


async def find_children(session: Session, region: Region) -> Sequence[tuple[str, str]]:
    """Code and name of the regions one level down."""
    asked = (
        rows(col(Region.code), col(Region.name))
        .where(col(Region.year) == region.year, col(Region.parent) == region.code)
        .order_by(col(Region.code))
    )
    return [(code, name) for code, name in await session.execute(asked)]


async def find_indicators(session: Session) -> Sequence[Indicator]:
    return (await session.exec(select(Indicator).order_by(col(Indicator.position)))).all()


async def find_releases(session: Session) -> Sequence[Release]:
    return (await session.exec(select(Release))).all()


def years_of(year: SQLColumnExpression[int]) -> ColumnElement[Sequence[int]]:
    return func.array_agg(distinct(year), type_=ARRAY(Integer))


def years_with_figures(code: SQLColumnExpression[str]) -> ColumnElement[Sequence[int]]:
    of_region = exists().where(col(RegionValue.release_id) == col(Release.id), col(RegionValue.region_code) == code)
    return rows(years_of(col(Release.year))).where(of_region).scalar_subquery()


def _has_figures(code: SQLColumnExpression[str], year: SQLColumnExpression[int]) -> ColumnElement[bool]:
    return exists().where(
        col(Release.year) == year,
        col(RegionValue.release_id) == col(Release.id),
        col(RegionValue.region_code) == code,
    )


def _is_any(code: SQLColumnExpression[str], codes: Collection[str]) -> ColumnElement[bool]:
    """One parameter for any number of codes, so that the statement is planned once."""
    return code == any_(literal(sorted(codes), ARRAY(String)))
