"""What we keep of awards that change, as the contract says it. The public sees what was decided, without a name."""

from services.budget.contract.award_changes import AwardChange as View
from services.budget.contract.award_changes import AwardChanges, ChangeGround, ChangeKind, ChangeState
from services.budget.contract.payment_refusals import NoAccountYet
from services.budget.domain.award_changes import grounds_of
from services.budget.store.batch_queries import changes_of
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.payment_tables import AwardChange
from services.budget.usecases.office import Office
from services.budget.usecases.payments.change_award import fixed_on, now_cents
from services.kit.caller import Caller
from services.kit.database import Session


def change_view(change: AwardChange, caller: Caller) -> View:
    return View(
        id=change.id,
        kind=ChangeKind(change.kind),
        state=ChangeState(change.state),
        version=change.version,
        before_cents=change.before_cents,
        to_cents=change.to_cents,
        reclaim_cents=change.reclaim_cents,
        ground=ChangeGround(change.ground) if change.ground else None,
        why=change.why,
        heard_on=change.heard_on,
        decided_on=change.decided_on,
        on_objection=change.objection_id is not None,
        is_mine=change.proposed_by == caller.name,
    )


async def changes_view(session: Session, whole: WholeInitiative, caller: Caller, office: Office) -> AwardChanges:
    """Raises NoAccountYet when there is no award."""
    if whole.award is None:
        raise NoAccountYet
    changes = await changes_of(session, whole.initiative.id)
    is_fixed = await fixed_on(session, whole.initiative, whole.award, changes, office) is not None
    is_staff = caller.has_role("policy_officer") or caller.has_role("approver")
    return AwardChanges(
        is_fixed=is_fixed,
        now_cents=now_cents(whole.to_pay_cents + whole.paid_cents, changes),
        grounds=list(grounds_of(ChangeKind.LOWER, is_fixed=is_fixed)),
        changes=[change_view(each, caller) for each in changes if is_staff or each.state == ChangeState.DECIDED],
    )
