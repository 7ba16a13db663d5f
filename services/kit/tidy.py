"""Removes rows of the kernel that nobody can ask for any more: they may hold words of people, and they only grow."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, DateTime, Uuid, cast, delete, func, select

from services.kit.database import Database, Session
from services.kit.tables import idempotency_keys, inbox_events, outbox_events, work

log = structlog.get_logger()
KEEP_REPLIES = timedelta(days=7)
"""Who repeats a request does so within minutes; a week lets software wait for somebody to come back from a holiday."""
KEEP_TOLD = timedelta(days=30)
"""An event that is still being delivered stays, however old it is."""
KEEP_HEARD = timedelta(days=90)
"""Longer than `KEEP_TOLD`, so that an event which comes a second time is known."""
PAUSE_SECONDS = 3600.0


async def tidy(session: Session) -> None:
    """Delete old replies, events that were delivered, and ids of events that cannot come again."""
    # On the database's clock, which wrote these moments: that of the installation can be moved.
    being_delivered = select(cast(work.c.payload["eventId"].astext, Uuid)).where(work.c.payload.has_key("eventId"))
    await session.execute(delete(idempotency_keys).where(_older(idempotency_keys.c.created_at, KEEP_REPLIES)))
    await session.execute(delete(inbox_events).where(_older(inbox_events.c.received_at, KEEP_HEARD)))
    told = delete(outbox_events).where(_older(outbox_events.c.created_at, KEEP_TOLD))
    await session.execute(told.where(outbox_events.c.id.not_in(being_delivered)))


@asynccontextmanager
async def tidying(database: Database, pause_seconds: float = PAUSE_SECONDS) -> AsyncIterator[None]:
    """Tidy now and then for the length of the block."""
    task = asyncio.create_task(_tidy_for_ever(database, pause_seconds))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _tidy_for_ever(database: Database, pause_seconds: float) -> None:
    while True:
        try:
            async with database.quiet_transaction() as session:
                await tidy(session)
        except Exception as error:
            # Nobody starts this task again, so it may not end; when the database is away, the next time.
            log.warning("tidy_unavailable", error=type(error).__name__)
        await asyncio.sleep(pause_seconds)


def _older(moment: ColumnElement[DateTime], age: timedelta) -> ColumnElement[bool]:
    return moment < func.now() - age
