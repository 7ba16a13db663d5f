"""Makes the file of a batch: the same bytes each time, and never one that its schema does not take."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from xmlschema import XMLSchema, XMLSchemaValidationError

from services.budget.contract.payment_refusals import BatchFileGone, NoPayer, NotAPaymentFile
from services.budget.domain.bank_account import Account, checked_account
from services.budget.domain.pain001 import SCHEMA, Order, Transfer, batch_number, pain001, payment_number
from services.budget.domain.sealed import opened
from services.budget.store.payment_tables import BatchPayment, PaymentBatch
from services.budget.usecases.office import Office
from services.budget.usecases.payments.of_account import account_key
from services.kit.errors import Refusal

# A well-known example, for who has no account of a municipality at hand: nothing goes to a bank in development.
EXAMPLE_PAYER = ("NL02 ABNA 0123 4567 89", "Gemeente (voorbeeld)")


def payer_of(office: Office) -> Account:
    """The municipality's own account, from the settings. Raises NoPayer."""
    settings = office.settings
    iban, name = settings.payer_iban, settings.payer_name
    if not iban and settings.in_development:
        iban, name = EXAMPLE_PAYER
    try:
        return checked_account(iban, name)
    except Refusal as refusal:
        raise NoPayer from refusal


def number_of(batch: PaymentBatch) -> str:
    return batch_number(batch.year, batch.number)


def file_of(
    batch: PaymentBatch, payments: Sequence[tuple[BatchPayment, str]], execution_on: date, office: Office
) -> bytes:
    """Each payment with the title of its idea. Raises BatchFileGone, AccountCannotBeRead."""
    key, number = account_key(office), number_of(batch)
    transfers = []
    for payment, title in payments:
        if payment.sealed is None:
            raise BatchFileGone
        account = opened(key, payment.id, payment.sealed)
        transfers.append(Transfer(payment_number(number, payment.position), payment.amount_cents, account, title))
    payer = Account(batch.payer_iban, batch.payer_name)
    return pain001(Order(number, batch.prepared_at, execution_on, payer, transfers))


async def checked_by_schema(content: bytes) -> str:
    """The SHA-256 of a file that is as the schema has it; in a thread, for it takes a while. Raises NotAPaymentFile."""
    await asyncio.to_thread(_check, content)
    return hashlib.sha256(content).hexdigest()


def _check(content: bytes) -> None:
    try:
        _schema().validate(content.decode())
    except XMLSchemaValidationError as error:
        raise NotAPaymentFile from error


@cache
def _schema() -> XMLSchema:
    """ISO's schema as the package sepaxml ships it; it may not be copied into this repository."""
    return XMLSchema(str(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"))
