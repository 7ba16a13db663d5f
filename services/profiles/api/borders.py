"""Outlines of regions, for whoever draws a map."""

from typing import Literal

from fastapi import APIRouter
from starlette.responses import JSONResponse

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, MunicipalityQuery, YearQuery
from services.profiles.contract.borders import Border, BorderProperties, Borders
from services.profiles.domain.winding import right_handed
from services.profiles.store.areas import get_installation
from services.profiles.store.border_queries import Outline, find_outlines
from services.profiles.store.queries import get_region

router = APIRouter(tags=["regions"])


class GeoJson(JSONResponse):
    """JSON under the name that maps know (RFC 7946 §12)."""

    media_type = "application/geo+json"


@router.get(
    "/borders",
    summary="Outlines of municipalities, districts or neighbourhoods as GeoJSON",
    operation_id="listBorders",
    response_description="A FeatureCollection of the regions that have an outline, by code",
    response_class=GeoJson,
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def borders(
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    level: Literal["municipality", "district", "neighbourhood"] = "district",
    municipality: MunicipalityQuery = None,
) -> Borders:
    """The year is the municipality's newest up to the asked one; an outline may be of another year, and says so."""
    async with database.reading() as session:
        owner = municipality or (await get_installation(session)).municipality
        answers = (await get_region(session, owner, year)).year
        within = owner if municipality or level != "municipality" else None
        found = await find_outlines(session, answers, level, within)
    return Borders(features=[_border(outline) for outline in found])


def _border(outline: Outline) -> Border:
    properties = BorderProperties.model_validate(
        {
            "code": outline.code,
            "name": outline.name,
            "level": outline.level,
            "year": outline.year,
            "source": outline.source,
        }
    )
    return Border(id=outline.code, geometry=right_handed(outline.geometry), properties=properties)
