"""Take a partner's values of a period: the good rows count, each other row hears why not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import structlog

from services.kit.database import Session
from services.monitoring.domain.content import emptied_sha256
from services.monitoring.domain.harmless_rows import check_texts
from services.monitoring.domain.outcomes import (
    RowResult,
    counts,
    has_placeless,
    others,
    results,
    to_record,
    withdrawals,
)
from services.monitoring.domain.row_rules import judge
from services.monitoring.store.delivery_queries import times_values_came
from services.monitoring.store.queries import current_values, find_same_submission, hold_deliveries_of
from services.monitoring.store.record import record_submission
from services.monitoring.usecases.came_before import OTHERS_SHOWN, came_before
from services.monitoring.usecases.check_is_open import check_is_open
from services.monitoring.usecases.check_version import check_version
from services.monitoring.usecases.delivery import Again, Delivery, OtherValue, StoredReceipt
from services.monitoring.usecases.webhooks.plan_message import tell_software

log = structlog.get_logger()


async def submit_values(session: Session, delivery: Delivery) -> StoredReceipt:
    """The receipt. The same content again gets the receipt it got before, with what counts now, and changes nothing.

    A dry run, or a refused row where it is all or nothing, keeps nothing: its receipt has no id.
    Raises PointsAtPerson, VersionNotInForce, SubsidyEnded, PeriodNotBegun, PeriodLocked.
    """
    partner_id = delivery.terms.partner_id
    ended_on = await hold_deliveries_of(session, partner_id)
    if not delivery.rows:
        came = await times_values_came(session, partner_id, delivery.period)
        delivery = replace(delivery, content_sha256=emptied_sha256(delivery.content_sha256, came))
    same = await find_same_submission(session, partner_id, delivery.content_sha256)
    if same is not None:
        found = others(same.rows, await _look(session, delivery))
        return came_before(same, _again(found), dry_run=delivery.options.dry_run)
    check_version(delivery.options, delivery.terms)
    await check_is_open(session, partner_id, delivery.period, delivery.clock.today(), ended_on)
    found = await _look(session, delivery)
    receipt = _receipt(delivery, found)
    if receipt.id is not None:
        await _record(session, delivery, receipt, found)
    return receipt


async def _look(session: Session, delivery: Delivery) -> list[RowResult]:
    """What becomes of each row, and of what a replacement leaves out."""
    judged = judge(delivery.rows, delivery.terms.kpis, delivery.areas, delivery.period)
    for row in delivery.rows:
        if row.number in judged.faults:
            check_texts(row.number, (row.kpi, row.area_id))
    codes = None if delivery.options.replaces else {row.kpi for row in judged.taken}
    current = await current_values(session, delivery.terms.partner_id, delivery.period, codes)
    found = results(delivery.rows, judged, current)
    return found + withdrawals(found, current) if delivery.options.replaces else found


def _again(found: Sequence[RowResult]) -> Again:
    shown = [OtherValue(one.kpi, one.area_id, one.before) for one in found[:OTHERS_SHOWN]]
    return Again(shown, len(found))


def _receipt(delivery: Delivery, found: Sequence[RowResult]) -> StoredReceipt:
    counted, placeless = counts(found), has_placeless(found)
    return StoredReceipt(
        id=uuid4() if delivery.options.counts(counted["refused"], placeless=placeless) else None,
        partner_id=delivery.terms.partner_id,
        content_sha256=delivery.content_sha256,
        period=delivery.period,
        received_at=delivery.clock.now(),
        mode=delivery.options.mode,
        replaces=delivery.options.replaces,
        agreement_version=delivery.terms.version,
        rows=[_as_kept(result) for result in found],
        placeless=placeless,
        again=None,
        **counted,
    )


async def _record(session: Session, delivery: Delivery, receipt: StoredReceipt, found: Sequence[RowResult]) -> None:
    await record_submission(
        session,
        receipt,
        api_key_id=delivery.sender.api_key_id,
        submitted_by=delivery.sender.person,
        body=delivery.body,
        values=to_record(found),
    )
    await tell_software(session, receipt.partner_id, "received", receipt.period, receipt.received_at, receipt.id)
    log.info("values_submitted", submission_id=str(receipt.id), period=receipt.period, **counts(found))


def _as_kept(result: RowResult) -> dict[str, Any]:
    row: dict[str, Any] = {
        "row": result.number,
        "kpi": result.kpi,
        "area": result.area_id,
        "outcome": result.outcome.value,
    }
    if result.before is not None:
        row["before"] = str(result.before)
        if result.value is not None:
            row["value"] = str(result.value)
    if result.fault is None:
        return row
    return row | {"rule": result.fault.rule, "facts": dict(result.fault.facts)}
