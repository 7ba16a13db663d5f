"""A target of a figure of the programme: proposed by an officer, approved by somebody else, taken back."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.programme_refusals import (
    TargetDoesNotFit,
    TargetProposerCannotApprove,
    UnknownProgrammeKpi,
    UnknownTarget,
)
from services.monitoring.contract.programme_targets import ProposeTarget
from services.monitoring.domain.programme.kpis import BY_CODE
from services.monitoring.domain.programme.targets import may_be
from services.monitoring.store.target_queries import get_target, lock_targets
from services.monitoring.store.target_tables import ProgrammeTarget


async def propose_target(session: Session, clock: Clock, caller: Caller, body: ProposeTarget) -> ProgrammeTarget:
    """For policy officers; in place of one that waits. Raises UnknownProgrammeKpi, TargetDoesNotFit."""
    caller.require_role("policy_officer")
    kpi = BY_CODE.get(body.programme_kpi)
    if kpi is None:
        raise UnknownProgrammeKpi
    if not may_be(kpi, body.number):
        raise TargetDoesNotFit
    for before in await lock_targets(session, body.year, body.programme_kpi):
        if before.approved_at is None:
            before.ended_by, before.ended_at = caller.answerable, clock.now()
    await session.flush()
    target = ProgrammeTarget(**body.model_dump(), proposed_by=caller.answerable, proposed_at=clock.now())
    session.add(target)
    await session.flush()
    return target


async def approve_target(session: Session, clock: Clock, caller: Caller, target_id: UUID) -> ProgrammeTarget:
    """For policy officers and approvers who did not propose it; the one that was in force ends.

    Raises UnknownTarget, TargetProposerCannotApprove.
    """
    caller.require_role("policy_officer", "approver")
    target = await get_target(session, target_id)
    if target.approved_at is not None:
        raise UnknownTarget
    if target.proposed_by == caller.answerable:
        raise TargetProposerCannotApprove
    for before in await lock_targets(session, target.year, target.programme_kpi):
        if before.approved_at is not None:
            before.ended_by, before.ended_at = caller.answerable, clock.now()
    await session.flush()
    target.approved_by, target.approved_at = caller.answerable, clock.now()
    await session.flush()
    return target


async def end_target(session: Session, clock: Clock, caller: Caller, target_id: UUID) -> None:
    """For policy officers; that it was there stays known. Raises UnknownTarget."""
    caller.require_role("policy_officer")
    target = await get_target(session, target_id)
    target.ended_by, target.ended_at = caller.answerable, clock.now()
    await session.flush()
