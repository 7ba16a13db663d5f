"""Targets of the programme's figures: proposed, approved by somebody else, taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.kit.caller import Caller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import ClockDep
from services.monitoring.contract.programme_targets import ProposeTarget, TargetView
from services.monitoring.store.target_queries import targets_of
from services.monitoring.store.target_tables import ProgrammeTarget
from services.monitoring.usecases.programme import set_target

router = APIRouter(prefix="/programme-targets", tags=["programme"])


@router.get(
    "",
    operation_id="listTargets",
    summary="Targets of a year: those that wait and those in force",
    response_description="For policy officers and approvers",
)
async def targets(year: Annotated[Year, Query()], caller: PersonCaller, database: DatabaseDep) -> list[TargetView]:
    caller.require_role("policy_officer", "approver")
    async with database.reading() as session:
        return [_view(target, caller) for target in await targets_of(session, year)]


@router.post(
    "",
    status_code=201,
    operation_id="proposeTarget",
    summary="Propose what a figure of a year should come to",
    response_description="It waits for somebody else; one that waited before is ended",
)
async def propose(
    body: ProposeTarget, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, once: OnceDep
) -> TargetView:
    """For policy officers."""

    async def work() -> TargetView:
        return _view(await set_target.propose_target(session, clock, caller, body), caller)

    async with database.transaction() as session:
        return await once.answer(session, TargetView, work)


@router.post(
    "/{target_id}/approval",
    operation_id="approveTarget",
    summary="Approve a target: from now on it is public",
    response_description="In force; the one before is ended",
)
async def approve(target_id: UUID, caller: PersonCaller, database: DatabaseDep, clock: ClockDep) -> TargetView:
    """For policy officers and approvers who did not propose it."""
    async with database.transaction() as session:
        return _view(await set_target.approve_target(session, clock, caller, target_id), caller)


@router.delete(
    "/{target_id}", status_code=204, operation_id="endTarget", summary="Take a target back", response_class=Response
)
async def end(target_id: UUID, caller: PersonCaller, database: DatabaseDep, clock: ClockDep) -> None:
    """For policy officers; that it was there stays known."""
    async with database.transaction() as session:
        await set_target.end_target(session, clock, caller, target_id)


def _view(target: ProgrammeTarget, caller: Caller) -> TargetView:
    waits = target.approved_at is None
    return TargetView(
        id=target.id,
        year=target.year,
        programme_kpi=target.programme_kpi,
        number=target.number,
        state="proposed" if waits else "in_force",
        proposed_at=target.proposed_at,
        may_approve=waits and target.proposed_by != caller.answerable,
    )
