"""The file a bank takes payments in: pain.001.001.09, ISO 20022, as SEPA credit transfers.

The same batch gives the same bytes. No addresses (none needed within the EEA). Booked one by one, so that each payment
comes back in the statement under its own number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree

from services.budget.domain.bank_account import MOST_DESCRIPTION, MOST_NAME, Account, bank_text

SCHEMA = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"


@dataclass(frozen=True)
class Transfer:
    """One payment: whole cents; `number` comes back from the bank (EndToEndId)."""

    number: str
    cents: int
    to: Account
    about: str


@dataclass(frozen=True)
class Order:
    """A batch as the bank sees it. `made_at` is aware; `number` is unique for this payer."""

    number: str
    made_at: datetime
    execution_on: date
    payer: Account
    transfers: Sequence[Transfer]


def payment_number(batch_number: str, position: int) -> str:
    """At most 35 letters a bank takes, e.g. `VV-2020-0007-0003`."""
    return f"{batch_number}-{position:04d}"


def batch_number(year: int, number: int) -> str:
    return f"VV-{year}-{number:04d}"


def euros(cents: int) -> str:
    """`80000` is `800.00`; by whole numbers, never by a float."""
    return f"{cents // 100}.{cents % 100:02d}"


def pain001(order: Order) -> bytes:
    """The file, in UTF-8."""
    root = ElementTree.Element("Document", {"xmlns": NAMESPACE})
    initiation = ElementTree.SubElement(root, "CstmrCdtTrfInitn")
    header = ElementTree.SubElement(initiation, "GrpHdr")
    _add(header, "MsgId", order.number)
    _add(header, "CreDtTm", order.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _add_sums(header, order)
    _add(header, "InitgPty/Nm", bank_text(order.payer.holder, MOST_NAME))
    _add_payments(ElementTree.SubElement(initiation, "PmtInf"), order)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_payments(block: ElementTree.Element, order: Order) -> None:
    _add(block, "PmtInfId", order.number)
    _add(block, "PmtMtd", "TRF")
    _add(block, "BtchBookg", "false")
    _add_sums(block, order)
    _add(block, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _add(block, "ReqdExctnDt/Dt", order.execution_on.isoformat())
    _add(block, "Dbtr/Nm", bank_text(order.payer.holder, MOST_NAME))
    _add(block, "DbtrAcct/Id/IBAN", order.payer.iban)
    # Within SEPA the number is enough: since 2016 nobody may ask for the bank's own code as well.
    _add(block, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    _add(block, "ChrgBr", "SLEV")
    for transfer in order.transfers:
        _add_transfer(ElementTree.SubElement(block, "CdtTrfTxInf"), transfer)


def _add_transfer(block: ElementTree.Element, transfer: Transfer) -> None:
    _add(block, "PmtId/EndToEndId", transfer.number)
    _add(block, "Amt/InstdAmt", euros(transfer.cents)).set("Ccy", "EUR")
    _add(block, "Cdtr/Nm", bank_text(transfer.to.holder, MOST_NAME))
    _add(block, "CdtrAcct/Id/IBAN", transfer.to.iban)
    _add(block, "RmtInf/Ustrd", bank_text(f"{transfer.number} {transfer.about}", MOST_DESCRIPTION))


def _add_sums(block: ElementTree.Element, order: Order) -> None:
    _add(block, "NbOfTxs", str(len(order.transfers)))
    _add(block, "CtrlSum", euros(sum(transfer.cents for transfer in order.transfers)))


def _add(block: ElementTree.Element, path: str, text: str) -> ElementTree.Element:
    """An element under others that are made on the way, each its own."""
    for name in path.split("/"):
        block = ElementTree.SubElement(block, name)
    block.text = text
    return block
