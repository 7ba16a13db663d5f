"""Take the ends of referrals that were sent before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog

from services.kit.database import Session
from services.monitoring.domain.referrals import end_mistake
from services.monitoring.domain.row_rules import Fault
from services.monitoring.store import referral_tables as tables
from services.monitoring.store.referral_queries import known_referrals
from services.monitoring.usecases.referrals.message import (
    Message,
    keep_receipt,
    outcome_counts,
    refused,
    taken_before,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class End:
    """The end of a referral: its reference, the day, and the iJw end reason."""

    reference: str
    ended_on: date
    reason: str


async def submit_ends(session: Session, message: Message, sent: Sequence[End]) -> tables.ReferralSubmission:
    """The receipt. The same message again gets the receipt it got before and changes nothing."""
    same = await taken_before(session, message)
    if same is not None:
        return same
    known = await known_referrals(session, message.partner_id, (end.reference for end in sent))
    rows = [_take(number, end, known.get(end.reference), message) for number, end in message.numbered(sent)]
    receipt = await keep_receipt(session, message, rows)
    log.info("referral_ends_submitted", submission_id=str(receipt.id), **outcome_counts(receipt.rows))
    return receipt


def _take(number: int, end: End, referral: tables.Referral | None, message: Message) -> dict[str, Any]:
    if referral is None or referral.referred_on is None:
        return refused(number, end.reference, Fault("reference-unknown", {"reference": end.reference}))
    if referral.standing == "withdrawn":
        return refused(number, end.reference, Fault("referral-withdrawn", {"reference": end.reference}))
    row = {"row": number, "reference": end.reference, "referral_version": referral.version}
    if (referral.ended_on, referral.end_reason) == (end.ended_on, end.reason):
        return row | {"outcome": "unchanged"}
    fault = end_mistake(end.reason, end.ended_on, referral.referred_on, message.today)
    if fault is None and referral.ended_on is not None:
        fault = Fault("ended-already", {"day": referral.ended_on.isoformat()})
    if fault is not None:
        return refused(number, end.reference, fault)
    referral.ended_on, referral.end_reason = end.ended_on, end.reason
    referral.end_told_at = message.received_at
    return row | {"outcome": "recorded"}
