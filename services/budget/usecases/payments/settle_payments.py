"""Writes down what the bank said: paid (then the ledger says so too), refused, or come back. Twice is once."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.budget.contract.accounts import AccountState
from services.budget.contract.payment_refusals import BatchNotReleased, PaymentMove, UnknownBatch
from services.budget.contract.payments import (
    BatchPaymentState,
    BatchState,
    SettlePayment,
    StatusesRead,
    StatusOutcome,
    StatusRow,
)
from services.budget.domain.bank_messages import Said, read_message
from services.budget.domain.pain001 import payment_number
from services.budget.domain.payments import is_about_account
from services.budget.store.account_queries import account_in_use
from services.budget.store.batch_queries import lock_batch, lock_numbered, payments_of
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.ledger_queries import find_posting
from services.budget.store.payment_tables import BatchPayment, PaymentBatch
from services.budget.store.tables import Initiative
from services.budget.usecases.move_money import post_move, post_opposite
from services.budget.usecases.office import Office
from services.budget.usecases.payments.mail_payments import mail_paid, mail_payment_failed
from services.budget.usecases.payments.payment_file import number_of
from services.budget.usecases.payments.release_batch import check_may_tell_bank, handed_over
from services.kit.caller import Caller
from services.kit.database import Session

_OURS = re.compile(r"VV-(\d{4})-(\d{4,9})(?:-(\d{4}))?")
AT_THE_BANK = (BatchState.RELEASED.value, BatchState.HANDED_OVER.value)


async def settle_payment(
    session: Session, caller: Caller, batch_id: UUID, position: int, body: SettlePayment, office: Office
) -> PaymentBatch:
    """By hand. Raises NotYours, UnknownBatch, BatchNotReleased, PaymentMove."""
    caller.require_role("policy_officer")
    batch = await lock_batch(session, batch_id)
    if batch.state not in AT_THE_BANK:
        raise BatchNotReleased
    payments = {payment.position: payment for payment, _ in await payments_of(session, batch_id)}
    if position not in payments:
        raise UnknownBatch
    said = Said("", "", body.is_paid, body.reason, on=body.on)
    outcome = await _settle(session, caller, batch, payments[position], said, body.ask_account, office)
    if outcome is StatusOutcome.UNKNOWN:
        raise PaymentMove(state=payments[position].state)
    await session.flush()
    return batch


async def read_statuses(session: Session, caller: Caller, content: bytes, office: Office) -> StatusesRead:
    """A message of the bank, in one transaction: all of it, or nothing. What is not ours is counted and forgotten.

    Raises NotYours, NotABankMessage.
    """
    check_may_tell_bank(caller)
    said = [(each, _OURS.fullmatch(each.number or each.batch)) for each in read_message(content)]
    ours = [(each, match) for each, match in said if match]
    numbers = {(int(match[1]), int(match[2])) for _, match in ours}
    batches = await lock_numbered(session, numbers)
    payments = {
        batch.id: [payment for payment, _ in await payments_of(session, batch.id)] for batch in batches.values()
    }
    rows: list[StatusRow] = []
    for each, match in ours:
        batch = batches.get((int(match[1]), int(match[2])))
        if batch is None or batch.state not in AT_THE_BANK:
            rows.append(StatusRow(number=match[0], outcome=StatusOutcome.UNKNOWN))
            continue
        about = _about(payments[batch.id], match[3])
        rows += [await _row(session, caller, batch, payment, each, office) for payment in about]
        if not about:
            rows.append(StatusRow(number=match[0], outcome=StatusOutcome.UNKNOWN))
    await session.flush()
    return StatusesRead(rows=rows, others=len(said) - len(ours))


async def _payments(session: Session, batch: PaymentBatch) -> list[BatchPayment]:
    return [payment for payment, _title in await payments_of(session, batch.id)]


def _about(payments: Iterable[BatchPayment], position: str | None) -> list[BatchPayment]:
    """One payment; of a whole batch all that are under way still."""
    if position is None:
        return [each for each in payments if each.state == BatchPaymentState.UNDER_WAY]
    return [each for each in payments if each.position == int(position)]


async def _row(
    session: Session, caller: Caller, batch: PaymentBatch, payment: BatchPayment, said: Said, office: Office
) -> StatusRow:
    number = payment_number(number_of(batch), payment.position)
    if said.cents is not None and said.cents != payment.amount_cents:
        return StatusRow(number=number, outcome=StatusOutcome.OTHER_AMOUNT)
    outcome = await _settle(session, caller, batch, payment, said, is_about_account(said.reason), office)
    return StatusRow(number=number, outcome=outcome, reason=said.reason)


async def _settle(
    session: Session,
    caller: Caller,
    batch: PaymentBatch,
    payment: BatchPayment,
    said: Said,
    ask_account: bool,
    office: Office,
) -> StatusOutcome:
    """One payment; the batch's row is locked. KNOWN: it is so already. UNKNOWN: it cannot be any more."""
    now = BatchPaymentState(payment.state)
    wanted = BatchPaymentState.PAID if said.is_paid else BatchPaymentState.FAILED
    if now is wanted:
        return StatusOutcome.KNOWN
    if now not in (BatchPaymentState.UNDER_WAY, BatchPaymentState.PAID):
        return StatusOutcome.UNKNOWN
    if batch.state == BatchState.RELEASED:
        handed_over(batch, caller, office)
    initiative = await lock_initiative(session, payment.initiative_id)
    if said.is_paid:
        await _pay(session, caller, batch, payment, initiative, said.on or office.today(), office)
        return StatusOutcome.PAID
    await _fail(session, caller, batch, payment, initiative, said, ask_account, office)
    return StatusOutcome.FAILED


