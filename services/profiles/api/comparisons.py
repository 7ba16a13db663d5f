"""Places side by side, with what can be said of their differences."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.comparison_views import comparison_view, indicator_places_view
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.contract.comparisons import Comparison, IndicatorPlaces
from services.profiles.store.areas import get_installation
from services.profiles.usecases.compare_places import compare_places, judge_places

router = APIRouter(tags=["comparisons"])


@router.get(
    "/indicators/{code}/places",
    summary="One indicator for every area, district or neighbourhood of a municipality",
    operation_id="judgePlaces",
    response_description="Places by name, each with figure, interval and verdict",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def places(
    code: Annotated[str, Path(max_length=80)],
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    level: Literal["area", "district", "neighbourhood"] = "area",
    municipality: Annotated[
        str | None, Query(pattern=r"^GM\d{4}$", description="of the home municipality by default")
    ] = None,
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
    place: Annotated[list[str], Query(max_length=20, description="codes of regions, or ids of areas; one to four")],
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    theme: Annotated[str | None, Query(max_length=60, description="only the indicators of this theme")] = None,
    indicator: Annotated[list[str] | None, Query(max_length=200, description="only these; goes before theme")] = None,
) -> Comparison:
    async with database.reading() as session:
        compared = await compare_places(session, keeper, place, year, theme=theme, only=indicator or ())
    return comparison_view(compared, texts)
