"""Routes of the sources of a year's money: planned by a policy officer, confirmed by somebody else."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.api.letting_in import PreparingCaller, ReadingCaller
from services.budget.api.wiring import OfficeDep
from services.budget.contract.sources import AddSource, ConfirmSource, SourceView, WithdrawSource
from services.budget.money_views import source_view
from services.budget.store.queries import sources_of
from services.budget.usecases.keep_source import add_source, confirm_source, withdraw_source
from services.kit.caller import PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/sources", tags=["sources"])


@router.post(
    "",
    status_code=201,
    operation_id="addSource",
    summary="Add money of a year, planned",
    response_description="The source",
)
async def add(
    body: AddSource, caller: PreparingCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> SourceView:
    async with database.transaction() as session:

        async def work() -> SourceView:
            return source_view(await add_source(session, caller, body, office), caller)

        return await once.answer(session, SourceView, work)


@router.get("", operation_id="listSources", summary="The sources of a year", response_description="The sources")
async def sources(caller: ReadingCaller, database: DatabaseDep, year: Annotated[Year, Query()]) -> list[SourceView]:
    async with database.reading() as session:
        found = await sources_of(session, year)
    return [source_view(source, caller) for source in found]


@router.post(
    "/{source_id}/confirmation",
    operation_id="confirmSource",
    summary="Confirm that the money is there; not by who added it",
    response_description="The source as it now is",
)
async def confirm(
    source_id: UUID, body: ConfirmSource, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SourceView:
    async with database.transaction() as session:
        source = await confirm_source(
            session, caller, source_id, seen_version=body.version, document=body.document, office=office
        )
        return source_view(source, caller)


@router.post(
    "/{source_id}/withdrawal",
    operation_id="withdrawSource",
    summary="Withdraw a planned source that will not come",
    response_description="The source as it now is",
)
async def withdraw(
    source_id: UUID, body: WithdrawSource, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SourceView:
    async with database.transaction() as session:
        source = await withdraw_source(session, caller, source_id, seen_version=body.version, office=office)
        return source_view(source, caller)
