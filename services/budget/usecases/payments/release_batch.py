"""Releases a batch (somebody else than who prepared it), withdraws it, or says that the bank has it."""

from uuid import UUID

from services.budget.contract.payment_refusals import (
    BatchFileChanged,
    BatchFileGone,
    BatchMove,
    BatchNotReleased,
    BatchPreparerCannotRelease,
    OtherSum,
)
from services.budget.contract.payments import (
    BatchPaymentState,
    BatchState,
    HandOverBatch,
    ReleaseBatch,
    WithdrawBatch,
)
from services.budget.domain.amounts import Euros
from services.budget.domain.payments import BATCH_MOVES
from services.budget.domain.working_days import next_target_day
from services.budget.store.batch_queries import get_batch, lock_batch, payments_of
from services.budget.store.payment_tables import PaymentBatch
from services.budget.usecases.office import Office
from services.budget.usecases.payments.payment_file import checked_by_schema, file_of
from services.kit.caller import Caller, NotYours
from services.kit.database import Session
from services.kit.errors import check_version


async def release_batch(
    session: Session, caller: Caller, batch_id: UUID, body: ReleaseBatch, office: Office
) -> PaymentBatch:
    """From here on its file can be fetched, and its hash is fixed. Paid on the next working day.

    Raises NotYours, UnknownBatch, BatchPreparerCannotRelease, StaleVersion, BatchMove, OtherSum, NotAPaymentFile.
    """
    caller.require_role("approver")
    batch = await lock_batch(session, batch_id)
    if batch.prepared_by == caller.name:
        raise BatchPreparerCannotRelease
    _check_move(batch, body.version, BatchState.RELEASED)
    payments = await payments_of(session, batch_id)
    total = sum(payment.amount_cents for payment, _ in payments)
    if not body.total_cents == batch.total_cents == total:
        raise OtherSum(total_cents=Euros(total))
    batch.execution_on = next_target_day(office.today())
    batch.file_sha256 = await checked_by_schema(file_of(batch, payments, batch.execution_on, office))
    batch.state, batch.released_by, batch.released_at = BatchState.RELEASED.value, caller.name, office.now()
    batch.version += 1
    await session.flush()
    return batch


async def withdraw_batch(
    session: Session, caller: Caller, batch_id: UUID, body: WithdrawBatch, office: Office
) -> PaymentBatch:
    """Its awards are due again. Raises NotYours, UnknownBatch, StaleVersion, BatchMove."""
    caller.require_role("policy_officer", "approver")
    batch = await lock_batch(session, batch_id)
    _check_move(batch, body.version, BatchState.WITHDRAWN)
    batch.state, batch.withdrawn_by = BatchState.WITHDRAWN.value, caller.name
    batch.withdrawn_because = body.reason
    batch.version += 1
    for payment, _ in await payments_of(session, batch_id):
        payment.state, payment.sealed = BatchPaymentState.WITHDRAWN.value, None
        payment.settled_at = office.now()
    await session.flush()
    return batch


async def hand_over_batch(
    session: Session, caller: Caller, batch_id: UUID, body: HandOverBatch, office: Office
) -> PaymentBatch:
    """The bank has the file. Raises NotYours, UnknownBatch, StaleVersion, BatchMove."""
    check_may_tell_bank(caller)
    batch = await lock_batch(session, batch_id)
    _check_move(batch, body.version, BatchState.HANDED_OVER)
    handed_over(batch, caller, office)
    await session.flush()
    return batch


def handed_over(batch: PaymentBatch, caller: Caller, office: Office) -> None:
    batch.state = BatchState.HANDED_OVER.value
    batch.handed_over_by, batch.handed_over_at = caller.name, office.now()
    batch.version += 1


def check_may_tell_bank(caller: Caller) -> None:
    """Policy officers, and the municipality's software: it carries files and answers, and decides nothing."""
    if caller.kind != "software" and not caller.has_role("policy_officer"):
        raise NotYours(roles="policy_officer")


async def released_file(session: Session, caller: Caller, batch_id: UUID, office: Office) -> tuple[str, bytes]:
    """Its hash and the file, byte by byte as it was released. Raises NotYours, UnknownBatch, BatchNotReleased,
    BatchFileGone, BatchFileChanged."""
    caller.require_role("policy_officer")
    batch = await get_batch(session, batch_id)
    if batch.execution_on is None:
        raise BatchNotReleased
    if batch.file_sha256 is None:
        raise BatchFileGone
    content = file_of(batch, await payments_of(session, batch_id), batch.execution_on, office)
    if await checked_by_schema(content) != batch.file_sha256:
        raise BatchFileChanged
    return batch.file_sha256, content


def _check_move(batch: PaymentBatch, seen_version: int, to: BatchState) -> None:
    check_version(batch.version, seen_version)
    if to not in BATCH_MOVES[BatchState(batch.state)]:
        raise BatchMove(state=batch.state, to=to.value)
