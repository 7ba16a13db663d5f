"""How the municipality is divided into areas from a year on: to see, and for the policy officer to change."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, ClockDep
from services.profiles.contract.places import AreaDivisionView, DivisionOutlines, RegionShapeView, SaveAreaDivision
from services.profiles.store.areas import get_installation
from services.profiles.store.divisions import find_outlines, find_regions_year
from services.profiles.usecases.read_division import read_division
from services.profiles.usecases.save_division import save_division

router = APIRouter(prefix="/area-divisions", tags=["areas"])
YearPath = Annotated[Year, Path(description="The year from which the division holds")]


@router.get(
    "/{year}",
    summary="The areas of a year, and the regions they can be made of",
    operation_id="getAreaDivision",
    response_description="The division that holds in this year, with its version",
)
async def division(year: YearPath, caller: AnyCaller, database: DatabaseDep) -> AreaDivisionView:
    async with database.reading() as session:
        return await read_division(session, year)


@router.put(
    "/{year}",
    summary="Divide the municipality anew from a year on (policy officers)",
    operation_id="saveAreaDivision",
    response_description="The division as it now is; earlier years stay as they were",
)
async def save(
    year: YearPath, body: SaveAreaDivision, caller: PersonCaller, database: DatabaseDep, clock: ClockDep
) -> AreaDivisionView:
    """All areas at once; one that is left out is retired from this year on. 409 with `current` for a stale screen."""
    async with database.transaction() as session:
        return await save_division(session, caller, clock, year, body)


@router.get(
    "/{year}/outlines",
    summary="The borders of the regions that areas can be made of",
    operation_id="getDivisionOutlines",
    response_description="Polygons per district and neighbourhood in WGS84, with their source",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def outlines(year: YearPath, caller: AnyCaller, database: DatabaseDep) -> DivisionOutlines:
    async with database.reading() as session:
        municipality = (await get_installation(session)).municipality
        regions_year = await find_regions_year(session, municipality, year) or year
        found = await find_outlines(session, municipality, regions_year)
    shapes = [RegionShapeView(code=code, polygons=_polygons(geometry)) for code, geometry, _ in found]
    return DivisionOutlines(shapes=shapes, source="; ".join(sorted({source for _, _, source in found})))


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])
