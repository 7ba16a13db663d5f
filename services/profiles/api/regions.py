"""The regions of a year as a list, and all figures of one of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.kit.paging import Window, page_view, window
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.examples import REGIONS, answers
from services.profiles.api.figure_views import region_figure_view
from services.profiles.api.value_views import region_view
from services.profiles.contract.models import RegionProfile, RegionRef
from services.profiles.contract.refusals import NoFigures
from services.profiles.contract.regions import RegionLevel, RegionPage
from services.profiles.store.place_queries import find_year_of_regions
from services.profiles.store.region_queries import RegionFilter, find_regions
from services.profiles.usecases.read_region import read_region

router = APIRouter(prefix="/regions", tags=["regions"])
WindowDep = Annotated[Window, Depends(window(usual=100, most=1000))]
MunicipalityQuery = Annotated[
    str | None, Query(pattern=r"^GM\d{4}$", description="only in this municipality", examples=["GM0518"])
]
ParentQuery = Annotated[
    str | None,
    Query(pattern=r"^(NL00|(GM|WK)[0-9A-Z]{4,6})$", description="only right below this region", examples=["WK051842"]),
]
NameQuery = Annotated[
    str | None,
    Query(min_length=1, max_length=100, pattern=r"\S", description="words in the name", examples=["Laak"]),
]
RegionCode = Annotated[
    str,
    Path(
        pattern=r"^[A-Z]{2}\d{2,4}[0-9A-Z]{0,4}$", description="Code of Statistics Netherlands, e.g. GM0518 or WK051842"
    ),
]


@router.get(
    "",
    summary="The regions of a year",
    operation_id="listRegions",
    response_description="One page of the regions by code, with links to the others",
    responses=answers(REGIONS),
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def regions(
    request: Request,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    asked: WindowDep,
    level: Annotated[RegionLevel | None, Query(description="only of this level")] = None,
    municipality: MunicipalityQuery = None,
    parent: ParentQuery = None,
    name: NameQuery = None,
) -> RegionPage:
    async with database.reading() as session:
        answers = await find_year_of_regions(session, year, level=level, municipality=municipality, parent=parent)
        if answers is None:
            raise NoFigures(year=year)
        wanted = RegionFilter(answers, level, municipality, parent, name)
        found, total = await find_regions(session, wanted, asked)
    listed = [region_view(region, answers) for region in found]
    return RegionPage(year=answers, regions=listed, page=page_view(request, asked, total))


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
        figures=[region_figure_view(figures, indicator, texts) for indicator in figures.told],
        children=[RegionRef(code=child, name=name) for child, name in figures.children],
    )
