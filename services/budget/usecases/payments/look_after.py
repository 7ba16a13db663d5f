"""Every day: remind who told no account yet, and delete accounts that nobody needs any more (docs/privacy.md)."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from services.budget.store.account_queries import accounts_to_forget, without_account
from services.budget.store.batch_queries import get_batch, payments_to_forget
from services.budget.store.payment_tables import AccountReminder
from services.budget.usecases.office import Office
from services.budget.usecases.payments.mail_payments import mail_account_reminder
from services.kit.database import Session
from services.kit.work import plan_work

LOOK_AFTER_PAYMENTS = "look-after-payments"


def payments_keeper(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of today, which plans itself again for tomorrow. The migration planned it first."""

    async def keep(session: Session, _payload: Mapping[str, Any]) -> None:
        await remind(session, office)
        await forget_accounts(session, office)
        await plan_work(session, LOOK_AFTER_PAYMENTS, {}, office.now() + timedelta(days=1))

    return keep


async def remind(session: Session, office: Office) -> None:
    """Once, some days after the yes (`BUDGET_REMIND_ACCOUNT_DAYS`)."""
    until = office.today() - timedelta(days=office.settings.remind_account_days)
    for initiative, _award, applicant in await without_account(session, until):
        session.add(AccountReminder(initiative_id=initiative.id, reminded_at=office.now()))
        await mail_account_reminder(session, initiative, applicant, office)


async def forget_accounts(session: Session, office: Office) -> None:
    """So many days after it was paid, refused, replaced or never confirmed (`BUDGET_KEEP_ACCOUNT_DAYS`)."""
    before = office.now() - timedelta(days=office.settings.keep_account_days)
    for account in await accounts_to_forget(session, before):
        await session.delete(account)
    for payment in await payments_to_forget(session, before):
        payment.sealed = None
        batch = await get_batch(session, payment.batch_id)
        # Of what is known by heart but for one number, a hash gives that number away.
        batch.file_sha256 = None
    await session.flush()
