"""What every verb about an account asks first: whose award, is there money to pay, and with which key it is closed."""

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.payment_refusals import NoAccountYet, NothingToPay, PaymentUnderWay
from services.budget.domain.bank_account import Account
from services.budget.domain.sealed import key_from, opened
from services.budget.store.account_queries import under_way
from services.budget.store.ledger_queries import initiative_cents
from services.budget.store.payment_tables import BankAccount
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.kit.database import Session

AWARDED = (InitiativeState.AWARDED.value, InitiativeState.SHARED.value)


def account_key(office: Office) -> bytes:
    """What accounts are closed with; it stands in the settings and nowhere in the database."""
    return key_from(office.settings.account_key or office.settings.signing_key)


def read_account(account: BankAccount, office: Office) -> Account:
    """Raises AccountCannotBeRead."""
    return opened(account_key(office), account.id, account.sealed)


async def check_may_tell(session: Session, initiative: Initiative) -> None:
    """After the yes, while there is money to pay and nothing of it is under way; its row is locked.

    Raises NoAccountYet, NothingToPay, PaymentUnderWay.
    """
    if initiative.state not in AWARDED:
        raise NoAccountYet
    if await under_way(session, initiative.id):
        raise PaymentUnderWay
    if not await initiative_cents(session, initiative.id, "awarded"):
        raise NothingToPay
