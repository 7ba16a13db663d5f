"""All SELECTs about batches of payments, and about awards that are due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, tuple_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.budget.contract.accounts import AccountState
from services.budget.contract.payment_refusals import UnknownBatch, UnknownChange
from services.budget.store.account_queries import WAITING
from services.budget.store.money_tables import InitiativeBalance, Line
from services.budget.store.payment_tables import AwardChange, BankAccount, BatchPayment, PaymentBatch
from services.budget.store.tables import Award, Initiative
from services.kit.database import Session


@dataclass(frozen=True)
class Due:
    """An award with what was awarded and not paid, its accounts, and the batch it is under way in."""

    initiative: Initiative
    award: Award
    line: Line
    to_pay_cents: int
    paid_cents: int
    account: BankAccount | None
    waiting: BankAccount | None
    batch: PaymentBatch | None


async def due_awards(session: Session, year: int, ids: Collection[UUID] | None = None) -> list[Due]:
    """Awards of a year (of these ideas) with money that is not paid, in one statement."""
    in_use, waiting, paid = aliased(BankAccount), aliased(BankAccount), aliased(InitiativeBalance)
    paid_cents = func.coalesce(paid.balance_cents, 0)
    wanted: Any = (
        select_columns(
            Initiative, Award, Line, InitiativeBalance.balance_cents, paid_cents, in_use, waiting, PaymentBatch
        )  # type: ignore[call-overload]
        .select_from(Initiative)
        .join(Award, col(Award.initiative_id) == Initiative.id)
        .join(Line, col(Line.id) == Initiative.line_id)
        .join(InitiativeBalance, col(InitiativeBalance.initiative_id) == Initiative.id)
        .join(paid, (col(paid.initiative_id) == Initiative.id) & (paid.account == "paid"), isouter=True)
        .join(
            in_use,
            (col(in_use.initiative_id) == Initiative.id) & (in_use.state == AccountState.IN_USE.value),
            isouter=True,
        )
        .join(waiting, (col(waiting.initiative_id) == Initiative.id) & col(waiting.state).in_(WAITING), isouter=True)
        .join(
            BatchPayment,
            (col(BatchPayment.initiative_id) == Initiative.id) & (BatchPayment.state == "under_way"),
            isouter=True,
        )
        .join(PaymentBatch, col(PaymentBatch.id) == BatchPayment.batch_id, isouter=True)
        .where(Initiative.year == year)
        .where(InitiativeBalance.account == "awarded", InitiativeBalance.balance_cents > 0)
        .order_by(col(Award.awarded_on), col(Initiative.id))
    )
    if ids is not None:
        wanted = wanted.where(col(Initiative.id).in_(ids))
    return [Due(*row) for row in (await session.execute(wanted)).all()]


async def next_number(session: Session, year: int) -> int:
    """The number of a new batch; who makes one at the same time waits."""
    await session.execute(select_columns(func.pg_advisory_xact_lock(func.hashtext("payment-batches"))))
    newest = (await session.exec(select(func.max(PaymentBatch.number)).where(PaymentBatch.year == year))).one()
    return (newest or 0) + 1


async def lock_batch(session: Session, batch_id: UUID) -> PaymentBatch:
    """Raises UnknownBatch."""
    wanted = select(PaymentBatch).where(PaymentBatch.id == batch_id).with_for_update()
    batch = (await session.exec(wanted)).one_or_none()
    if batch is None:
        raise UnknownBatch
    return batch


async def get_batch(session: Session, batch_id: UUID) -> PaymentBatch:
    """Raises UnknownBatch."""
    batch = await session.get(PaymentBatch, batch_id)
    if batch is None:
        raise UnknownBatch
    return batch


async def batches_of(session: Session, year: int) -> Sequence[PaymentBatch]:
    """Newest first."""
    wanted = select(PaymentBatch).where(PaymentBatch.year == year).order_by(col(PaymentBatch.number).desc())
    return (await session.exec(wanted)).all()


async def payments_of(session: Session, batch_id: UUID) -> list[tuple[BatchPayment, str]]:
    """The payments of a batch in their order, each with the title of its idea."""
    wanted = (
        select_columns(BatchPayment, Initiative.title)  # type: ignore[call-overload]
        .join(Initiative, col(Initiative.id) == BatchPayment.initiative_id)
        .where(BatchPayment.batch_id == batch_id)
        .order_by(col(BatchPayment.position))
    )
    return [(payment, title) for payment, title in (await session.execute(wanted)).all()]


async def ended_counts(session: Session, ids: Collection[UUID]) -> dict[tuple[UUID, str], int]:
    """How many payments of each of these batches are in each state."""
    wanted = (
        select(BatchPayment.batch_id, BatchPayment.state, func.count())
        .where(col(BatchPayment.batch_id).in_(ids))
        .group_by(col(BatchPayment.batch_id), col(BatchPayment.state))
    )
    return {(batch_id, state): count for batch_id, state, count in (await session.exec(wanted)).all()}


async def lock_numbered(session: Session, numbers: Collection[tuple[int, int]]) -> dict[tuple[int, int], PaymentBatch]:
    """Batches by year and number, their rows locked in one order."""
    wanted = (
        select(PaymentBatch)
        .where(tuple_(col(PaymentBatch.year), col(PaymentBatch.number)).in_(sorted(numbers)))
        .order_by(col(PaymentBatch.id))
        .with_for_update()
    )
    return {(batch.year, batch.number): batch for batch in (await session.exec(wanted)).all()}


async def payments_to_forget(session: Session, before: datetime) -> Sequence[BatchPayment]:
    """Payments that ended before that moment and still have an account, of batches of which all ended before it."""
    running = aliased(BatchPayment)
    still = (
        select(running.id)
        .where(running.batch_id == BatchPayment.batch_id)
        .where((col(running.state) == "under_way") | (col(running.settled_at) >= before))
        .exists()
    )
    wanted = select(BatchPayment).where(col(BatchPayment.sealed).is_not(None), ~still)
    return (await session.exec(wanted.where(func.coalesce(BatchPayment.settled_at, before) <= before))).all()


async def changes_of(session: Session, initiative_id: UUID) -> Sequence[AwardChange]:
    """Every change of an award that was proposed, the oldest first."""
    wanted = select(AwardChange).where(AwardChange.initiative_id == initiative_id)
    return (await session.exec(wanted.order_by(col(AwardChange.proposed_at)))).all()


async def due_since(session: Session, ids: Collection[UUID]) -> dict[UUID, date]:
    """Of these the day of the newest decision that gave more, or fixed it: from then on the rest is due (4:87)."""
    wanted = (
        select(AwardChange.initiative_id, func.max(AwardChange.decided_on))
        .where(col(AwardChange.initiative_id).in_(ids), AwardChange.state == "decided")
        .where(col(AwardChange.kind).in_(("fix", "raise")))
        .group_by(col(AwardChange.initiative_id))
    )
    return {initiative_id: day for initiative_id, day in (await session.exec(wanted)).all() if day}


async def fixed_afterwards(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which of these were fixed by a decision after their award."""
    wanted = select(AwardChange.initiative_id).where(
        col(AwardChange.initiative_id).in_(ids), AwardChange.kind == "fix", AwardChange.state == "decided"
    )
    return set((await session.exec(wanted)).all())


async def lock_change(session: Session, change_id: UUID) -> AwardChange:
    """Raises UnknownChange."""
    wanted = select(AwardChange).where(AwardChange.id == change_id).with_for_update()
    change = (await session.exec(wanted)).one_or_none()
    if change is None:
        raise UnknownChange
    return change


async def open_changes(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which of these have a change that waits for a decision."""
    wanted = select(AwardChange.initiative_id).where(
        col(AwardChange.initiative_id).in_(ids), AwardChange.state == "proposed"
    )
    return set((await session.exec(wanted)).all())
