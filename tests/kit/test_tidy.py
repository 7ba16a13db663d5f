"""What nobody can ask for any more goes away by itself; what is still needed stays, however old."""

import asyncio
from uuid import uuid4

from sqlalchemy import TextClause, insert, text

from services.kit.database import Session
from services.kit.outbox import DELIVER
from services.kit.tables import idempotency_keys, inbox_events, outbox_events
from services.kit.tidy import tidy, tidying
from services.kit.work import plan_work
from tests.kit.small_app import SmallApp


async def a_reply(session: Session, days: int) -> None:
    row = {"key": uuid4().hex, "caller": "me", "route": "POST /notes", "fingerprint": b"", "created_at": _ago(days)}
    await session.execute(insert(idempotency_keys).values(row))


async def an_event(session: Session, days: int) -> str:
    row = {"id": uuid4(), "event": {}, "created_at": _ago(days)}
    await session.execute(insert(outbox_events).values(row))
    return str(row["id"])


def _ago(days: int) -> TextClause:
    return text(f"now() - interval '{days} days'")


async def test_a_reply_is_kept_a_week(small: SmallApp) -> None:
    async with small.database.transaction() as session:
        await a_reply(session, 6)
        await a_reply(session, 8)
        await tidy(session)
    assert await small.count("idempotency_keys") == 1


async def test_an_event_is_kept_a_month_and_longer_while_somebody_waits_for_it(small: SmallApp) -> None:
    async with small.database.transaction() as session:
        young, _delivered, waiting = [await an_event(session, days) for days in (29, 31, 400)]
        await plan_work(session, DELIVER, {"eventId": waiting, "to": "http://elsewhere"})
        await plan_work(session, "note", {"text": "work that is of no event"})
        await tidy(session)
    assert await small.count("outbox_events") == 2
    assert await small.count("outbox_events", f"id IN ('{young}', '{waiting}')") == 2


async def test_the_id_of_an_event_that_was_heard_is_kept_longer_than_the_event(small: SmallApp) -> None:
    async with small.database.transaction() as session:
        for days in (31, 89, 91):
            await session.execute(insert(inbox_events).values(id=str(days), received_at=_ago(days)))
        await tidy(session)
    assert await small.count("inbox_events") == 2
    assert await small.count("inbox_events", "id = '91'") == 0


async def test_a_service_tidies_by_itself_again_and_again(small: SmallApp) -> None:
    async with tidying(small.database, pause_seconds=0.02):
        for _ in range(2):
            async with small.database.transaction() as session:
                await a_reply(session, 8)
            assert await _is_gone(small)


async def _is_gone(small: SmallApp) -> bool:
    for _ in range(1000):
        if await small.count("idempotency_keys") == 0:
            return True
        await asyncio.sleep(0.02)
    return False
