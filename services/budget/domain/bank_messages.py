"""What a bank says of payments: pain.002 (status), camt.053 (statement) and camt.054 (notice), of any version.

Only what is needed is read: our own numbers, and whether the money went or came back. Names of elements are compared
without their namespace, since banks send several versions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from services.budget.contract.payment_refusals import NotABankMessage

# What pain.002 calls settled: on the payer's account, or on the payee's; and refused.
SETTLED, REJECTED = {"ACSC", "ACCC"}, {"RJCT"}


@dataclass(frozen=True)
class Said:
    """What was said of one payment, or of a whole batch. `cents` where the bank tells them, `on` the day it was booked.

    `number`: ours (EndToEndId), empty when it is about all payments of `batch`.
    """

    number: str
    batch: str
    is_paid: bool
    reason: str = ""
    cents: int | None = None
    on: date | None = None


def read_message(content: bytes) -> list[Said]:
    """Everything said, in the order of the file. Raises NotABankMessage for anything else than these messages."""
    # No message of a bank declares entities; what does, wants to blow up in our memory or read our files.
    # A zero byte is UTF-16, in which that could hide.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
        raise NotABankMessage
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotABankMessage from error
    kind = next((_name(child) for child in root), "")
    readers = {"CstmrPmtStsRpt": _of_status, "BkToCstmrStmt": _of_entries, "BkToCstmrDbtCdtNtfctn": _of_entries}
    if kind not in readers:
        raise NotABankMessage
    try:
        return list(readers[kind](root))
    except (ValueError, AttributeError) as error:
        raise NotABankMessage from error


def _of_status(root: ElementTree.Element) -> Iterator[Said]:
    """Of the file, of its one block, and of single payments; a status of all says nothing of "accepted for now"."""
    group = _first(root, "OrgnlGrpInfAndSts")
    batch = _text(group, "OrgnlMsgId")
    yield from _status("", batch, _text(group, "GrpSts"), group)
    for block in _all(root, "OrgnlPmtInfAndSts"):
        yield from _status("", _text(block, "OrgnlPmtInfId") or batch, _text(block, "PmtInfSts"), block)
        for payment in _all(block, "TxInfAndSts"):
            yield from _status(_text(payment, "OrgnlEndToEndId"), batch, _text(payment, "TxSts"), payment)


def _status(number: str, batch: str, status: str, block: ElementTree.Element | None) -> Iterator[Said]:
    if status in SETTLED | REJECTED:
        own = _children(block, "StsRsnInf")
        reason = _reason(own[0] if own else None) if status in REJECTED else ""
        yield Said(number, batch, status in SETTLED, reason)


def _of_entries(root: ElementTree.Element) -> Iterator[Said]:
    """Booked money that left under our number, or came back with a reason."""
    for entry in _all(root, "Ntry"):
        status = _first(entry, "Sts")
        if (_text(entry, "Sts") or _text(status, "Cd")) != "BOOK":
            continue
        left = _text(entry, "CdtDbtInd") == "DBIT"
        day = _day(_text(_first(entry, "BookgDt"), "Dt", "DtTm"))
        for payment in _all(entry, "TxDtls"):
            number = _text(payment, "EndToEndId")
            back = _first(payment, "RtrInf")
            if number and (left or back is not None):
                yield Said(number, "", left and back is None, _reason(back), _cents(payment), day)


def _reason(block: ElementTree.Element | None) -> str:
    """The bank's code, and its words when it has some."""
    code, words = _text(_first(block, "Rsn"), "Cd", "Prtry"), _text(block, "AddtlInf")
    return " ".join(f"{code} {words}".split())[:200]


def _cents(payment: ElementTree.Element) -> int | None:
    """The amount of one payment where the message tells it, as whole cents."""
    for place in ("InstdAmt", "TxAmt", "Amt"):
        found = _first(payment, place)
        amount = (found.text or "").strip() or _text(found, "Amt") if found is not None else ""
        matched = re.fullmatch(r"(\d{1,12})(?:\.(\d{1,2})0*)?", amount)
        if matched:
            return int(matched[1]) * 100 + int((matched[2] or "").ljust(2, "0"))
    return None


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(block: ElementTree.Element | None, name: str) -> list[ElementTree.Element]:
    return [each for each in block.iter() if _name(each) == name] if block is not None else []


def _first(block: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    return next(iter(_all(block, name)), None)


def _children(block: ElementTree.Element | None, name: str) -> list[ElementTree.Element]:
    """Its own, not those further down: a block's status is not that of its payments."""
    return [each for each in block if _name(each) == name] if block is not None else []


def _text(block: ElementTree.Element | None, *names: str) -> str:
    """The text of the first element there is of these names."""
    for name in names:
        found = _first(block, name)
        if found is not None and found.text and found.text.strip():
            return found.text.strip()
    return ""
