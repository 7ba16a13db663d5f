"""Takes in the account an award is paid to: told by the applicant, or entered by staff for somebody at the desk."""

from datetime import timedelta
from uuid import UUID

from services.budget.contract.accounts import AccountState, EnterAccount, TellAccount
from services.budget.contract.payment_refusals import TooManyAccountCodes
from services.budget.domain import secrets
from services.budget.domain.bank_account import Account, checked_account, masked
from services.budget.domain.circle import Seat, seats_held
from services.budget.domain.sealed import seal
from services.budget.store.account_queries import waiting_account
from services.budget.store.initiative_queries import find_applicant, get_applicant, lock_initiative
from services.budget.store.payment_tables import BankAccount
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.budget.usecases.payments.mail_payments import mail_account_code, mail_account_entered
from services.budget.usecases.payments.of_account import account_key, check_may_tell, read_account
from services.kit.caller import Caller, NotYours
from services.kit.database import Session

CODES_A_DAY = 5


async def tell_account(
    session: Session, caller: Caller, initiative_id: UUID, body: TellAccount, office: Office
) -> BankAccount:
    """A code goes to the applicant's own mailbox. The same once more, while its code works, changes nothing.

    Raises NotYours, UnknownInitiative, what `check_may_tell` and `checked_account` raise, TooManyAccountCodes.
    """
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    await check_may_tell(session, initiative)
    told = checked_account(body.iban, body.holder)
    account = await waiting_account(session, initiative_id)
    if account and account.state == AccountState.WAITS_FOR_CODE and _is_same(account, told, body, office):
        return account
    account = _written(session, account, initiative, told, body, "applicant", office)
    account.state = AccountState.WAITS_FOR_CODE.value
    code = _new_code(account, office)
    await session.flush()
    applicant = await get_applicant(session, initiative_id)
    await mail_account_code(session, initiative, applicant, code, account.shown, office)
    return account


async def enter_account(
    session: Session, caller: Caller, initiative_id: UUID, body: EnterAccount, office: Office
) -> BankAccount:
    """Another officer looks at it, and the applicant hears of it. Raises NotYours and what `tell_account` raises."""
    initiative = await lock_initiative(session, initiative_id)
    if not caller.has_role("policy_officer") and Seat.WORKER not in seats_held(caller.has_role, initiative.area_id):
        raise NotYours(roles="policy_officer, area_worker")
    await check_may_tell(session, initiative)
    told = checked_account(body.iban, body.holder)
    waiting = await waiting_account(session, initiative_id)
    account = _written(session, waiting, initiative, told, body, caller.name, office)
    account.state, account.code_hash = AccountState.TO_CHECK.value, None
    await session.flush()
    applicant = await find_applicant(session, initiative_id)
    if applicant:
        await mail_account_entered(session, initiative, applicant, account.shown, office)
    return account


def _is_same(account: BankAccount, told: Account, body: TellAccount, office: Office) -> bool:
    works = account.code_until is not None and office.now() < account.code_until
    may_try = account.code_tries < secrets.CODE_TRIES
    as_before = (account.is_own, account.note) == (body.is_own, body.note)
    return works and may_try and as_before and read_account(account, office) == told


def _written(
    session: Session,
    account: BankAccount | None,
    initiative: Initiative,
    told: Account,
    body: TellAccount,
    told_by: str,
    office: Office,
) -> BankAccount:
    """The row that waits, as it is now told; a new one when nothing waited."""
    if account is None:
        account = BankAccount(
            initiative_id=initiative.id, state="", version=0, sealed=b"", shown="", is_own=True, note="", told_by=""
        )
        session.add(account)
    account.sealed = seal(account_key(office), account.id, told)
    account.shown, account.is_own, account.note = masked(told.iban), body.is_own, body.note
    account.told_by, account.told_at = told_by, office.now()
    account.version += 1
    return account


def _new_code(account: BankAccount, office: Office) -> str:
    """Raises TooManyAccountCodes: nobody's mailbox may be flooded by us, and nobody may try for ever."""
    now = office.now()
    if account.codes_since is None or account.codes_since < now - timedelta(days=1):
        account.codes_since, account.codes_mailed = now, 0
    if account.codes_mailed >= CODES_A_DAY:
        raise TooManyAccountCodes(limit=CODES_A_DAY)
    code = secrets.new_code()
    account.code_hash = secrets.code_hash(office.pepper, account.id, code)
    account.code_until, account.code_tries = now + timedelta(hours=secrets.CODE_HOURS), 0
    account.codes_mailed += 1
    return code
