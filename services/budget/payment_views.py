"""What we keep of accounts and payments, as the contract says it. Accounts are masked but for the officer."""

from uuid import UUID

from services.budget.contract.accounts import AccountState, AccountToCheck, MaskedAccount, OwnPayment
from services.budget.contract.payment_refusals import NoAccountYet
from services.budget.domain.payments import stage
from services.budget.domain.terms import pay_by
from services.budget.store.account_queries import (
    account_in_use,
    newest_payment,
    under_way,
    waiting_account,
)
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.payment_tables import BankAccount
from services.budget.usecases.office import Office
from services.budget.usecases.payments.of_account import read_account
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session


def masked_account(account: BankAccount) -> MaskedAccount:
    return MaskedAccount(
        id=account.id,
        state=AccountState(account.state),
        version=account.version,
        shown=account.shown,
        is_own=account.is_own,
    )


async def account_to_check(session: Session, account: BankAccount, office: Office) -> AccountToCheck:
    """All of it, for the officer. Raises AccountCannotBeRead."""
    whole = await get_whole_initiative(session, account.initiative_id, public=True)
    read = read_account(account, office)
    before = await account_in_use(session, account.initiative_id)
    return AccountToCheck(
        **masked_account(account).model_dump(),
        initiative_id=account.initiative_id,
        title=whole.initiative.title,
        iban=read.iban,
        holder=read.holder,
        note=account.note,
        told_at=account.told_at,
        by_desk=account.told_by != "applicant",
        replaces=before.shown if before and before.id != account.id else None,
    )


async def own_payment(session: Session, initiative_id: UUID, office: Office) -> OwnPayment:
    """Where the applicant's money is. Raises UnknownInitiative, NoAccountYet (no yes yet)."""
    whole = await get_whole_initiative(session, initiative_id, public=False)
    if whole.award is None:
        raise NoAccountYet
    account, waiting = await account_in_use(session, initiative_id), await waiting_account(session, initiative_id)
    scheme = await scheme_of_idea(session, whole.initiative, office)
    running, newest = await under_way(session, initiative_id), await newest_payment(session, initiative_id)
    return OwnPayment(
        stage=stage(
            to_pay_cents=whole.to_pay_cents,
            paid_cents=whole.paid_cents,
            batch_state=running[1].state if running else None,
            has_account=account is not None,
            waiting=AccountState(waiting.state) if waiting else None,
        ),
        to_pay_cents=whole.to_pay_cents,
        paid_cents=whole.paid_cents,
        pay_by=pay_by(whole.award.awarded_on, scheme.pay_weeks),
        paid_on=newest.settled_on if newest and newest.state == "paid" else None,
        account=masked_account(account) if account else None,
        waiting=masked_account(waiting) if waiting else None,
        failed=newest.reason if newest and newest.state == "failed" and not running else "",
    )
