"""SELECTs around deliveries: more time that was given, and what came when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, distinct_on
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.domain.due import Came, Cell
from services.monitoring.domain.periods import all_periods_of, read_period
from services.monitoring.store.bulk import ROWS_SHOWN
from services.monitoring.store.delivery_tables import Extension, PartnerEvent
from services.monitoring.store.history import EVERY_VERSION
from services.monitoring.store.queries import first_refused, receipt_columns
from services.monitoring.store.tables import CurrentValue, Submission


async def extended_until(session: Session, partner_id: UUID, period: str) -> date | None:
    """The last day that was given for a period, or None."""
    of_period = (col(Extension.partner_id) == partner_id) & (col(Extension.period) == period)
    found: date | None = await session.scalar(select(func.max(col(Extension.until))).where(of_period))
    return found


async def extensions_of(session: Session, partner_id: UUID, year: int) -> Mapping[str, Sequence[Extension]]:
    """Per period of a year what was given, in its order."""
    of_year = (col(Extension.partner_id) == partner_id) & col(Extension.period).in_(all_periods_of(year))
    in_order = (col(Extension.given_at), col(Extension.id))
    found: dict[str, list[Extension]] = {}
    for extension in await session.scalars(select(Extension).where(of_year).order_by(*in_order)):
        found.setdefault(extension.period, []).append(extension)
    return found


async def decisive_events(session: Session, partner_id: UUID, periods: Sequence[str]) -> Mapping[str, PartnerEvent]:
    """Per period the last event that its state follows from."""
    decisive = (
        (col(PartnerEvent.partner_id) == partner_id)
        & col(PartnerEvent.period).in_(periods)
        & col(PartnerEvent.changes).is_(True)
    )
    last = select(PartnerEvent).ext(distinct_on(col(PartnerEvent.period))).where(decisive)
    found = await session.scalars(last.order_by(col(PartnerEvent.period), col(PartnerEvent.id).desc()))
    return {event.period: event for event in found}


async def times_values_came(session: Session, partner_id: UUID, period: str) -> int:
    """How many deliveries of a period brought a value that was new or other than before."""
    of_period = (col(Submission.partner_id) == partner_id) & (col(Submission.period) == period)
    brought = (col(Submission.new) > 0) | (col(Submission.changed) > 0)
    return int(await session.scalar(select(func.count()).select_from(Submission).where(of_period, brought)) or 0)


async def who_delivered(session: Session, partner_id: UUID, period: str) -> set[str]:
    """Keys and persons that delivered for a period."""
    received = (
        (col(PartnerEvent.partner_id) == partner_id)
        & (col(PartnerEvent.period) == period)
        & (col(PartnerEvent.kind) == "received")
    )
    return set((await session.scalars(select(col(PartnerEvent.by)).distinct().where(received))).all())


async def events_after(session: Session, partner_id: UUID, cursor: int, limit: int) -> Sequence[PartnerEvent]:
    """What happened after a cursor, in order."""
    later = (col(PartnerEvent.partner_id) == partner_id) & (col(PartnerEvent.id) > cursor)
    return (await session.scalars(select(PartnerEvent).where(later).order_by(col(PartnerEvent.id)).limit(limit))).all()


async def find_short_receipt(session: Session, partner_id: UUID, content_sha256: bytes) -> Row[Any] | None:
    """The receipt the same content got before, with the first of its refused rows."""
    same = (col(Submission.partner_id) == partner_id) & (col(Submission.content_sha256) == content_sha256)
    return (await session.execute(select(*receipt_columns(first_refused(ROWS_SHOWN))).where(same))).one_or_none()


_ROWS = text("""
    SELECT kept FROM submissions, jsonb_array_elements(rows) WITH ORDINALITY AS listed (kept, number)
    WHERE id = :id AND number > :after ORDER BY number LIMIT :limit
""")


async def rows_after(session: Session, submission_id: UUID, after: int, limit: int) -> Sequence[dict[str, Any]]:
    """Rows of a receipt as they are kept, from a place on."""
    found = await session.execute(_ROWS.columns(kept=JSONB), {"id": submission_id, "after": after, "limit": limit})
    return [row for (row,) in found]


_CAME = text(f"""
    SELECT period, kpi_code, area_id, (first_at AT TIME ZONE 'Europe/Amsterdam')::date AS first_on,
           EXISTS (SELECT FROM current_values current
                   WHERE current.partner_id = :partner_id AND current.period = came.period
                     AND current.kpi_code = came.kpi_code AND current.value IS NOT NULL
                     AND current.area_id IS NOT DISTINCT FROM came.area_id)
    FROM (SELECT period, kpi_code, area_id, min(received_at) AS first_at FROM {EVERY_VERSION}
          WHERE partner_id = :partner_id AND period = ANY(:periods) AND value IS NOT NULL
          GROUP BY 1, 2, 3) came
""")


async def kinds_delivered(session: Session, partner_id: UUID, year: int) -> Mapping[str, set[str]]:
    """By code the kinds of the periods of a year for which a value ever came, also when it was withdrawn."""
    of_year = (col(CurrentValue.partner_id) == partner_id) & col(CurrentValue.period).in_(all_periods_of(year))
    found: dict[str, set[str]] = {}
    known = select(col(CurrentValue.kpi_code), col(CurrentValue.period)).where(of_year).distinct()
    for code, period in await session.execute(known):
        found.setdefault(code, set()).add(read_period(period).kind)
    return found


async def what_came(session: Session, partner_id: UUID, year: int) -> Mapping[Cell, Came]:
    """Of every value of a year that ever came: when for the first time, and whether it is there now."""
    given = {"partner_id": partner_id, "periods": all_periods_of(year)}
    rows = await session.execute(_CAME, given)
    return {Cell(period, kpi, area): Came(first_on, is_there) for period, kpi, area, first_on, is_there in rows}
