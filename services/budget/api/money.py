"""Routes of the year's money: what each line has, every posting of the ledger, and what stands on each account."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import col

from services.budget.api.letting_in import ReadingCaller
from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.contract.ledger import PostingView, TrialBalance
from services.budget.contract.models import YearMoney
from services.budget.ledger_views import posting_view, trial_balance
from services.budget.money_views import sees_plans, year_money
from services.budget.store.ledger_queries import account_sums, postings, touches
from services.budget.store.line_money import line_money
from services.budget.store.money_tables import Posting
from services.budget.store.queries import find_split_in_force, is_published
from services.kit.caller import Caller
from services.kit.clock import AMSTERDAM
from services.kit.contract import Day, Year
from services.kit.database import DatabaseDep, Session
from services.kit.public import KEPT, for_a_minute

router = APIRouter(tags=["money"])
OnDay = Annotated[Day | None, Query(description="as it stood at the end of this day (Europe/Amsterdam)")]


@router.get(
    "/money",
    dependencies=[PUBLIC],
    operation_id="getMoney",
    summary="All money of a year: ceiling, awarded, paid, left and asked per line",
    response_description="The money; no lines when no split is published yet",
)
async def money(
    caller: ReadingCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year, Query()]
) -> YearMoney:
    async with database.reading() as session:
        split = await find_split_in_force(session, year) if await is_published(session, year) else None
        lines = await line_money(session, year) if split else []
    return year_money(year, split, lines, office)


@router.get(
    "/postings",
    dependencies=KEPT,
    operation_id="listPostings",
    summary="The ledger of a year, or the statement of a line or an initiative, with the decision behind each posting",
    response_description="The postings in the order of writing, none before a split is published but for staff",
)
async def all_postings(
    caller: ReadingCaller,
    database: DatabaseDep,
    office: OfficeDep,
    response: Response,
    year: Annotated[Year, Query()],
    line_id: Annotated[UUID | None, Query(alias="lineId")] = None,
    initiative_id: Annotated[UUID | None, Query(alias="initiativeId")] = None,
    on: OnDay = None,
) -> list[PostingView]:
    where = [col(Posting.year) == year]
    where += [touches([line_id])] if line_id else []
    where += [col(Posting.initiative_id) == initiative_id] if initiative_id else []
    where += [col(Posting.at) < _end_of(on)] if on else []
    async with database.reading() as session:
        found = await postings(session, *where) if await _may_see(session, caller, year, response) else []
    return [posting_view(whole, office) for whole in found]


@router.get(
    "/trial-balance",
    dependencies=KEPT,
    operation_id="getTrialBalance",
    summary="What stands on every account of a year, now or at the end of a day",
    response_description="The accounts; they add up to zero. None before a split is published but for staff",
)
async def balance(
    caller: ReadingCaller,
    database: DatabaseDep,
    office: OfficeDep,
    response: Response,
    year: Annotated[Year, Query()],
    on: OnDay = None,
) -> TrialBalance:
    day = on or office.today()
    async with database.reading() as session:
        may_see = await _may_see(session, caller, year, response)
        sums = await account_sums(session, year, _end_of(day)) if may_see else []
    return trial_balance(year, day, sums, is_now=day >= office.today(), office=office)


async def _may_see(session: Session, caller: Caller, year: int, response: Response) -> bool:
    """Approving a split writes the ledger; the public sees it from the day the split is published (Awb 4:27).

    Until then what staff read is theirs: no cache on the way may keep it for others.
    """
    is_public = await is_published(session, year)
    if is_public or not sees_plans(caller):
        await for_a_minute(response)
    return is_public or sees_plans(caller)


def _end_of(day: date) -> datetime:
    """The first moment that no longer belongs to a day in Europe/Amsterdam."""
    return datetime.combine(min(day, date.max - timedelta(days=1)) + timedelta(days=1), datetime.min.time(), AMSTERDAM)
