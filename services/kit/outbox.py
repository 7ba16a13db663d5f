"""Telling others: an event is written with the change, a relay posts it, a receiver takes it once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as pg_insert

from services.kit.caller import ServiceCaller, TokenMaker
from services.kit.clock import Clock
from services.kit.contract import EventData, Reply
from services.kit.database import DatabaseDep, Session
from services.kit.errors import Forbidden
from services.kit.http import EventPoster
from services.kit.tables import inbox_events, outbox_events
from services.kit.together import Row, write_together
from services.kit.work import Handler, new_work, plan_work

EXPAND = "relay-event"
DELIVER = "deliver-event"


class NotYourEvent(Forbidden):
    """A service tells its own news only: its name stands in the source and in the type."""

    slug = "not-your-event"


def _source(service: str) -> str:
    return f"urn:voorveld:{service}"


def _teller(type: str) -> str:
    """The service that a type of event belongs to."""
    return type.split(".")[2]


class CloudEvent(Reply):
    """An event on the wire (CloudEvents 1.0 JSON). `type` is e.g. `nl.voorveld.<service>.<thing-done>.v1`."""

    specversion: str = "1.0"
    id: str
    source: str
    type: str
    time: AwareDatetime
    subject: str
    datacontenttype: str = "application/json"
    data: dict[str, Any]


def news(clock: Clock, *, type: str, subject: str, data: EventData) -> list[Row]:
    """An event and the work of relaying it, to be written together with the change it tells of."""
    event = CloudEvent(
        id=str(uuid4()),
        source=_source(_teller(type)),
        type=type,
        time=clock.now(),
        subject=subject,
        data=data.model_dump(mode="json", by_alias=True),
    )
    told = outbox_events, {"id": event.id, "event": event.model_dump(mode="json", by_alias=True)}
    return [told, new_work(EXPAND, {"eventId": event.id})]


async def tell(session: Session, clock: Clock, *, type: str, subject: str, data: EventData) -> None:
    """Write an event in the transaction of the change it tells of."""
    await write_together(session, news(clock, type=type, subject=subject, data=data))


def relay_handlers(subscribers: Sequence[str], tokens: TokenMaker, poster: EventPoster) -> dict[str, Handler]:
    """Work of a service that tells: one delivery per subscriber, each tried until it is taken."""

    async def expand(session: Session, payload: Mapping[str, Any]) -> None:
        for address in subscribers:
            await plan_work(session, DELIVER, {"eventId": payload["eventId"], "to": address})

    async def deliver(session: Session, payload: Mapping[str, Any]) -> None:
        event = await session.scalar(select(outbox_events.c.event).where(outbox_events.c.id == payload["eventId"]))
        await poster.post(payload["to"], event or {}, str(tokens.service().token))

    return {EXPAND: expand, DELIVER: deliver}


EventHandler = Callable[[Session, CloudEvent], Awaitable[None]]


def events_router(handlers: Mapping[str, EventHandler]) -> APIRouter:
    """`POST /v1/events`: takes each event once; what it does not know it accepts and leaves. Raises NotYourEvent."""
    router = APIRouter(tags=["events"])

    @router.post("/events", status_code=204)
    async def receive(event: CloudEvent, caller: ServiceCaller, database: DatabaseDep) -> None:
        if event.source != _source(caller.id):
            raise NotYourEvent(source=event.source)
        handler = handlers.get(event.type)
        if handler is None:
            return
        if _teller(event.type) != caller.id:
            raise NotYourEvent(source=event.type)
        async with database.transaction() as session:
            claim = pg_insert(inbox_events).values(id=event.id).on_conflict_do_nothing().returning(inbox_events.c.id)
            if (await session.execute(claim)).first() is not None:
                await handler(session, event)

    return router