async def _pay(
    session: Session,
    caller: Caller,
    batch: PaymentBatch,
    payment: BatchPayment,
    initiative: Initiative,
    on: date,
    office: Office,
) -> None:
    decision = office.say("payment.decision", "nl", number=payment_number(number_of(batch), payment.position))
    way, cents = ("awarded", "paid"), payment.amount_cents
    posting = await post_move(session, caller, initiative, "payment", way, cents, decision, office)
    payment.posting_id = posting.id
    _ended(payment, BatchPaymentState.PAID, caller, on, office)
    await session.flush()
    applicant = await find_applicant(session, initiative.id)
    if applicant:
        await mail_paid(session, initiative, applicant, cents, payment.shown, on, office)


async def _fail(
    session: Session,
    caller: Caller,
    batch: PaymentBatch,
    payment: BatchPayment,
    initiative: Initiative,
    said: Said,
    ask_account: bool,
    office: Office,
) -> None:
    """Refused, or come back after it was paid: then the ledger gets the opposite. The award is due again."""
    if payment.posting_id:
        wrong = await find_posting(session, payment.posting_id)
        assert wrong is not None, "a foreign key says so"
        number = payment_number(number_of(batch), payment.position)
        document = office.say("payment.came-back", "nl", number=number, reason=said.reason or "–")
        await post_opposite(session, caller, wrong, document, office)
    payment.reason = said.reason or "–"
    _ended(payment, BatchPaymentState.FAILED, caller, said.on or office.today(), office)
    await session.flush()
    if ask_account:
        await _ask_account(session, payment, initiative, office)


async def _ask_account(session: Session, payment: BatchPayment, initiative: Initiative, office: Office) -> None:
    """The account it failed on is no longer used, when it still is the one in use; who applied hears it."""
    account = await account_in_use(session, initiative.id)
    if account and account.shown == payment.shown:
        account.state, account.ended_at = AccountState.REFUSED.value, office.now()
        account.version += 1
        await session.flush()
    applicant = await find_applicant(session, initiative.id)
    if applicant:
        await mail_payment_failed(session, initiative, applicant, payment.shown, office)


def _ended(payment: BatchPayment, state: BatchPaymentState, caller: Caller, on: date, office: Office) -> None:
    payment.state, payment.settled_on = state.value, on
    payment.settled_at, payment.settled_by = office.now(), caller.name
