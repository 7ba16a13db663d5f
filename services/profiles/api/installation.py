"""The municipality with its areas, their map, the other municipalities in the data, and the example year's mark."""

from fastapi import APIRouter

from services.kit.caller import AnyCaller, ServiceCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import (
    PUBLIC_FOR_A_MINUTE,
    KeeperDep,
    SettingsDep,
    YearQuery,
    require_development,
    require_service,
)
from services.profiles.api.views import area_map_view, municipality_view
from services.profiles.contract.models import AreaMapView, ComparisonMunicipality, ExampleYearView, MunicipalityView
from services.profiles.store.areas import get_home, get_installation
from services.profiles.store.queries import find_comparison_municipalities
from services.profiles.usecases.mark_example_year import mark_example_year
from services.profiles.usecases.read_layout import read_layout

router = APIRouter(tags=["municipality"])


@router.get(
    "/municipality",
    summary="The home municipality and its areas",
    operation_id="getMunicipality",
    response_description="The municipality with its areas by name",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def municipality(
    year: YearQuery, caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep
) -> MunicipalityView:
    async with database.reading() as session:
        home = await get_home(session, year)
        return municipality_view(home, await read_layout(session, keeper, home))


@router.get(
    "/area-map",
    summary="The borders of the areas",
    operation_id="getAreaMap",
    response_description="Polygons per area in WGS84, with their source",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def area_map(year: YearQuery, caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep) -> AreaMapView:
    async with database.reading() as session:
        layout = await read_layout(session, keeper, await get_home(session, year))
    return area_map_view(layout)


@router.get(
    "/comparison-municipalities",
    summary="The other municipalities in the data",
    operation_id="listComparisonMunicipalities",
    response_description="Municipalities by name, with the years of which there are figures",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def comparison_municipalities(caller: AnyCaller, database: DatabaseDep) -> list[ComparisonMunicipality]:
    async with database.reading() as session:
        home = await get_installation(session)
        found = await find_comparison_municipalities(session, home.municipality)
    return [ComparisonMunicipality(code=code, name=name, years=years) for code, name, years in found]


@router.put(
    "/example-year",
    summary="Say that the example year was played here",
    operation_id="markExampleYear",
    response_description="Marked",
)
async def example_year(caller: ServiceCaller, database: DatabaseDep, settings: SettingsDep) -> ExampleYearView:
    require_service(caller, "frontend")
    require_development(settings)
    async with database.transaction() as session:
        return ExampleYearView(is_example=await mark_example_year(session))
