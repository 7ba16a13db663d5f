"""Of awards that are due: the last day to pay, what may be paid now, and where their money is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.budget.contract.accounts import AccountState, PaymentStage
from services.budget.domain.award_changes import is_fixed_at_once, payable_cents
from services.budget.domain.payments import stage
from services.budget.domain.terms import pay_by
from services.budget.store.batch_queries import Due, due_since, fixed_afterwards
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.kit.database import Session


@dataclass(frozen=True)
class Payable:
    """`cents`: all that is not paid, or of an award that is fixed afterwards what of the advance is not paid."""

    cents: int
    until: date
    stage: PaymentStage


async def payable_of(session: Session, found: Sequence[Due], office: Office) -> dict[UUID, Payable]:
    """For each of these awards of one year."""
    rules = await schemes_of_ideas(session, [due.initiative for due in found], office)
    fixed = await fixed_afterwards(session, [due.initiative.id for due in found])
    since = await due_since(session, [due.initiative.id for due in found])
    payable = {}
    for due in found:
        scheme = rules[due.initiative.id]
        at_once = is_fixed_at_once(due.award.amount_cents, scheme.fixing_limit_cents)
        cents = payable_cents(
            due.to_pay_cents,
            due.paid_cents,
            is_fixed=at_once or due.initiative.id in fixed,
            advance_percent=scheme.advance_percent,
        )
        until = pay_by(since.get(due.initiative.id, due.award.awarded_on), scheme.pay_weeks)
        payable[due.initiative.id] = Payable(cents, until, _stage(due, cents))
    return payable


def _stage(due: Due, cents: int) -> PaymentStage:
    return stage(
        to_pay_cents=due.to_pay_cents,
        payable_cents=cents,
        paid_cents=due.paid_cents,
        batch_state=due.batch.state if due.batch else None,
        has_account=due.account is not None,
        waiting=AccountState(due.waiting.state) if due.waiting else None,
    )
