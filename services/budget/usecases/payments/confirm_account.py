"""Confirms an account with the mailed code. A first one of one's own is used at once; the rest an officer looks at."""

from uuid import UUID

from services.budget.contract.accounts import AccountState
from services.budget.contract.payment_refusals import (
    AccountMove,
    TooManyAccountTries,
    UnknownAccount,
    WrongAccountCode,
)
from services.budget.domain import secrets
from services.budget.store.account_queries import account_in_use, waiting_account
from services.budget.store.initiative_queries import get_applicant, lock_initiative
from services.budget.store.payment_tables import BankAccount
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.budget.usecases.payments.mail_payments import mail_account_changes
from services.budget.usecases.payments.of_account import check_may_tell
from services.kit.caller import Caller
from services.kit.database import Session


async def count_account_try(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """Count a try before it is judged, in a transaction of its own: a refusal undoes its own transaction.

    Raises NotYours, UnknownInitiative, UnknownAccount, AccountMove, TooManyAccountTries.
    """
    account = await _that_waits(session, caller, initiative_id)
    if account.code_tries >= secrets.CODE_TRIES:
        raise TooManyAccountTries(tries=secrets.CODE_TRIES)
    account.code_tries += 1


async def confirm_account(
    session: Session, caller: Caller, initiative_id: UUID, code: str, office: Office
) -> BankAccount:
    """A change of account is how money is stolen, so an officer looks and the applicant hears of it (docs/payments.md).

    Raises NotYours, UnknownAccount, AccountMove, WrongAccountCode, and what `check_may_tell` raises.
    """
    account = await _that_waits(session, caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    await check_may_tell(session, initiative)
    _check_code(account, code, office)
    before = await account_in_use(session, initiative_id)
    is_first_and_own = before is None and account.is_own
    account.state = (AccountState.IN_USE if is_first_and_own else AccountState.TO_CHECK).value
    account.code_hash, account.confirmed_at = None, office.now()
    account.version += 1
    if before:
        applicant = await get_applicant(session, initiative_id)
        await mail_account_changes(session, initiative, applicant, before.shown, account.shown, office)
    await session.flush()
    return account


async def _that_waits(session: Session, caller: Caller, initiative_id: UUID) -> BankAccount:
    check_own(caller, initiative_id)
    await lock_initiative(session, initiative_id)
    account = await waiting_account(session, initiative_id)
    if account is None:
        raise UnknownAccount
    if account.state != AccountState.WAITS_FOR_CODE.value:
        raise AccountMove(state=account.state)
    return account


def _check_code(account: BankAccount, code: str, office: Office) -> None:
    kept, until = account.code_hash, account.code_until
    is_right = kept is not None and secrets.is_code(office.pepper, account.id, code, kept)
    if not is_right or until is None or office.now() > until:
        raise WrongAccountCode(tries_left=secrets.CODE_TRIES - account.code_tries)
