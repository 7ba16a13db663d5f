"""What we keep of savings cases, as the contract says it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from uuid import UUID

from services.budget.contract.savings import SavingsCaseView, SavingsDeed, SavingsSource, SavingsState, SavingsStep
from services.budget.contract.sources import SourceState
from services.budget.domain.savings import Saving, deed_of_seeing
from services.budget.money_views import is_staff
from services.budget.store import savings_tables as tables
from services.budget.store.savings_queries import WholeCase
from services.kit.caller import Caller

PUBLIC_STATES = (SavingsState.APPROVED.value, SavingsState.SEEN.value, SavingsState.CLOSED.value)
PUBLIC_DEEDS = (SavingsDeed.APPROVED.value, SavingsDeed.SEEN_APPROVED.value, SavingsDeed.CLOSED.value)
ROLE_BEHIND = {
    SavingsDeed.PROPOSED: "policy_officer",
    SavingsDeed.RETURNED: "approver",
    SavingsDeed.WITHDRAWN: "policy_officer",
    SavingsDeed.APPROVED: "approver",
    SavingsDeed.SEEN: "policy_officer",
    SavingsDeed.SEEN_RETURNED: "approver",
    SavingsDeed.SEEN_APPROVED: "approver",
    SavingsDeed.CLOSED: "approver",
}


def saving_of(case: tables.SavingsCase) -> Saving:
    """The estimate of a case, to reckon with."""
    return Saving(case.low_cents, case.centre_cents, case.high_cents, Fraction(case.share))


def would_give(whole: WholeCase) -> int | None:
    """What the decision that waits would make into a source, in cents; None when none waits."""
    saving = saving_of(whole.case)
    if whole.case.state == SavingsState.PROPOSED:
        return saving.sure
    if whole.case.state == SavingsState.SEEN:
        return saving.adds(whole.last_seen.seen_cents or 0, whole.became_cents)
    return None


def would_close(whole: WholeCase) -> bool:
    """Is what waits to be approved seen of the whole year?"""
    if whole.case.state != SavingsState.SEEN:
        return False
    return deed_of_seeing(whole.case.year, whole.last_seen.seen_until or date.min) is SavingsDeed.CLOSED


def savings_view(whole: WholeCase, caller: Caller) -> SavingsCaseView:
    """The public reads what was approved, and a role where staff read who it was."""
    case, saving, named = whole.case, saving_of(whole.case), is_staff(caller)
    is_closed = case.state == SavingsState.CLOSED
    gave: dict[UUID | None, int] = {source.id: source.amount_cents for source in whole.sources}
    return SavingsCaseView(
        id=case.id,
        year=case.year,
        name=case.name,
        basis=case.basis,
        estimate=case.estimate,
        document=case.document,
        low_cents=case.low_cents,
        centre_cents=case.centre_cents,
        high_cents=case.high_cents,
        share=case.share,
        state=SavingsState(case.state) if named or is_closed else SavingsState.APPROVED,
        version=case.version,
        sure_cents=saving.sure,
        source_cents=whole.became_cents,
        expected_cents=saving.expected,
        staged_cents=0 if is_closed else saving.staged(whole.became_cents),
        most_cents=saving.most,
        seen_cents=case.seen_cents,
        seen_until=case.seen_until,
        would_give_cents=would_give(whole) if named else None,
        would_close=named and would_close(whole),
        sources=[
            SavingsSource(
                id=source.id, year=source.year, amount_cents=source.amount_cents, state=SourceState(source.state)
            )
            for source in whole.sources
        ],
        steps=[_step(step, gave, named) for step in whole.steps if named or step.deed in PUBLIC_DEEDS],
        is_own=caller.name in whole.proposers,
    )


def _step(step: tables.SavingsStep, gave: Mapping[UUID | None, int], named: bool) -> SavingsStep:
    deed = SavingsDeed(step.deed)
    return SavingsStep(
        deed=deed,
        by=step.by if named else ROLE_BEHIND[deed],
        at=step.at,
        version=step.version,
        note=step.note,
        document=step.document,
        low_cents=step.low_cents,
        centre_cents=step.centre_cents,
        high_cents=step.high_cents,
        seen_cents=step.seen_cents,
        seen_until=step.seen_until,
        money_year=step.money_year,
        gave_cents=gave.get(step.source_id, 0) if deed in PUBLIC_DEEDS else None,
    )
