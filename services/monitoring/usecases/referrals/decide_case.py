"""What is done about a breach: a step that one proposes and another confirms or declines."""

from datetime import date
from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import Refusal, check_version
from services.monitoring.contract.referral_refusals import (
    CaseIsClosed,
    DocumentMissing,
    EndDateMissing,
    EndDateUnasked,
    HearPartnerFirst,
    ProposerCannotConfirm,
    StepIsDecided,
    StepIsWaiting,
)
from services.monitoring.contract.referrals import DecideStep, ProposeStep
from services.monitoring.domain.breach import CaseState, Step, state_after, why_not
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.store.referral_queries import get_case, get_step, steps_of
from services.monitoring.store.referral_tables import BreachCase, BreachStep

_REFUSALS: dict[str, type[Refusal]] = {
    each.slug: each for each in (CaseIsClosed, HearPartnerFirst, DocumentMissing, EndDateMissing, EndDateUnasked)
}


async def propose_step(session: Session, clock: Clock, caller: Caller, case_id: UUID, body: ProposeStep) -> BreachCase:
    """Officers, approvers. Raises UnknownBreachCase, StaleVersion, StepIsWaiting, CaseIsClosed and `why_not`."""
    caller.require_role("policy_officer", "approver")
    case = await get_case(session, case_id, for_update=True)
    check_version(case.version, body.seen_version)
    steps = await steps_of(session, [case.id])
    if any(step.decision == "proposed" for step in steps):
        raise StepIsWaiting
    confirmed = {Step(step.step) for step in steps if step.decision == "confirmed"}
    if slug := why_not(Step(body.step), CaseState(case.state), confirmed, body.document, body.ends_on):
        raise _REFUSALS[slug]
    session.add(
        BreachStep(
            case_id=case.id,
            number=len(steps) + 1,
            step=body.step,
            document=body.document,
            note=body.note,
            ends_on=body.ends_on,
            proposed_by=caller.answerable,
            proposed_at=clock.now(),
        )
    )
    case.version += 1
    await session.flush()
    return case


async def decide_step(
    session: Session, clock: Clock, caller: Caller, case_id: UUID, step_id: UUID, body: DecideStep
) -> BreachCase:
    """For approvers who did not propose it. Raises ProposerCannotConfirm, StepIsDecided, StaleVersion, UnknownStep."""
    caller.require_role("approver")
    case = await get_case(session, case_id, for_update=True)
    step = await get_step(session, case.id, step_id)
    if caller.answerable == step.proposed_by:
        raise ProposerCannotConfirm
    if step.decision != "proposed":
        raise StepIsDecided
    check_version(case.version, body.seen_version)
    step.decision = "confirmed" if body.confirm else "declined"
    step.decided_by, step.decided_at = caller.answerable, clock.now()
    if body.confirm:
        case.state = state_after(Step(step.step), CaseState(case.state)).value
        await _end_subsidy(session, case.partner_id, step.ends_on)
    case.version += 1
    await session.flush()
    return case


async def _end_subsidy(session: Session, partner_id: UUID, ends_on: date | None) -> None:
    """The earliest day counts, when two cases end it. Deliveries wait until it is so."""
    if ends_on is None:
        return
    await hold_deliveries_of(session, partner_id)
    partner = await get_partner(session, partner_id)
    partner.subsidy_ended_on = min(ends_on, partner.subsidy_ended_on or ends_on)
