"""All SELECTs about the installation and its areas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    exists,
    func,
)
from sqlalchemy import select as rows
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.contract.refusals import NoFigures
from services.profiles.domain.division import Division, divide
from services.profiles.domain.follow import follow
from services.profiles.domain.lineage import History
from services.profiles.domain.years import year_that_answers
from services.profiles.store.area_tables import Area, AreaDivision, AreaRegion, DivisionArea, Installation
from services.profiles.store.history import read_history
from services.profiles.store.person_tables import ContactPerson
from services.profiles.store.queries import years_of, years_of_region
from services.profiles.store.tables import Region


@dataclass(frozen=True, slots=True)
class Home:
    """The installation, and the years that answer for the year somebody asked for.

    The areas are as composed from `composed_in` on, of regions as they were in `regions_year`. `years` are all years
    of which there are figures of its districts; of the municipality when there are none of any district.
    """

    installation: Installation
    name: str
    asked: int
    figures_year: int
    composed_in: int
    regions_year: int
    years: tuple[int, ...]

    def with_figures_of(self, year: int) -> "Home":
        """The same, for an indicator whose figures are of another year."""
        return replace(self, figures_year=year)


async def get_installation(session: Session) -> Installation:
    """Raises NoFigures when nothing was imported yet."""
    found = (await session.exec(select(Installation))).one_or_none()
    if found is None:
        raise NoFigures(year="")
    return found


async def hold_installation(session: Session) -> Installation:
    """The installation, held until the end of the transaction: changes of the data come one after the other."""
    found = (await session.exec(select(Installation).with_for_update())).one_or_none()
    if found is None:
        raise NoFigures(year="")
    return found


async def get_home(session: Session, year: int) -> Home:
    """Whose installation this is, with the years that answer for `year`. Raises NoFigures."""
    code = col(Installation.municipality)
    name = rows(col(Region.name)).where(col(Region.code) == code).order_by(col(Region.year).desc()).limit(1)
    composed = rows(func.jsonb_object_agg(col(AreaDivision.valid_from), col(AreaDivision.regions_year)))
    districts = _years_with_districts(code)
    asked = rows(Installation, name.scalar_subquery(), years_of_region(code), districts, composed.scalar_subquery())
    found = (await session.execute(asked)).one_or_none()
    years = (found[3] or found[2] or ()) if found else ()
    figures_year = year_that_answers(years, year)
    if found is None or figures_year is None:
        raise NoFigures(year=year)
    installation, its_name, _, _, compositions = found
    divisions = {int(valid_from): of for valid_from, of in (compositions or {}).items()}
    composed_in = year_that_answers(divisions, year) or figures_year
    regions_year = divisions.get(composed_in, figures_year)
    name_of_home = its_name or installation.municipality
    return Home(installation, name_of_home, year, figures_year, composed_in, regions_year, tuple(years))


async def find_division(session: Session, home: Home) -> Division:
    """The areas as composed in the year that answers, with what their regions are in the figures' year."""
    found = await find_composition(session, home.composed_in)
    if home.regions_year == home.figures_year:
        history = History({})
    else:
        history = await read_history(session, {code for _, _, code, _ in found})
    return divide(home.composed_in, found, lambda codes: follow(history, codes, home.regions_year, home.figures_year))


async def find_composition(session: Session, composed_in: int) -> Sequence[tuple[str, str, str, str]]:
    """Area id, its name, and code and name of each of its regions, in the division of exactly this year."""
    is_of_area = (col(AreaRegion.area_id) == col(DivisionArea.area_id)) & (
        col(AreaRegion.valid_from) == col(DivisionArea.valid_from)
    )
    is_region = (col(Region.code) == col(AreaRegion.region_code)) & (col(Region.year) == col(AreaRegion.regions_year))
    asked = (
        rows(col(DivisionArea.area_id), col(DivisionArea.name), col(AreaRegion.region_code), col(Region.name))
        .join(AreaRegion, is_of_area)
        .join(Region, is_region)
        .where(col(DivisionArea.valid_from) == composed_in)
        .order_by(col(AreaRegion.region_code))
    )
    return [(area, its, code, name) for area, its, code, name in await session.execute(asked)]


async def find_uncovered(session: Session, home: Home) -> Sequence[tuple[str, str]]:
    """Districts (code, name) that belong to no area, neither whole nor by all of their neighbourhoods."""
    district, part = aliased(Region), aliased(Region)
    asked = (
        rows(col(district.code), col(district.name))
        .where(col(district.year) == home.regions_year, col(district.parent) == home.installation.municipality)
        .where(~_is_composed(col(district.code), home.composed_in))
        .where(
            ~exists().where(col(part.parent) == col(district.code), col(part.year) == home.regions_year)
            | exists().where(
                col(part.parent) == col(district.code),
                col(part.year) == home.regions_year,
                ~_is_composed(col(part.code), home.composed_in),
            )
        )
        .order_by(col(district.code))
    )
    return [(code, name) for code, name in await session.execute(asked)]


async def find_borders(session: Session, home: Home) -> Sequence[tuple[str, dict[str, Any], str]]:
    """Area id, GeoJSON geometry and source of each region of an area: the outline nearest to its year of composition.

    An outline of another year is used only when the region had the same name then.
    """
    then, drawn = aliased(Region), aliased(Region)
    asked = (
        rows(col(AreaRegion.area_id), col(drawn.borders), col(drawn.borders_source))
        .join(then, (col(then.code) == col(AreaRegion.region_code)) & (col(then.year) == col(AreaRegion.regions_year)))
        .join(drawn, (col(drawn.code) == col(then.code)) & (col(drawn.name) == col(then.name)))
        .where(col(AreaRegion.valid_from) == home.composed_in, col(drawn.borders).is_not(None))
        .ext(distinct_on(col(AreaRegion.region_code)))
        .order_by(col(AreaRegion.region_code), func.abs(col(drawn.year) - home.regions_year))
    )
    return [(area, dict(borders or {}), source or "") for area, borders, source in await session.execute(asked)]


async def find_area(session: Session, area_id: str) -> Area | None:
    return await session.get(Area, area_id)


async def find_first_area(session: Session) -> Area | None:
    """The first area by the letters of its name."""
    return (await session.exec(select(Area).order_by(func.lower(Area.name), col(Area.id)).limit(1))).first()


async def find_contact_person(session: Session, area_id: str) -> ContactPerson | None:
    return await session.get(ContactPerson, area_id)


def _years_with_districts(code: SQLColumnExpression[str]) -> ColumnElement[Sequence[int]]:
    """The years of a municipality in which it has districts: a table of municipalities only says nothing of areas."""
    whole, part = aliased(Region), aliased(Region)
    has_districts = exists().where(
        col(part.year) == col(whole.year), col(part.level) == "district", col(part.municipality) == col(whole.code)
    )
    return rows(years_of(col(whole.year))).where(col(whole.code) == code, has_districts).scalar_subquery()


def _is_composed(code: SQLColumnExpression[str], year: int) -> ColumnElement[bool]:
    return exists().where(col(AreaRegion.valid_from) == year, col(AreaRegion.region_code) == code)
