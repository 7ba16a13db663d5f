"""Prepares a batch of payments from awards that are due; somebody else releases it."""

from collections.abc import Sequence
from uuid import UUID

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.payment_refusals import AwardNotReady, ChangeOpen, NothingToPay, PaymentUnderWay
from services.budget.contract.payments import BatchPaymentState, BatchState, PrepareBatch
from services.budget.domain.sealed import seal
from services.budget.domain.working_days import ends_on
from services.budget.store.batch_queries import Due, due_awards, next_number, open_changes
from services.budget.store.payment_tables import BatchPayment, PaymentBatch
from services.budget.store.round_queries import lock_ideas
from services.budget.usecases.office import Office
from services.budget.usecases.payments.of_account import account_key, read_account
from services.budget.usecases.payments.payable import Payable, payable_of
from services.budget.usecases.payments.payment_file import checked_by_schema, file_of, payer_of
from services.kit.caller import Caller
from services.kit.database import Session


async def prepare_batch(session: Session, caller: Caller, body: PrepareBatch, office: Office) -> PaymentBatch:
    """All of these awards or none, the first to pay first. Two officers at once: no award comes in two batches.

    Raises NotYours, NoPayer, NothingToPay, PaymentUnderWay, AwardNotReady, ChangeOpen, AccountCannotBeRead,
    NotAPaymentFile.
    """
    caller.require_role("policy_officer")
    payer = payer_of(office)
    await lock_ideas(session, body.initiative_ids)
    found = await due_awards(session, body.year, body.initiative_ids)
    payable = await payable_of(session, found, office)
    _check_ready(body.initiative_ids, found, payable)
    if await open_changes(session, body.initiative_ids):
        raise ChangeOpen
    found.sort(key=lambda due: (payable[due.initiative.id].until, due.initiative.id))
    batch = PaymentBatch(
        year=body.year,
        number=await next_number(session, body.year),
        state=BatchState.PREPARED.value,
        version=1,
        payment_count=len(found),
        total_cents=sum(payable[due.initiative.id].cents for due in found),
        payer_name=payer.holder,
        payer_iban=payer.iban,
        prepared_by=caller.name,
        # As the file says it: whole seconds.
        prepared_at=office.now().replace(microsecond=0),
    )
    session.add(batch)
    await session.flush()
    payments = [_payment(batch, at, due, payable[due.initiative.id], office) for at, due in enumerate(found, start=1)]
    session.add_all(payments)
    await session.flush()
    titles = [(payment, due.initiative.title) for payment, due in zip(payments, found, strict=True)]
    await checked_by_schema(file_of(batch, titles, ends_on(office.today()), office))
    return batch


def _check_ready(asked: Sequence[UUID], found: Sequence[Due], payable: dict[UUID, Payable]) -> None:
    if {due.initiative.id for due in found} != set(asked):
        raise NothingToPay
    for due in found:
        if due.batch:
            raise PaymentUnderWay
        if payable[due.initiative.id].stage is not PaymentStage.READY:
            raise AwardNotReady(title=due.initiative.title)


def _payment(batch: PaymentBatch, position: int, due: Due, payable: Payable, office: Office) -> BatchPayment:
    """With the account as it is now: a later change does not touch what somebody released."""
    assert due.account is not None, "it is ready"
    payment = BatchPayment(
        batch_id=batch.id,
        position=position,
        initiative_id=due.initiative.id,
        amount_cents=payable.cents,
        pay_by=payable.until,
        shown=due.account.shown,
        state=BatchPaymentState.UNDER_WAY.value,
    )
    payment.sealed = seal(account_key(office), payment.id, read_account(due.account, office))
    return payment
