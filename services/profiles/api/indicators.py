"""The catalogue of indicators, and one indicator for all areas."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.figure_views import area_indicator_values, indicator_view
from services.profiles.contract.models import AreaIndicatorValues, IndicatorView
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import get_catalogue
from services.profiles.usecases.gather_figures import gather_figures

router = APIRouter(prefix="/indicators", tags=["indicators"])


@router.get(
    "",
    summary="The catalogue: every indicator with its definition",
    operation_id="listIndicators",
    response_description="Indicators in the order in which people see them",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def indicators(
    caller: AnyCaller, database: DatabaseDep, keeper: KeeperDep, texts: TextsDep
) -> list[IndicatorView]:
    async with database.reading() as session:
        catalogue = await get_catalogue(session, keeper, (await get_installation(session)).data_version)
    return [indicator_view(catalogue, row, texts) for row in catalogue.indicators.values()]


@router.get(
    "/{code}/area-values",
    summary="One indicator for all areas",
    operation_id="getAreaValues",
    response_description="The figure of each area by name and of the municipality, with its source",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def area_values(
    code: Annotated[str, Path(max_length=80)],
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
) -> AreaIndicatorValues:
    async with database.reading() as session:
        gathered = await gather_figures(session, keeper, year, only=code)
    return area_indicator_values(gathered, code, texts)
