"""Routes of the money: what each line has, and every entry of the ledger."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.contract.models import LedgerEntry, YearMoney
from services.budget.money_views import ledger_entry, year_money
from services.budget.store.queries import find_split_in_force, is_published, ledger_of, line_money
from services.kit.caller import AnyCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep

router = APIRouter(tags=["money"])


@router.get(
    "/money",
    dependencies=[PUBLIC],
    operation_id="getMoney",
    summary="All money of a year: ceiling, awarded, paid, left and asked per line",
    response_description="The money; no lines when no split is published yet",
)
async def money(
    caller: AnyCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year, Query()]
) -> YearMoney:
    async with database.reading() as session:
        split = await find_split_in_force(session, year) if await is_published(session, year) else None
        lines = await line_money(session, year) if split else []
    return year_money(year, split, lines, office)


@router.get(
    "/ledger-entries",
    dependencies=[PUBLIC],
    operation_id="listLedgerEntries",
    summary="Every entry of a year's ledger, with the decision it rests on",
    response_description="The entries; those of one posting add up to zero",
)
async def ledger_entries(
    caller: AnyCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year, Query()]
) -> list[LedgerEntry]:
    async with database.reading() as session:
        entries = await ledger_of(session, year)
    return [ledger_entry(posting, entry, office) for posting, entry in entries]
