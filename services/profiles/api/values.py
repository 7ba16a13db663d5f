"""Figures of many places, indicators and years in one call, as JSON or as CSV."""

from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import StringConstraints

from services.kit.caller import AnyCaller
from services.kit.contract import Day, Slug, Year
from services.kit.database import DatabaseDep
from services.kit.paging import Window, link_header, window
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep
from services.profiles.api.examples import VALUES, VALUES_CSV, answers
from services.profiles.api.value_views import values_page
from services.profiles.api.values_csv import values_csv
from services.profiles.contract.regions import RegionLevel
from services.profiles.contract.values import ValuesPage
from services.profiles.usecases.list_rows import Asked
from services.profiles.usecases.read_values import read_values

router = APIRouter(prefix="/values", tags=["values"])
T = TypeVar("T")
CSV = "text/csv"
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\d{2,4}[0-9A-Z]{0,4}$")]
IndicatorCode = Annotated[str, StringConstraints(min_length=1, max_length=80)]


async def _asked(
    year: Annotated[list[Year], Query(max_length=30, description="exactly these years", examples=[[2019, 2020]])],
    region: Annotated[
        list[Code] | None, Query(max_length=1000, description="codes of regions", examples=[["BU05180271"]])
    ] = None,
    area: Annotated[
        list[Slug] | None, Query(max_length=200, description="ids of areas of the home municipality")
    ] = None,
    level: Annotated[RegionLevel | None, Query(description="every region of this level", examples=["district"])] = None,
    within: Annotated[
        Code | None, Query(description="with level: only in this municipality or district", examples=["GM0518"])
    ] = None,
    indicator: Annotated[
        list[IndicatorCode] | None,
        Query(max_length=300, description="codes; goes before theme", examples=[["inhabitants"]]),
    ] = None,
    theme: Annotated[str | None, Query(max_length=60, description="every indicator of this theme")] = None,
    as_of: Annotated[
        Day | None, Query(alias="asOf", description="as published on this day", examples=["2021-06-30"])
    ] = None,
) -> Asked:
    return Asked(
        years=_once(year),
        regions=_once(region),
        areas=_once(area),
        level=level,
        within=within,
        indicators=_once(indicator),
        theme=theme,
        as_of=as_of,
    )


@router.get(
    "",
    response_model=ValuesPage,
    summary="Figures of many places, indicators and years",
    operation_id="listValues",
    response_description="One page of figures, each with status or number and the releases it came from",
    responses=answers(VALUES, **{CSV: {"schema": {"type": "string"}, "example": VALUES_CSV}}),
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def values(
    request: Request,
    asked: Annotated[Asked, Depends(_asked)],
    page: Annotated[Window, Depends(window(usual=1000, most=20_000))],
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
) -> Response | ValuesPage:
    async with database.reading() as session:
        found = await read_values(session, keeper, asked, page)
    told = await values_page(found, asked, request, page)
    if CSV not in request.headers.get("accept", ""):
        return told
    headers = {"Link": link_header(told.page), "Content-Disposition": 'attachment; filename="voorveld.csv"'}
    return Response(values_csv(told), media_type=CSV, headers=headers)


def _once(given: list[T] | None) -> tuple[T, ...]:
    return tuple(dict.fromkeys(given or ()))
