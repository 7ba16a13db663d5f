"""All SELECTs about accounts that awards are paid to."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.budget.contract.accounts import AccountState
from services.budget.contract.payment_refusals import UnknownAccount
from services.budget.store.money_tables import InitiativeBalance
from services.budget.store.payment_tables import AccountReminder, BankAccount, BatchPayment, PaymentBatch
from services.budget.store.tables import Applicant, Award, Initiative
from services.kit.database import Session

WAITING = (AccountState.WAITS_FOR_CODE.value, AccountState.TO_CHECK.value)


async def account_in_use(session: Session, initiative_id: UUID) -> BankAccount | None:
    """The account this award is paid to."""
    wanted = select(BankAccount).where(
        BankAccount.initiative_id == initiative_id, BankAccount.state == AccountState.IN_USE.value
    )
    return (await session.exec(wanted)).one_or_none()


async def waiting_account(session: Session, initiative_id: UUID) -> BankAccount | None:
    """The one that waits for its code or for an officer. To decide on it, lock the initiative first."""
    wanted = select(BankAccount).where(BankAccount.initiative_id == initiative_id, col(BankAccount.state).in_(WAITING))
    return (await session.exec(wanted)).one_or_none()


async def get_account(session: Session, account_id: UUID) -> BankAccount:
    """Raises UnknownAccount."""
    account = await session.get(BankAccount, account_id)
    if account is None:
        raise UnknownAccount
    return account


async def under_way(session: Session, initiative_id: UUID) -> tuple[BatchPayment, PaymentBatch] | None:
    """The payment of an award that is in a batch, with that batch."""
    wanted = (
        select(BatchPayment, PaymentBatch)
        .join(PaymentBatch, col(PaymentBatch.id) == BatchPayment.batch_id)
        .where(BatchPayment.initiative_id == initiative_id, BatchPayment.state == "under_way")
    )
    return (await session.exec(wanted)).one_or_none()


async def newest_payment(session: Session, initiative_id: UUID) -> BatchPayment | None:
    """The last payment of an award of which the outcome is known."""
    wanted = (
        select(BatchPayment)
        .where(BatchPayment.initiative_id == initiative_id, col(BatchPayment.state).in_(("paid", "failed")))
        .order_by(col(BatchPayment.settled_at).desc())
        .limit(1)
    )
    return (await session.exec(wanted)).one_or_none()


async def without_account(session: Session, awarded_until: date) -> Sequence[tuple[Initiative, Award, Applicant]]:
    """Awards of that day or earlier with money to pay, no account told, and nobody reminded yet."""
    told = select(BankAccount.initiative_id).where(BankAccount.initiative_id == Initiative.id).exists()
    reminded = select(AccountReminder.initiative_id).where(AccountReminder.initiative_id == Initiative.id).exists()
    wanted = (
        select(Initiative, Award, Applicant)
        .join(Award, col(Award.initiative_id) == Initiative.id)
        .join(Applicant, col(Applicant.initiative_id) == Initiative.id)
        .join(InitiativeBalance, col(InitiativeBalance.initiative_id) == Initiative.id)
        .where(InitiativeBalance.account == "awarded", InitiativeBalance.balance_cents > 0)
        .where(Award.awarded_on <= awarded_until, ~told, ~reminded)
    )
    return (await session.exec(wanted)).all()


async def accounts_to_forget(session: Session, before: datetime) -> Sequence[BankAccount]:
    """Accounts nobody needs since that moment: refused, replaced, never confirmed, or with nothing left to pay."""
    to_pay = (
        select(InitiativeBalance.initiative_id)
        .where(InitiativeBalance.initiative_id == BankAccount.initiative_id)
        .where(InitiativeBalance.account == "awarded", InitiativeBalance.balance_cents > 0)
        .exists()
    )
    newest = (
        select(func.max(BatchPayment.settled_at))
        .where(BatchPayment.initiative_id == BankAccount.initiative_id)
        .scalar_subquery()
    )
    in_batch = (
        select(BatchPayment.id)
        .where(BatchPayment.initiative_id == BankAccount.initiative_id, BatchPayment.state == "under_way")
        .exists()
    )
    is_over = (
        (col(BankAccount.ended_at) < before)
        | ((BankAccount.state == AccountState.WAITS_FOR_CODE.value) & (BankAccount.told_at < before))
        | (~to_pay & ~in_batch & (func.coalesce(newest, BankAccount.told_at) < before))
    )
    return (await session.exec(select(BankAccount).where(is_over))).all()


async def is_of_batch(session: Session, posting_id: UUID) -> bool:
    """Was this payment made by a batch?"""
    wanted = select(BatchPayment.id).where(BatchPayment.posting_id == posting_id)
    return (await session.exec(wanted)).first() is not None
