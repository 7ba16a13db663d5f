"""Put right how a referral ended: another day or reason, or that it did not end. What was told before stays as history.

Only the end differs, so the next version keeps what it was checked by, and its breach cases go along as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import structlog

from services.kit.database import Session
from services.monitoring.domain.referrals import end_mistake
from services.monitoring.domain.row_rules import Fault
from services.monitoring.store import referral_tables as tables
from services.monitoring.usecases.referrals.correct_referrals import History, history_of, not_this_one, write_history
from services.monitoring.usecases.referrals.message import Message, keep_receipt, outcome_counts, refused, taken_before

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class EndCorrection:
    """The end as it should be; without day and reason the referral did not end. The version that is wrong, and why."""

    reference: str
    version: int
    ended_on: date | None
    reason: str | None
    why: str


async def submit_end_corrections(
    session: Session, message: Message, sent: Sequence[EndCorrection]
) -> tables.ReferralSubmission:
    """The receipt. The same message again gets the receipt it got before and changes nothing."""
    same = await taken_before(session, message)
    if same is not None:
        return same
    history = await history_of(session, message, [each.reference for each in sent])
    rows = [_correct(message, history, number, each) for number, each in message.numbered(sent)]
    await write_history(session, history)
    receipt = await keep_receipt(session, message, rows)
    log.info("referral_ends_corrected", submission_id=str(receipt.id), **outcome_counts(receipt.rows))
    return receipt


def _correct(message: Message, history: History, number: int, sent: EndCorrection) -> dict[str, Any]:
    known = history.versions.get(sent.reference, [])
    row: dict[str, Any] = {"row": number, "reference": sent.reference}
    if known and known[-1].standing == "current" and _stands_so(known[-1], sent):
        return row | {"outcome": "unchanged", "referral_version": known[-1].version}
    fault = not_this_one(sent.reference, known, sent.version) or _mistake(known[-1], sent, message.today)
    if fault is not None:
        return refused(number, sent.reference, fault)
    after = _next_version(message, known[-1], sent)
    history.added.append(after)
    history.moved.extend((case, after) for case in history.cases[sent.reference])
    known.append(after)
    return row | {"outcome": "recorded", "referral_version": after.version}


def _stands_so(referral: tables.Referral, sent: EndCorrection) -> bool:
    return (referral.ended_on, referral.end_reason) == (sent.ended_on, sent.reason)


def _mistake(referral: tables.Referral, sent: EndCorrection, today: date) -> Fault | None:
    if referral.referred_on is None:
        return Fault("reference-unknown", {"reference": sent.reference})
    if sent.ended_on is None or sent.reason is None:
        return None
    return end_mistake(sent.reason, sent.ended_on, referral.referred_on, today)


def _next_version(message: Message, before: tables.Referral, sent: EndCorrection) -> tables.Referral:
    after = tables.Referral(**before.model_dump() | {"id": uuid4(), "version": before.version + 1})
    after.received_at, after.changed_at, after.changed_because = message.received_at, None, ""
    after.ended_on, after.end_reason = sent.ended_on, sent.reason
    after.end_told_at = None if sent.ended_on is None else message.received_at
    before.standing, before.changed_at, before.changed_because = "corrected", message.received_at, sent.why
    return after
