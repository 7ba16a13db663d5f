"""Take a large delivery in memory that does not grow with it: judged in pieces, kept as a set, all of it or none."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Literal
from uuid import uuid4

import structlog

from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.delivery_refusals import NoRows, NotAFile, TooManyRows
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.bulk_rows import NoColumns, csv_rows, json_rows
from services.monitoring.domain.content import Content, emptied_sha256
from services.monitoring.domain.harmless_rows import check_texts
from services.monitoring.domain.options import Options
from services.monitoring.domain.outcomes import Outcome
from services.monitoring.domain.row_rules import Fault, Row, Rules, Unread
from services.monitoring.store import bulk
from services.monitoring.store.delivery_queries import find_short_receipt, times_values_came
from services.monitoring.store.queries import hold_deliveries_of
from services.monitoring.store.same_content import others_of_stage
from services.monitoring.usecases.came_before import OTHERS_SHOWN, came_before
from services.monitoring.usecases.check_is_open import check_is_open
from services.monitoring.usecases.check_version import check_version
from services.monitoring.usecases.delivery import Again, OtherValue, Sender, StoredReceipt
from services.monitoring.usecases.webhooks.plan_message import tell_software

log = structlog.get_logger()
AT_ONCE = 2000
BODY_PART = 1024 * 1024
LONGEST_LINE = 10_000
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class LargeDelivery:
    """What came in, in a file of its own on disk."""

    terms: Terms
    areas: tuple[str, ...]
    sender: Sender
    period: str
    file: IO[bytes]
    form: Literal["csv", "ndjson"]
    clock: Clock
    options: Options


async def submit_stream(session: Session, delivery: LargeDelivery) -> StoredReceipt:
    """The receipt, with at most a thousand of its refused rows. The same content again, in whichever form, is the same.

    Raises PointsAtPerson, NotAFile, NoRows, TooManyRows, VersionNotInForce, SubsidyEnded, PeriodNotBegun, PeriodLocked.
    """
    partner_id, options = delivery.terms.partner_id, delivery.options
    await bulk.open_stage(session)
    content, staged = await _stage(session, delivery)
    ended_on = await hold_deliveries_of(session, partner_id)
    if not staged:
        content = emptied_sha256(content, await times_values_came(session, partner_id, delivery.period))
    same = await find_short_receipt(session, partner_id, content)
    if same is not None:
        await bulk.look_at_stage(session, partner_id, delivery.period, replaces=options.replaces)
        found, how_many = await others_of_stage(session, same.id, OTHERS_SHOWN)
        again = Again([OtherValue(*one) for one in found], how_many)
        return came_before(same, again, dry_run=options.dry_run)
    check_version(delivery.options, delivery.terms)
    await check_is_open(session, partner_id, delivery.period, delivery.clock.today(), ended_on)
    placeless = options.replaces and await bulk.has_placeless(session)
    replaces = options.replaces and not placeless
    counted = await bulk.look_at_stage(session, partner_id, delivery.period, replaces=replaces)
    counts = {outcome.value: counted.get(outcome.value, 0) for outcome in Outcome}
    receipt = StoredReceipt(
        id=uuid4() if options.counts(counts["refused"], placeless=placeless) else None,
        partner_id=partner_id,
        content_sha256=content,
        period=delivery.period,
        received_at=delivery.clock.now(),
        mode=options.mode,
        replaces=options.replaces,
        agreement_version=delivery.terms.version,
        rows=await bulk.refused_rows(session),
        placeless=placeless,
        again=None,
        **counts,
    )
    if receipt.id is not None:
        await bulk.keep_stage(session, _facts(delivery, receipt))
        await tell_software(session, partner_id, "received", receipt.period, receipt.received_at, receipt.id)
        log.info("values_submitted", submission_id=str(receipt.id), period=receipt.period, **counts)
    return receipt


def _facts(delivery: LargeDelivery, receipt: StoredReceipt) -> dict[str, Any]:
    sender = delivery.sender
    return {
        **vars(receipt),
        "api_key_id": sender.api_key_id,
        "submitted_by": sender.person,
        "sender": sender.person or f"key:{sender.api_key_id}",
        "changes": receipt.new + receipt.changed + receipt.withdrawn > 0,
    }


async def _stage(session: Session, delivery: LargeDelivery) -> tuple[bytes, int]:
    """Judge the rows piece by piece and stage them, and the body; the hash of the content, and how many rows."""
    rules = Rules(delivery.terms.kpis, delivery.areas, delivery.period)
    content = Content(delivery.terms.partner_id, delivery.period)
    rows, staged = _rows(delivery), 0
    while piece := _next(rows):
        content.add(piece)
        await bulk.stage_rows(session, [_staged(row, rules) for row in piece])
        staged += len(piece)
        if staged > MOST_ROWS:
            raise TooManyRows(most=MOST_ROWS)
    if not staged and not (delivery.options.replaces and delivery.form == "csv"):
        raise NoRows
    delivery.file.seek(0)
    for part, chunk in enumerate(iter(lambda: delivery.file.read(BODY_PART), b"")):
        await bulk.stage_body(session, part, chunk)
    return content.sha256(delivery.options.unusual), staged


def _rows(delivery: LargeDelivery) -> Iterator[Row | Unread]:
    delivery.file.seek(0)
    lines = _lines(delivery.file)
    return csv_rows(lines) if delivery.form == "csv" else json_rows(lines)


def _lines(file: IO[bytes]) -> Iterator[str]:
    """Lines as text, a byte order mark left out. Raises ValueError for one longer than any row."""
    encoding = "utf-8-sig"
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise ValueError("a line without end")
        yield line.decode(encoding)
        encoding = "utf-8"


def _next(rows: Iterator[Row | Unread]) -> list[Row | Unread]:
    try:
        return list(islice(rows, AT_ONCE))
    except (NoColumns, csv.Error, ValueError) as error:
        raise NotAFile from error


def _staged(row: Row | Unread, rules: Rules) -> bulk.StagedRow:
    fault = rules.fault(row)
    if fault is not None:
        check_texts(row.number, (row.kpi, row.area_id))
        return _refused(row, fault)
    return (row.number, row.kpi, row.area_id, row.value, None, None)


def _refused(row: Row | Unread, fault: Fault) -> bulk.StagedRow:
    return row.number, row.kpi, row.area_id, None, fault.rule, json.dumps(dict(fault.facts))
