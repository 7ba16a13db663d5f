"""Places side by side, with what can be said of their differences."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.kit.paging import Window, page_view, window
from services.profiles.api.comparison_views import comparison_view, indicator_places_view
from services.profiles.api.dependencies import (
    PUBLIC_FOR_A_MINUTE,
    CodePath,
    KeeperDep,
    LevelQuery,
    MunicipalityQuery,
    TextsDep,
    YearQuery,
)
from services.profiles.contract.comparisons import Comparison, IndicatorPlaces
from services.profiles.store.areas import get_installation
from services.profiles.usecases.compare_places import ON_A_PAGE, compare_places, judge_places

router = APIRouter(tags=["comparisons"])


@router.get(
    "/indicators/{code}/places",
    summary="One indicator for every area, district or neighbourhood of a municipality",
    operation_id="judgePlaces",
    response_description="Places by name, each with figure, interval and verdict",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def places(
    code: CodePath,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    level: LevelQuery = "area",
    municipality: MunicipalityQuery = None,
) -> IndicatorPlaces:
    async with database.reading() as session:
        owner = municipality or (await get_installation(session)).municipality
        compared = await judge_places(session, keeper, code, level, owner, year)
    return indicator_places_view(compared, level, owner, texts)


@router.get(
    "/comparisons",
    summary="One to four places side by side, with verdicts",
    operation_id="comparePlaces",
    response_description="Figures per indicator, each with source, interval and verdict",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def comparisons(
    request: Request,
    place: Annotated[list[str], Query(max_length=20, description="codes of regions, or ids of areas; one to four")],
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    page: Annotated[Window, Depends(window(usual=ON_A_PAGE, most=ON_A_PAGE))],
    theme: Annotated[str | None, Query(max_length=60, description="only the indicators of this theme")] = None,
    indicator: Annotated[list[str] | None, Query(max_length=200, description="only these; goes before theme")] = None,
) -> Comparison:
    """Indicators come in pages: `page.links` leads to the others."""
    async with database.reading() as session:
        compared = await compare_places(session, keeper, place, year, theme=theme, only=indicator or (), window=page)
    return comparison_view(compared, texts, page_view(request, page, compared.total_codes))
