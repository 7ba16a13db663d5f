"""Prepares a batch of payments from awards that are due; somebody else releases it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.payment_refusals import AwardNotReady, NothingToPay, PaymentUnderWay
from services.budget.contract.payments import BatchPaymentState, BatchState, PrepareBatch
from services.budget.domain.sealed import seal
from services.budget.domain.terms import pay_by
from services.budget.domain.working_days import ends_on
from services.budget.store.batch_queries import Due, due_awards, next_number
from services.budget.store.payment_tables import BatchPayment, PaymentBatch
from services.budget.store.round_queries import lock_ideas
from services.budget.usecases.office import Office
from services.budget.usecases.payments.of_account import account_key, read_account, stage_of
from services.budget.usecases.payments.payment_file import checked_by_schema, file_of, payer_of
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.kit.caller import Caller
from services.kit.database import Session


async def prepare_batch(session: Session, caller: Caller, body: PrepareBatch, office: Office) -> PaymentBatch:
    """All of these awards or none, the first to pay first. Two officers at once: no award comes in two batches.

    Raises NotYours, NoPayer, NothingToPay, PaymentUnderWay, AwardNotReady, AccountCannotBeRead, NotAPaymentFile.
    """
    caller.require_role("policy_officer")
    payer = payer_of(office)
    await lock_ideas(session, body.initiative_ids)
    found = await due_awards(session, body.year, body.initiative_ids)
    _check_ready(body.initiative_ids, found)
    days = await pay_by_days(session, found, office)
    found.sort(key=lambda due: (days[due.initiative.id], due.initiative.id))
    batch = PaymentBatch(
        year=body.year,
        number=await next_number(session, body.year),
        state=BatchState.PREPARED.value,
        version=1,
        payment_count=len(found),
        total_cents=sum(due.to_pay_cents for due in found),
        payer_name=payer.holder,
        payer_iban=payer.iban,
        prepared_by=caller.name,
        # As the file says it: whole seconds.
        prepared_at=office.now().replace(microsecond=0),
    )
    session.add(batch)
    await session.flush()
    payments = [_payment(batch, at, due, days, office) for at, due in enumerate(found, start=1)]
    session.add_all(payments)
    await session.flush()
    titles = [(payment, due.initiative.title) for payment, due in zip(payments, found, strict=True)]
    await checked_by_schema(file_of(batch, titles, ends_on(office.today()), office))
    return batch


async def pay_by_days(session: Session, found: Sequence[Due], office: Office) -> dict[UUID, date]:
    """The last day to pay each of these awards of one year."""
    rules = await schemes_of_ideas(session, [due.initiative for due in found], office)
    return {due.initiative.id: pay_by(due.award.awarded_on, rules[due.initiative.id].pay_weeks) for due in found}


def _check_ready(asked: Sequence[UUID], found: Sequence[Due]) -> None:
    if {due.initiative.id for due in found} != set(asked):
        raise NothingToPay
    for due in found:
        if due.batch:
            raise PaymentUnderWay
        if stage_of(due) is not PaymentStage.READY:
            raise AwardNotReady(title=due.initiative.title)


def _payment(batch: PaymentBatch, position: int, due: Due, days: dict[UUID, date], office: Office) -> BatchPayment:
    """With the account as it is now: a later change does not touch what somebody released."""
    assert due.account is not None, "it is ready"
    payment = BatchPayment(
        batch_id=batch.id,
        position=position,
        initiative_id=due.initiative.id,
        amount_cents=due.to_pay_cents,
        pay_by=days[due.initiative.id],
        shown=due.account.shown,
        state=BatchPaymentState.UNDER_WAY.value,
    )
    payment.sealed = seal(account_key(office), payment.id, read_account(due.account, office))
    return payment
