"""The part of the typed client that is about the account an award is paid to: one method per route."""

from uuid import UUID

from services.budget.contract import payment_refusals
from services.budget.contract.accounts import (
    AccountToCheck,
    CheckAccount,
    ConfirmAccount,
    EnterAccount,
    MaskedAccount,
    OwnPayment,
    TellAccount,
)
from services.kit.http import ServiceClient

REFUSALS = payment_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class AccountsClient(ServiceClient):
    async def own_payment(self, initiative_id: UUID) -> OwnPayment:
        """For the applicant. Raises NoAccountYet before the yes."""
        return await self._ask(OwnPayment, "GET", f"/v1/initiatives/{initiative_id}/payment")

    async def tell_account(self, initiative_id: UUID, body: TellAccount) -> MaskedAccount:
        """For the applicant; a code goes out by mail. The same again sends nothing new.

        Raises NoAccountYet, NothingToPay, PaymentUnderWay, NotAnIban, IbanNotSepa, TooManyAccountCodes.
        """
        return await self._ask(MaskedAccount, "PUT", f"/v1/initiatives/{initiative_id}/account", body=body)

    async def confirm_account(self, initiative_id: UUID, body: ConfirmAccount) -> MaskedAccount:
        """Raises UnknownAccount, AccountMove, WrongAccountCode, TooManyAccountTries."""
        path = f"/v1/initiatives/{initiative_id}/account/confirmation"
        return await self._ask(MaskedAccount, "POST", path, body=body)

    async def enter_account(self, initiative_id: UUID, body: EnterAccount) -> MaskedAccount:
        """For policy officers, and workers of the area: for somebody at the desk. Raises what `tell_account` raises."""
        return await self._ask(MaskedAccount, "PUT", f"/v1/initiatives/{initiative_id}/desk-account", body=body)

    async def account_to_check(self, account_id: UUID) -> AccountToCheck:
        """For policy officers. Raises UnknownAccount, AccountCannotBeRead."""
        return await self._ask(AccountToCheck, "GET", f"/v1/bank-accounts/{account_id}")

    async def check_account(self, account_id: UUID, body: CheckAccount) -> MaskedAccount:
        """For policy officers who did not enter it. Raises AccountMove, StaleVersion, TellerCannotCheck."""
        return await self._ask(MaskedAccount, "POST", f"/v1/bank-accounts/{account_id}/check", body=body)
