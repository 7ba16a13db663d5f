"""Figures over the years: of a region as it is in the newest year, and of an area as it is composed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep
from services.profiles.api.regions import RegionCode
from services.profiles.api.series_views import series_view
from services.profiles.contract.series import SeriesView
from services.profiles.usecases.read_series import Span, read_area_series, read_region_series

router = APIRouter(tags=["series"])
Indicators = Annotated[
    list[str], Query(alias="indicator", max_length=80, description="codes of indicators; may come several times")
]


async def _span(
    since: Annotated[Year | None, Query(alias="from", description="the first year; without it the oldest")] = None,
    until: Annotated[Year | None, Query(description="the last year; without it the newest")] = None,
    year: Annotated[
        Year | None, Query(description="the place as it is in this year; without it as in the last year")
    ] = None,
) -> Span:
    return Span(since, until, year)


SpanDep = Annotated[Span, Depends(_span)]


@router.get(
    "/regions/{code}/series",
    summary="Figures of a region over the years",
    operation_id="getRegionSeries",
    response_description="A point per year with figures, each with its source and how identity was established",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def region_series(
    code: RegionCode,
    indicators: Indicators,
    span: SpanDep,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
) -> SeriesView:
    """The same code may be another place in another year: such a year has no figure, or one over a named mapping."""
    async with database.reading() as session:
        series = await read_region_series(session, keeper, code, indicators, span)
    return series_view(series, texts)


@router.get(
    "/areas/{area_id}/series",
    summary="Figures of an area over the years",
    operation_id="getAreaSeries",
    response_description="A point per year with figures, each with its source and how identity was established",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def area_series(
    area_id: Annotated[Slug, Path()],
    indicators: Indicators,
    span: SpanDep,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
) -> SeriesView:
    """The area as it is composed in the last year, followed back: an earlier composition is another area."""
    async with database.reading() as session:
        series = await read_area_series(session, keeper, area_id, indicators, span)
    return series_view(series, texts)
