"""Where the money of an award is, as who gets it sees it."""

from services.budget.contract.accounts import AccountState, PaymentStage


def stage(
    *,
    to_pay_cents: int,
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
    if waiting is AccountState.TO_CHECK:
        return PaymentStage.TO_CHECK
    if has_account:
        return PaymentStage.READY
    return PaymentStage.WAITS_FOR_CODE if waiting else PaymentStage.ACCOUNT_ASKED
