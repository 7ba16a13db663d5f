"""All figures of one region: of the country, a municipality, a district or a neighbourhood."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import region_figure_view
from services.profiles.contract.models import RegionProfile, RegionRef
from services.profiles.usecases.read_region import read_region

router = APIRouter(prefix="/regions", tags=["regions"])
RegionCode = Annotated[
    str,
    Path(
        pattern=r"^[A-Z]{2}\d{2,4}[0-9A-Z]{0,4}$", description="Code of Statistics Netherlands, e.g. GM0518 or WK051842"
    ),
]


@router.get(
    "/{code}/profile",
    summary="All figures of a region beside the country",
    operation_id="getRegionProfile",
    response_description="Figures, each with source, period and definition",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def profile(
    code: RegionCode, year: YearQuery, caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep, texts: TextsDep
) -> RegionProfile:
    async with database.reading() as session:
        figures = await read_region(session, keeper, code, year)
    return RegionProfile(
        code=figures.region.code,
        name=figures.region.name,
        level=figures.region.level,
        year=figures.region.year,
        figures=[region_figure_view(figures, indicator, texts) for indicator in figures.catalogue.indicators],
        children=[RegionRef(code=child, name=name) for child, name in figures.children],
    )
