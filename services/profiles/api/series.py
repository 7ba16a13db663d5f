"""Figures over the years: of a region as it is in the newest year, and of an area as it is composed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import Database, DatabaseDep
from services.kit.texts import Texts
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep
from services.profiles.api.regions import RegionCode
from services.profiles.api.series_views import series_view
from services.profiles.contract.series import SeriesView
from services.profiles.store.keeper import Keeper
from services.profiles.usecases.read_series import Series, Span, read_area_series, read_region_series

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


@dataclass(frozen=True, slots=True)
class Asking:
    """What both kinds of place are asked, and what it takes to answer."""

    indicators: list[str]
    span: Span
    database: Database
    keeper: Keeper
    texts: Texts

    async def of(self, read: Callable[..., Awaitable[Series]], place: str) -> SeriesView:
        """The figures of a place that `read` follows over the years."""
        async with self.database.reading() as session:
            series = await read(session, self.keeper, place, self.indicators, self.span)
        return series_view(series, self.texts)


async def _asking(
    indicators: Indicators,
    span: Annotated[Span, Depends(_span)],
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
) -> Asking:
    return Asking(indicators, span, database, keeper, texts)


AskingDep = Annotated[Asking, Depends(_asking)]
POINTS = "A point per year with figures, each with its source and how identity was established"


@router.get(
    "/regions/{code}/series",
    summary="Figures of a region over the years",
    operation_id="getRegionSeries",
    response_description=POINTS,
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def region_series(code: RegionCode, asking: AskingDep, caller: AnyCaller) -> SeriesView:
    """The same code may be another place in another year: such a year has no figure, or one over a named mapping."""
    return await asking.of(read_region_series, code)


@router.get(
    "/areas/{area_id}/series",
    summary="Figures of an area over the years",
    operation_id="getAreaSeries",
    response_description=POINTS,
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def area_series(area_id: Annotated[Slug, Path()], asking: AskingDep, caller: AnyCaller) -> SeriesView:
    """The area as it is composed in the last year, followed back: an earlier composition is another area."""
    return await asking.of(read_area_series, area_id)
