"""Take a partner's values of a period: the good rows count, each other row hears why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy import Row as DatabaseRow

from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.outcomes import RowResult, counts, results, to_record
from services.monitoring.domain.row_rules import Row, judge
from services.monitoring.store.queries import current_values, find_same_submission, hold_deliveries_of
from services.monitoring.store.record import record_submission
from services.monitoring.usecases.check_is_open import check_is_open

log = structlog.get_logger()


@dataclass(frozen=True)
class Delivery:
    """What came in, and through which key; `body` is the request exactly as it was."""

    terms: Terms
    areas: Sequence[str]
    api_key_id: str
    period: str
    rows: Sequence[Row]
    content_sha256: bytes
    body: bytes
    clock: Clock


@dataclass(frozen=True)
class StoredReceipt:
    """A receipt as it is kept: rules by slug, so that it can be read in two languages."""

    id: UUID
    partner_id: UUID
    content_sha256: bytes
    period: str
    received_at: datetime
    new: int
    changed: int
    unchanged: int
    refused: int
    rows: Sequence[dict[str, Any]]


async def submit_values(session: Session, delivery: Delivery) -> "StoredReceipt | DatabaseRow[Any]":
    """The receipt. The same content again gets the receipt it got before and changes nothing."""
    partner_id = delivery.terms.partner_id
    await hold_deliveries_of(session, partner_id)
    same = await find_same_submission(session, partner_id, delivery.content_sha256)
    if same is not None:
        return same
    await check_is_open(session, partner_id, delivery.period, delivery.clock.today())
    judged = judge(delivery.rows, delivery.terms.kpis, delivery.areas, delivery.period)
    current = await current_values(session, partner_id, delivery.period, (row.kpi for row in judged.taken))
    return await _record(session, delivery, results(delivery.rows, judged, current))


async def _record(session: Session, delivery: Delivery, found: Sequence[RowResult]) -> StoredReceipt:
    receipt = StoredReceipt(
        id=uuid4(),
        partner_id=delivery.terms.partner_id,
        content_sha256=delivery.content_sha256,
        period=delivery.period,
        received_at=delivery.clock.now(),
        rows=[_as_kept(result) for result in found],
        **counts(found),
    )
    await record_submission(
        session,
        submission_id=receipt.id,
        partner_id=receipt.partner_id,
        api_key_id=delivery.api_key_id,
        content_sha256=receipt.content_sha256,
        period=receipt.period,
        received_at=receipt.received_at,
        body=delivery.body,
        counts=counts(found),
        rows=receipt.rows,
        values=[(row.kpi, row.area_id, row.value) for row in to_record(found)],
    )
    log.info("values_submitted", submission_id=str(receipt.id), period=receipt.period, **counts(found))
    return receipt


def _as_kept(result: RowResult) -> dict[str, Any]:
    row = {"row": result.row.number, "kpi": result.row.kpi, "area": result.row.area_id, "outcome": result.outcome.value}
    if result.fault is None:
        return row
    return row | {"rule": result.fault.rule, "facts": dict(result.fault.facts)}
