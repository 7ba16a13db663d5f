"""How budget says no about bank accounts and payments."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, TooMany


class NotAnIban(Invalid):
    """Not the length, form or check digits of an IBAN."""

    slug = "not-an-iban"


class IbanNotSepa(Invalid):
    """Of a country that takes no SEPA credit transfer."""

    slug = "iban-not-sepa"


class HolderNotReadable(Invalid):
    """Nothing is left of the name in the letters a bank takes."""

    slug = "holder-not-readable"


class AccountCannotBeRead(Conflict):
    """It was closed with another key than `BUDGET_ACCOUNT_KEY`, or changed behind our back."""

    slug = "account-cannot-be-read"


class UnknownAccount(NotFound):
    """Not told (any more), or deleted because it was not needed any more."""

    slug = "unknown-account"


class NoAccountYet(Conflict):
    """An account is asked after the yes, and not before (Awb 4:4)."""

    slug = "no-account-yet"


class NothingToPay(Conflict):
    """Of this award nothing has to be paid any more."""

    slug = "nothing-to-pay"


class PaymentUnderWay(Conflict):
    """A payment of this award is in a batch; until the bank said what became of it, nothing else moves."""

    slug = "payment-under-way"


class AccountMove(Conflict):
    """This account waits for something else than that."""

    slug = "account-move"


class WrongAccountCode(Invalid):
    slug = "wrong-account-code"


class TooManyAccountTries(TooMany):
    slug = "too-many-account-tries"


class TooManyAccountCodes(TooMany):
    slug = "too-many-account-codes"


class TellerCannotCheck(Forbidden):
    """Who entered an account for somebody does not look at it as the second."""

    slug = "teller-cannot-check"


class UnknownBatch(NotFound):
    slug = "unknown-batch"


class NoPayer(Conflict):
    """The municipality's own account is not set (`BUDGET_PAYER_IBAN`, `BUDGET_PAYER_NAME`)."""

    slug = "no-payer"


class AwardNotReady(Conflict):
    """This award has nothing to pay, no account yet, or one that somebody has to look at."""

    slug = "award-not-ready"


class BatchMove(Conflict):
    """This batch cannot make that move from where it is."""

    slug = "batch-move"


class BatchPreparerCannotRelease(Forbidden):
    """Who prepared a batch does not release it."""

    slug = "batch-preparer-cannot-release"


class OtherSum(Conflict):
    """The sum that was seen is not the sum of the batch."""

    slug = "other-sum"


class BatchNotReleased(Conflict):
    slug = "batch-not-released"


class BatchFileGone(Conflict):
    """The accounts of this batch were deleted, some time after it was paid."""

    slug = "batch-file-gone"


class BatchFileChanged(Conflict):
    """The file made now is not the one that was released: something was changed behind our back."""

    slug = "batch-file-changed"


class NotAPaymentFile(Conflict):
    """What we made is no pain.001 by its schema; nothing was kept."""

    slug = "not-a-payment-file"


class PaymentMove(Conflict):
    """This payment ended another way already, or with its batch."""

    slug = "payment-move"


class PaidByBatch(Conflict):
    """A payment of a batch is undone by what the bank says of it, not by a correction."""

    slug = "paid-by-batch"


class NotABankMessage(Invalid):
    """Not a pain.002, camt.053 or camt.054, or not whole."""

    slug = "not-a-bank-message"


class BankMessageTooLarge(TooLarge):
    slug = "bank-message-too-large"


class UnknownChange(NotFound):
    slug = "unknown-change"


class NotAChange(Invalid):
    """The amount is not less than it is, or a fixing of what was fixed."""

    slug = "not-a-change"


class NotAGround(Invalid):
    """The law gives no such ground for this award as it is now."""

    slug = "not-a-ground"


class NotHeard(Invalid):
    """Who applied is heard before an award becomes less (Awb 4:8)."""

    slug = "not-heard"


class TooLateToChange(Conflict):
    """Five years after it was fixed an award stays as it is (Awb 4:49, 4:57)."""

    slug = "too-late-to-change"


class ChangeOpen(Conflict):
    """A change of this award waits for a decision."""

    slug = "change-open"


class ChangeDecided(Conflict):
    slug = "change-decided"


class ProposerCannotDecideChange(Forbidden):
    slug = "proposer-cannot-decide-change"


class TwoPeopleDecide(Conflict):
    """On this ground an award becomes less by a decision of two people only."""

    slug = "two-people-decide"
