"""The decision that takes the place of the one objected to: money is awarded, or more or less of it (Awb 7:11)."""

from dataclasses import dataclass
from uuid import UUID

from services.budget.contract.award_changes import ChangeKind, ChangeState
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.objection_refusals import (
    MoreThanAsked,
    NotEnoughForObjection,
    NothingChanges,
    NotWorseForWhoObjects,
)
from services.budget.contract.objections import NewAmount
from services.budget.contract.payment_refusals import ChangeOpen, PaymentUnderWay
from services.budget.contract.refusals import InitiativeMove
from services.budget.domain.amounts import Euros
from services.budget.domain.award_changes import check_ground, kind_of_change
from services.budget.store.account_queries import under_way
from services.budget.store.batch_queries import changes_of
from services.budget.store.circle_queries import cents_to_give, lock_line
from services.budget.store.ledger_queries import initiative_cents
from services.budget.store.money_tables import Posting
from services.budget.store.objection_tables import Objection
from services.budget.store.payment_tables import AwardChange
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.office import Office
from services.budget.usecases.payments.change_award import fixed_on, now_cents
from services.budget.usecases.post_to_ledger import Side, write_posting
from services.budget.usecases.set_least import check_not_below_least
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words


@dataclass(frozen=True)
class Anew:
    """What the new decision makes of the money, in euro cents. `kind` is None when a no became a yes.

    `reclaim_cents`: of what was paid, what has to come back. `posting_id`: None when no money moved.
    """

    kind: ChangeKind | None
    before_cents: int
    to_cents: int
    reclaim_cents: int
    posting_id: UUID | None


async def decide_anew(
    session: Session, caller: Caller, initiative: Initiative, objection: Objection, new: NewAmount, office: Office
) -> Anew:
    """Moves the money; the idea and the objection are locked, the letter and the records come after it.

    Raises MoreThanAsked, NothingChanges, NotEnoughForObjection, NotWorseForWhoObjects, InitiativeMove,
    PaymentUnderWay, ChangeOpen; of a lower amount NotAGround, NotHeard, TooLateToChange.
    """
    if new.to_cents > initiative.amount_cents:
        raise MoreThanAsked(asked_cents=Euros(initiative.amount_cents))
    if await under_way(session, initiative.id):
        raise PaymentUnderWay
    award = await session.get(Award, initiative.id)
    if award is None:
        return await _first_award(session, caller, initiative, new, office)
    changes = await changes_of(session, initiative.id)
    if any(each.state == ChangeState.PROPOSED for each in changes):
        raise ChangeOpen
    awarded = await initiative_cents(session, initiative.id, "awarded")
    stands = awarded + await initiative_cents(session, initiative.id, "paid")
    now = now_cents(stands, changes)
    kind = kind_of_change(now, new.to_cents)
    if kind is ChangeKind.RAISE:
        # What was paid and claimed back is no longer claimed back; only what is more than that comes from the line.
        moved, back = max(new.to_cents - stands, 0), max(stands - new.to_cents, 0)
        if moved:
            await _check_left(session, initiative, moved)
    else:
        if objection.of_applicant:
            raise NotWorseForWhoObjects
        fixed = await fixed_on(session, initiative, award, changes, office)
        check_ground(new.ground, new.heard_on, kind, fixed, office.today())
        moved = -min(now - new.to_cents, awarded)
        back = now - new.to_cents + moved
    posting = await _post(session, caller, initiative, "objection", moved, office) if moved else None
    return Anew(kind, now, new.to_cents, back, posting.id if posting else None)


async def _first_award(
    session: Session, caller: Caller, initiative: Initiative, new: NewAmount, office: Office
) -> Anew:
    """A no that becomes a yes."""
    if initiative.state != InitiativeState.REFUSED.value:
        raise InitiativeMove(state=initiative.state, to=InitiativeState.AWARDED.value)
    if new.to_cents == 0:
        raise NothingChanges
    check_not_below_least(initiative, new.to_cents)
    await _check_left(session, initiative, new.to_cents)
    posting = await _post(session, caller, initiative, "award", new.to_cents, office)
    return Anew(None, 0, new.to_cents, 0, posting.id)


async def _check_left(session: Session, initiative: Initiative, cents: int) -> None:
    """The line stays locked until the transaction ends, so two decisions never give the same euro away."""
    await lock_line(session, initiative.line_id)
    left = max(await cents_to_give(session, initiative.line_id), 0)
    if cents > left:
        raise NotEnoughForObjection(left_cents=Euros(left), asked_cents=Euros(cents))


async def _post(
    session: Session, caller: Caller, initiative: Initiative, kind: str, cents: int, office: Office
) -> Posting:
    """Names the decision on the objection. Below zero: from awarded to free."""
    day = in_words(office.today(), "nl")
    posting = Posting(
        year=initiative.year,
        kind=kind,
        decision=office.say("objection.posting", "nl", title=initiative.title, day=day),
        initiative_id=initiative.id,
        by=caller.name,
        at=office.now(),
    )
    sides: list[Side] = [("free", initiative.line_id, -cents), ("awarded", initiative.line_id, cents)]
    return await write_posting(session, posting, sides)


def change_of(objection: Objection, anew: Anew, kind: ChangeKind, new: NewAmount, office: Office) -> AwardChange:
    """The record of an award that became more or less, which names the objection. Write the objection first."""
    who = objection.decided_by or ""
    return AwardChange(
        initiative_id=objection.initiative_id,
        kind=kind.value,
        state=ChangeState.DECIDED.value,
        version=1,
        before_cents=anew.before_cents,
        to_cents=anew.to_cents,
        reclaim_cents=anew.reclaim_cents,
        ground=new.ground.value if new.ground and kind is not ChangeKind.RAISE else None,
        why=(objection.reasons or "")[:600],
        heard_on=new.heard_on,
        proposed_by=who,
        proposed_at=office.now(),
        decided_by=who,
        decided_on=objection.decided_on,
        posting_id=anew.posting_id,
        objection_id=objection.id,
    )
