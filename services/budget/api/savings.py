"""Routes of savings cases: proposed by a policy officer, decided by somebody else, and again for what was seen."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col

from services.budget.api.wiring import OfficeDep
from services.budget.contract.savings import (
    ApproveSavingsCase,
    ProposeSavingsCase,
    ProposeSavingsCaseAgain,
    ReportSeenSavings,
    ReturnSavingsCase,
    SavingsCaseView,
    WithdrawSavingsCase,
)
from services.budget.contract.savings_refusals import UnknownSavingsCase
from services.budget.money_views import is_staff
from services.budget.savings_views import PUBLIC_STATES, savings_view
from services.budget.store.savings_queries import get_whole_case, whole_cases
from services.budget.store.savings_tables import SavingsCase
from services.budget.usecases.approve_savings import approve_savings, return_savings
from services.budget.usecases.propose_savings import propose_savings, propose_savings_again, withdraw_savings
from services.budget.usecases.see_savings import approve_seen, report_seen, return_seen
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(prefix="/savings-cases", tags=["savings cases"])
AS_IT_IS = "The savings case as it now is"


async def _view(session: Session, case_id: UUID, caller: Caller) -> SavingsCaseView:
    return savings_view(await get_whole_case(session, case_id), caller)


@router.post(
    "",
    status_code=201,
    operation_id="proposeSavingsCase",
    summary="Propose an expected saving of a year, as an interval",
    response_description="The savings case",
)
async def propose(
    body: ProposeSavingsCase, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:

        async def work() -> SavingsCaseView:
            case = await propose_savings(session, caller, body, office)
            return await _view(session, case.id, caller)

        return await once.answer(session, SavingsCaseView, work)


@router.get(
    "",
    operation_id="listSavingsCases",
    summary="The savings cases of a year; the public sees approved ones only",
    response_description="The savings cases, in the order they were proposed first",
)
async def cases(caller: AnyCaller, database: DatabaseDep, year: Annotated[Year, Query()]) -> list[SavingsCaseView]:
    visible = [] if is_staff(caller) else [col(SavingsCase.state).in_(PUBLIC_STATES)]
    async with database.reading() as session:
        found = await whole_cases(session, col(SavingsCase.year) == year, *visible)
    return [savings_view(whole, caller) for whole in found]


@router.get(
    "/{case_id}", operation_id="getSavingsCase", summary="One savings case", response_description="The savings case"
)
async def case(case_id: UUID, caller: AnyCaller, database: DatabaseDep) -> SavingsCaseView:
    async with database.reading() as session:
        whole = await get_whole_case(session, case_id)
    if whole.case.state not in PUBLIC_STATES and not is_staff(caller):
        raise UnknownSavingsCase(case_id=str(case_id))
    return savings_view(whole, caller)


@router.post(
    "/{case_id}/proposal",
    operation_id="proposeSavingsCaseAgain",
    summary="Propose a case that came back, with its estimate as it now is",
    response_description=AS_IT_IS,
)
async def propose_again(
    case_id: UUID, body: ProposeSavingsCaseAgain, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await propose_savings_again(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)


@router.post(
    "/{case_id}/withdrawal",
    operation_id="withdrawSavingsCase",
    summary="Withdraw a case that is not approved",
    response_description=AS_IT_IS,
)
async def withdraw(
    case_id: UUID, body: WithdrawSavingsCase, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await withdraw_savings(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)


@router.post(
    "/{case_id}/approval",
    operation_id="approveSavingsCase",
    summary="Approve a case; the set part of its lower bound becomes a planned source",
    response_description=AS_IT_IS,
)
async def approve(
    case_id: UUID, body: ApproveSavingsCase, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await approve_savings(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)


@router.post(
    "/{case_id}/return",
    operation_id="returnSavingsCase",
    summary="Send a case back, with the reason",
    response_description=AS_IT_IS,
)
async def send_back(
    case_id: UUID, body: ReturnSavingsCase, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await return_savings(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)


@router.post(
    "/{case_id}/seen",
    status_code=201,
    operation_id="reportSeenSavings",
    summary="Say what was really saved until a day, all together",
    response_description=AS_IT_IS,
)
async def seen(
    case_id: UUID,
    body: ReportSeenSavings,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> SavingsCaseView:
    async with database.transaction() as session:

        async def work() -> SavingsCaseView:
            await report_seen(session, caller, case_id, body, office)
            return await _view(session, case_id, caller)

        return await once.answer(session, SavingsCaseView, work)


@router.post(
    "/{case_id}/seen-approval",
    operation_id="approveSeenSavings",
    summary="Approve what was seen; what it adds becomes a planned source",
    response_description=AS_IT_IS,
)
async def seen_approve(
    case_id: UUID, body: ApproveSavingsCase, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await approve_seen(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)


@router.post(
    "/{case_id}/seen-return",
    operation_id="returnSeenSavings",
    summary="Send back what was said to be seen, with the reason",
    response_description=AS_IT_IS,
)
async def seen_send_back(
    case_id: UUID, body: ReturnSavingsCase, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SavingsCaseView:
    async with database.transaction() as session:
        await return_seen(session, caller, case_id, body, office)
        return await _view(session, case_id, caller)
