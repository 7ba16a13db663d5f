"""How budget says no about bank accounts and payments."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany


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
