"""Routes of the open data: the years there are, and of each year its files as JSON, most of them as CSV too."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response

from services.budget.api.letting_in import ReadingCaller
from services.budget.api.wiring import OfficeDep
from services.budget.contract.open_data import (
    OpenAwards,
    OpenCeilings,
    OpenDataYear,
    OpenDataYears,
    OpenFile,
    OpenPayments,
    OpenPlan,
    OpenSources,
    OpenWooSubsidies,
    SplitDocument,
)
from services.budget.contract.refusals import UnknownSplit
from services.budget.money_views import sees_plans
from services.budget.open_data_csv import open_csv, row_of
from services.budget.store.queries import get_whole_split, is_public
from services.budget.usecases import read_open_data as read
from services.kit.caller import AnyCaller
from services.kit.contract import Reply, Year
from services.kit.database import DatabaseDep
from services.kit.public import KEPT, open_to_all

CSV = "text/csv"
ALWAYS_ASKED = {"Cache-Control": "public, no-cache"}
"""Kept by its ETag, and asked again each time: what changed is in the next answer at once."""
AS_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}


async def _always_asked(response: Response) -> None:
    response.headers.update(ALWAYS_ASKED)


OPEN = [Depends(open_to_all), Depends(_always_asked), *KEPT]
YearPath = Annotated[Year, Path()]

router = APIRouter(tags=["open data"])


def _answer(request: Request, file: OpenFile, rows: Sequence[Reply], field: str = "rows") -> Any:
    """The file itself, or as CSV for who asks for that."""
    if CSV not in request.headers.get("accept", ""):
        return file
    text = open_csv(file, row_of(type(file), field), rows)
    return Response(text, media_type=f"{CSV}; charset=utf-8; header=present", headers=ALWAYS_ASKED)


@router.get(
    "/open-data",
    dependencies=OPEN,
    operation_id="listOpenDataYears",
    summary="The years there is open data of, and its licence",
    response_description="The years",
)
async def years(caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> OpenDataYears:
    async with database.reading() as session:
        return await read.read_years(session, office)


@router.get(
    "/open-data/{year}",
    dependencies=OPEN,
    operation_id="listOpenDataFiles",
    summary="The files of a year, with how many rows each has",
    response_description="The files",
)
async def one_year(year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> OpenDataYear:
    async with database.reading() as session:
        return await read.read_year(session, year, office)


@router.get(
    "/open-data/{year}/sources",
    response_model=OpenSources,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenSources",
    summary="Where the money of a year comes from",
    response_description="The sources",
)
async def sources(request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> Any:
    async with database.reading() as session:
        file = await read.read_sources(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/plan",
    response_model=OpenPlan,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenPlan",
    summary="The plan of a year's split: what each line asks, and by which key",
    response_description="The lines of the plan",
)
async def plan(request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> Any:
    async with database.reading() as session:
        file = await read.read_plan(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/split",
    response_model=SplitDocument,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenSplit",
    summary="A year's split, frozen: with the JSON anybody can divide the money again; the CSV has its lines",
    response_description="The split",
)
async def split(request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> Any:
    async with database.reading() as session:
        file = await read.read_split(session, year, office)
    return _answer(request, file, file.lines, "lines")


@router.get(
    "/open-data/{year}/ceilings",
    response_model=OpenCeilings,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenCeilings",
    summary="What each line may spend, and what of it is awarded, paid and left",
    response_description="The lines",
)
async def ceilings(
    request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> Any:
    async with database.reading() as session:
        file = await read.read_ceilings(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/awards",
    response_model=OpenAwards,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenAwards",
    summary="What was awarded in a year, without who asked for it",
    response_description="The awards",
)
async def awards(request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> Any:
    async with database.reading() as session:
        file = await read.read_awards(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/payments",
    response_model=OpenPayments,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getOpenPayments",
    summary="What was paid on the awards of a year, and what came back",
    response_description="The payments",
)
async def payments(
    request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> Any:
    async with database.reading() as session:
        file = await read.read_payments(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/woo-subsidies",
    response_model=OpenWooSubsidies,
    responses=AS_CSV,
    dependencies=OPEN,
    operation_id="getWooSubsidies",
    summary="Subsidies to others than natural persons (Woo, article 3.3a), and how much went to natural persons",
    response_description="The overview",
)
async def woo_subsidies(
    request: Request, year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> Any:
    async with database.reading() as session:
        file = await read.read_woo_subsidies(session, year, office)
    return _answer(request, file, file.rows)


@router.get(
    "/open-data/{year}/awards-360giving",
    dependencies=OPEN,
    operation_id="getAwardsIn360Giving",
    summary="The awards of a year in the 360Giving Data Standard 1.4",
    response_description="The package, as https://standard.threesixtygiving.org describes it",
)
async def threesixty(year: YearPath, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> dict[str, Any]:
    async with database.reading() as session:
        return await read.read_threesixty(session, year, office)


@router.get(
    "/splits/{split_id}/export",
    operation_id="exportSplit",
    summary="One split as a file, with all that is needed to divide the money again",
    response_description="The split",
)
async def export(split_id: UUID, caller: ReadingCaller, database: DatabaseDep, office: OfficeDep) -> SplitDocument:
    async with database.reading() as session:
        whole = await get_whole_split(session, split_id)
        may_see = sees_plans(caller) or await is_public(session, whole.split)
    if not may_see:
        raise UnknownSplit(split_id=str(split_id))
    return read.document_of(whole, office)
