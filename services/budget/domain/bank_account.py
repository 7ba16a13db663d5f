"""Bank accounts: what an IBAN must be to be paid by SEPA, how it is shown, and what text a bank takes."""

import re
from dataclasses import dataclass

from stdnum import iban as ibans
from stdnum.exceptions import ValidationError
from text_unidecode import unidecode

from services.budget.contract.payment_refusals import HolderNotReadable, IbanNotSepa, NotAnIban

# Who takes part in the SEPA credit transfer, by the first two letters of their IBANs (EPC409-09, 2025).
SEPA = re.compile(
    "AD|AL|AT|BE|BG|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GI|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MC|MD|ME|MK|MT|NL|NO|PL|PT|RO|RS|SE"
    "|SI|SK|SM|VA"
)
# What banks take in a name or a description (EPC217-08, the basic Latin set).
_NOT_TAKEN = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
MOST_NAME, MOST_DESCRIPTION = 70, 140


@dataclass(frozen=True)
class Account:
    """An IBAN without spaces, and who holds it, as they wrote it. Never in a path, a log or open data."""

    iban: str
    holder: str

    def __repr__(self) -> str:
        return f"Account({masked(self.iban)})"


def checked_account(iban: str, holder: str) -> Account:
    """The account as typed, when it can be paid. Raises NotAnIban, IbanNotSepa, HolderNotReadable.

    An IBAN must have the length and form of its country and the check digits of ISO 13616 (mod 97).
    """
    try:
        # Without the lists of banks some countries have: those lag behind, and the bank checks for itself.
        written = ibans.validate(iban, check_country=False)
    except ValidationError as error:
        raise NotAnIban from error
    if not SEPA.match(written):
        raise IbanNotSepa(country=written[:2])
    if not re.search(r"[A-Za-z0-9]", bank_text(holder, MOST_NAME)):
        raise HolderNotReadable
    return Account(written, " ".join(holder.split()))


def masked(iban: str) -> str:
    """`NL•• •••• 00`: enough to know one's own account again, too little to know another's."""
    return f"{iban[:2]}•• •••• {iban[-2:]}"


def in_groups(iban: str) -> str:
    """As it stands on a card: `NL00 BANK 0123 4567 89`."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def bank_text(text: str, most: int) -> str:
    """The text in the letters banks take, at most so many of them; no slash at either end and never two together."""
    latin = unidecode(text).replace("&", "+").replace("_", "-").replace("@", "(at)")
    plain = re.sub(r"/{2,}", "/", _NOT_TAKEN.sub(" ", latin))
    return " ".join(plain.split())[:most].strip("/ ")
