"""Funnel plots: many places of different sizes beside one reference."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.kit.logging import language
from services.profiles.api.dependencies import (
    PUBLIC_FOR_A_MINUTE,
    CodePath,
    KeeperDep,
    LevelQuery,
    MunicipalityQuery,
    TextsDep,
    YearQuery,
)
from services.profiles.api.funnel_views import funnel_view, plain_limits
from services.profiles.contract.funnel import Funnel, FunnelLimits
from services.profiles.store.areas import get_installation
from services.profiles.store.seen_elsewhere import find_elsewhere
from services.profiles.usecases.compare_places import judge_places

router = APIRouter(tags=["comparisons"])


@router.get(
    "/indicators/{code}/funnel",
    summary="One indicator for all places of a kind, with the lines of a funnel plot",
    operation_id="getFunnel",
    response_description="Places by name, judged, with the limits chance draws around their reference",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def funnel(
    code: CodePath,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    level: LevelQuery = "area",
    municipality: MunicipalityQuery = None,
) -> Funnel:
    async with database.reading() as session:
        installation = await get_installation(session)
        owner = municipality or installation.municipality

        async def judge() -> Funnel:
            compared = await judge_places(session, keeper, code, level, owner, year)
            has_figure = any(compared.total(code, *place.parts).value.number is not None for place in compared.places)
            elsewhere = [] if has_figure else await find_elsewhere(session, compared.catalogue, code)
            return funnel_view(compared, level, owner, elsewhere, texts)

        # Five hundred neighbourhoods are a thousand verdicts: half a second that the next visitor need not wait.
        key = ("funnel", code, level, owner, year, language.get())
        return await keeper.keep(installation.data_version, key, judge)


@router.get(
    "/funnel-limits",
    summary="Between which rates chance keeps places that do not differ, per size",
    operation_id="listFunnelLimits",
    response_description="From few people to many, in the unit of the rate that was given",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def limits_around(
    caller: AnyCaller,
    rate: Annotated[float, Query(gt=0, description="the rate all places are judged beside")],
    largest: Annotated[int, Query(gt=0, le=10_000_000, description="people in the largest place")],
    per: Annotated[int, Query(gt=0, le=100_000, description="the rate is per so many people")] = 1000,
) -> list[FunnelLimits]:
    """For a worked example: no figure is read. A rate of everybody or more has no limits."""
    return plain_limits(rate, per, largest) if rate < per else []
