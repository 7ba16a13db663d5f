"""What referrals and ends have in common: a message is taken once, and keeps a receipt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.domain.referrals import forget_from
from services.monitoring.domain.row_rules import Fault
from services.monitoring.store.queries import hold_deliveries_of
from services.monitoring.store.referral_queries import find_same_message
from services.monitoring.store.referral_tables import ReferralSubmission
from services.monitoring.usecases.delivery import Sender

Row = TypeVar("Row")
FORGET_REFERRALS = "forget-referrals"


@dataclass(frozen=True)
class Message:
    """Whose it is, who sent it, when, the hash of what it says, and by number the rows that could not be read."""

    partner_id: UUID
    sender: Sender
    content_sha256: bytes
    received_at: datetime
    today: date
    unread: Mapping[int, Fault] = field(default_factory=dict)

    def numbered(self, read: Iterable[Row]) -> Iterator[tuple[int, Row]]:
        """The rows that were read, each with the number it has among all that were sent."""
        return zip((number for number in count(1) if number not in self.unread), read, strict=False)


async def taken_before(session: Session, message: Message) -> ReferralSubmission | None:
    """The receipt of the same message; deliveries of one partner wait here for each other."""
    await hold_deliveries_of(session, message.partner_id)
    return await find_same_message(session, message.partner_id, message.content_sha256)


async def keep_receipt(
    session: Session, message: Message, rows: Sequence[dict[str, Any]], days: Iterable[date] = ()
) -> ReferralSubmission:
    """Keep per row what became of it, and plan when it is forgotten; `days`: when what it brought in is forgotten."""
    unread = [refused(number, "", fault) for number, fault in message.unread.items()]
    receipt = ReferralSubmission(
        partner_id=message.partner_id,
        api_key_id=message.sender.api_key_id,
        submitted_by=message.sender.person,
        content_sha256=message.content_sha256,
        received_at=message.received_at,
        rows=sorted([*rows, *unread], key=itemgetter("row")),
        forget_from=forget_from(message.today),
    )
    session.add(receipt)
    for day in sorted({receipt.forget_from, *days}):
        midnight = datetime.combine(day, time(), AMSTERDAM)
        await plan_work(session, FORGET_REFERRALS, {"until": day.isoformat()}, midnight)
    await session.flush()
    return receipt


def refused(number: int, reference: str, fault: Fault) -> dict[str, Any]:
    """A row that was not taken, as the receipt keeps it: the rule and the facts of its sentence."""
    return {
        "row": number,
        "reference": reference,
        "outcome": "refused",
        "rule": fault.rule,
        "facts": dict(fault.facts),
    }


def outcome_counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    counted = Counter(row["outcome"] for row in rows)
    return {outcome: counted[outcome] for outcome in ("recorded", "breach", "unchanged", "refused")}
