"""Fixes, lowers or withdraws an award: one proposes, another decides; the ledger names the decision (Awb 4:44-4:57)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.budget.contract.award_changes import ChangeKind, ChangeState, DecideChange, ProposeChange
from services.budget.contract.payment_refusals import (
    ChangeDecided,
    ChangeOpen,
    NoAccountYet,
    PaymentUnderWay,
    ProposerCannotDecideChange,
)
from services.budget.domain.award_changes import check_change, is_fixed_at_once
from services.budget.store.account_queries import under_way
from services.budget.store.batch_queries import changes_of, lock_change
from services.budget.store.initiative_queries import lock_initiative
from services.budget.store.ledger_queries import initiative_cents
from services.budget.store.payment_tables import AwardChange
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.move_money import post_move
from services.budget.usecases.office import Office
from services.budget.usecases.payments.tell_change import tell_change
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version


async def propose_change(
    session: Session, caller: Caller, initiative_id: UUID, body: ProposeChange, office: Office
) -> AwardChange:
    """Raises NotYours, UnknownInitiative, NoAccountYet (no award), PaymentUnderWay, ChangeOpen; `check_change`."""
    caller.require_role("policy_officer")
    initiative = await lock_initiative(session, initiative_id)
    award = await session.get(Award, initiative_id)
    if award is None:
        raise NoAccountYet
    if await under_way(session, initiative_id):
        raise PaymentUnderWay
    changes = await changes_of(session, initiative_id)
    if any(each.state == ChangeState.PROPOSED for each in changes):
        raise ChangeOpen
    stands = sum([await initiative_cents(session, initiative_id, account) for account in ("awarded", "paid")])
    now = now_cents(stands, changes)
    check_change(body, now, await fixed_on(session, initiative, award, changes, office), office.today())
    change = AwardChange(
        initiative_id=initiative_id,
        kind=body.kind.value,
        state=ChangeState.PROPOSED.value,
        version=1,
        before_cents=now,
        to_cents=body.to_cents,
        ground=body.ground.value if body.ground else None,
        why=body.why,
        heard_on=body.heard_on,
        proposed_by=caller.name,
        proposed_at=office.now(),
    )
    session.add(change)
    await session.flush()
    return change


def now_cents(stands: int, changes: Sequence[AwardChange]) -> int:
    """What an award is by now. What was claimed back and has not come is not part of it. `changes`: oldest first."""
    decided = [each.to_cents for each in changes if each.state == ChangeState.DECIDED]
    return min([stands, *decided[-1:]])


async def fixed_on(
    session: Session, initiative: Initiative, award: Award, changes: Sequence[AwardChange], office: Office
) -> date | None:
    """The day the award was fixed: with the award, or by a decision afterwards; None while it is not."""
    scheme = await scheme_of_idea(session, initiative, office)
    if is_fixed_at_once(award.amount_cents, scheme.fixing_limit_cents):
        return award.awarded_on
    decided = [each for each in changes if each.state == ChangeState.DECIDED and each.kind == ChangeKind.FIX]
    return decided[0].decided_on if decided else None


async def decide_change(
    session: Session, caller: Caller, change_id: UUID, body: DecideChange, office: Office
) -> AwardChange:
    """Right: what was not paid is free again, and what was paid above it has to come back.

    Raises NotYours, UnknownChange, ProposerCannotDecideChange, StaleVersion, ChangeDecided, PaymentUnderWay,
    NoPayer.
    """
    caller.require_role("approver")
    change = await lock_change(session, change_id)
    if change.proposed_by == caller.name:
        raise ProposerCannotDecideChange
    check_version(change.version, body.version)
    if change.state != ChangeState.PROPOSED:
        raise ChangeDecided
    initiative = await lock_initiative(session, change.initiative_id)
    if await under_way(session, initiative.id):
        raise PaymentUnderWay
    if body.is_right:
        await _move_money(session, caller, change, initiative, office)
    change.state = (ChangeState.DECIDED if body.is_right else ChangeState.DROPPED).value
    change.decided_by, change.decided_on = caller.name, office.today()
    change.version += 1
    await session.flush()
    if body.is_right:
        due = await initiative_cents(session, initiative.id, "awarded") if change.kind == ChangeKind.FIX else 0
        await tell_change(session, initiative, change, due, office)
    return change


async def _move_money(
    session: Session, caller: Caller, change: AwardChange, initiative: Initiative, office: Office
) -> None:
    """Frees what was not paid; the rest of the difference is claimed back, and freed when it comes."""
    less = change.before_cents - change.to_cents
    free = min(less, await initiative_cents(session, initiative.id, "awarded"))
    change.reclaim_cents = less - free
    if free:
        ground = office.say(f"change-ground.{change.ground}", "nl")
        decision = f"{ground}; {change.why}"[:300]
        way = ("awarded", "free")
        posting = await post_move(session, caller, initiative, "release", way, free, decision, office)
        change.posting_id = posting.id
