"""The officer looks at an account that is changed, of somebody else, or entered at the desk."""

from uuid import UUID

from services.budget.contract.accounts import AccountState, CheckAccount
from services.budget.contract.payment_refusals import AccountMove, PaymentUnderWay, TellerCannotCheck
from services.budget.store.account_queries import account_in_use, get_account, under_way
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.payment_tables import BankAccount
from services.budget.usecases.office import Office
from services.budget.usecases.payments.mail_payments import mail_account_refused, mail_account_taken
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version


async def check_account(
    session: Session, caller: Caller, account_id: UUID, body: CheckAccount, office: Office
) -> BankAccount:
    """Right: from now on it is paid to, in the place of the one before. Wrong: refused, and the applicant hears why.

    Raises NotYours, UnknownAccount, StaleVersion, AccountMove, TellerCannotCheck, PaymentUnderWay.
    """
    caller.require_role("policy_officer")
    account = await get_account(session, account_id)
    initiative = await lock_initiative(session, account.initiative_id)
    await session.refresh(account)
    check_version(account.version, body.version)
    if account.state != AccountState.TO_CHECK.value:
        raise AccountMove(state=account.state)
    if account.told_by == caller.name:
        raise TellerCannotCheck
    if await under_way(session, initiative.id):
        raise PaymentUnderWay
    if body.is_right:
        await _end(session, await account_in_use(session, initiative.id), office)
    account.state = (AccountState.IN_USE if body.is_right else AccountState.REFUSED).value
    account.checked_by = caller.name
    account.ended_at = None if body.is_right else office.now()
    account.version += 1
    await session.flush()
    applicant = await find_applicant(session, initiative.id)
    if applicant and body.is_right:
        await mail_account_taken(session, initiative, applicant, account.shown, office)
    elif applicant:
        await mail_account_refused(session, initiative, applicant, account.shown, body.reason, office)
    return account


async def _end(session: Session, before: BankAccount | None, office: Office) -> None:
    """Written first: an award has one account in use, says the database."""
    if before:
        before.state, before.ended_at = AccountState.REPLACED.value, office.now()
        before.version += 1
        await session.flush()
