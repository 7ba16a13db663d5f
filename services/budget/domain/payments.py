"""Where the money of an award is, as who gets it sees it."""

from datetime import date, timedelta

from services.budget.contract.accounts import AccountState, PaymentStage
from services.budget.contract.payments import BatchState


def stage(
    *,
    to_pay_cents: int,
    payable_cents: int,
    paid_cents: int,
    batch_state: str | None,
    has_account: bool,
    waiting: AccountState | None,
) -> PaymentStage:
    """`batch_state`: of the batch its payment is under way in. A change that an officer must see comes before a
    payment; one that nobody confirmed by its code does not hold anything up."""
    if batch_state:
        return PaymentStage.AT_THE_BANK if batch_state == "handed_over" else PaymentStage.IN_BATCH
    if not to_pay_cents:
        return PaymentStage.PAID if paid_cents else PaymentStage.NOTHING
    if not payable_cents:
        return PaymentStage.ADVANCE_PAID
    if waiting is AccountState.TO_CHECK:
        return PaymentStage.TO_CHECK
    if has_account:
        return PaymentStage.READY
    return PaymentStage.WAITS_FOR_CODE if waiting else PaymentStage.ACCOUNT_ASKED


BATCH_MOVES: dict[BatchState, set[BatchState]] = {
    BatchState.PREPARED: {BatchState.RELEASED, BatchState.WITHDRAWN},
    BatchState.RELEASED: {BatchState.HANDED_OVER},
    BatchState.HANDED_OVER: set(),
    BatchState.WITHDRAWN: set(),
}
# ISO 20022 codes that say the payee's account or its holder is the trouble; others are between us and the bank.
ACCOUNT_REASONS = ("AC01", "AC02", "AC03", "AC04", "AC06", "AC07", "AC14", "AG01", "BE01", "BE04", "MD07", "RC01")
WARN_DAYS = 14
"""So many days before the last day to pay, the officer is warned."""


def is_about_account(reason: str) -> bool:
    """Does this reason ask for another account of the applicant?"""
    return reason.startswith(ACCOUNT_REASONS)


def is_soon(pay_by: date, today: date) -> bool:
    """Is it time to pay: within two weeks, and not late yet?"""
    return today <= pay_by <= today + timedelta(days=WARN_DAYS)
