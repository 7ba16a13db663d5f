"""A service with nothing but the kernel, a few routes to try it with, and a real database."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import APIRouter, FastAPI, Response
from pydantic import Field
from sqlalchemy import delete, insert, text
from starlette.responses import StreamingResponse

from services.kit.app import create_service_app
from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.clock import Clock
from services.kit.contract import Day, EventData, Number, Reply, Request, Timestamp
from services.kit.database import Database, DatabaseDep, Session
from services.kit.errors import Conflict, Refusal
from services.kit.http import EventPoster
from services.kit.idempotency import OnceDep
from services.kit.outbox import EventHandler
from services.kit.settings import ServiceSettings
from services.kit.tables import inbox_events
from services.kit.tables import work as work_queue
from services.kit.work import Handler
from tests.support.apps import running, shared_settings
from tests.support.postgres import a_database

LOCALE = Path(__file__).parents[2] / "services" / "kit" / "locale"
NAME = "monitoring"
BODY_LIMIT = 1024 * 1024


class Note(Request):
    title: str = Field(min_length=2, max_length=200)
    count: int = 0
    weight: Number = Decimal(0)
    words: list[str] = []
    at: Timestamp | None = None
    on: Day | None = None


class NoteTaken(Reply):
    id: UUID


class NoteMade(EventData):
    version: int = 1
    title: str


class InboxTwice(Conflict):
    """A constraint of the kernel's own tables, in words."""

    slug = "test-inbox-twice"


CONSTRAINTS = {"pk_inbox_events": InboxTwice}


def routes() -> APIRouter:
    router = APIRouter()

    @router.post("/notes", status_code=201)
    async def take(body: Note, caller: PersonCaller, once: OnceDep, database: DatabaseDep) -> NoteTaken:
        async with database.transaction() as session:

            async def work() -> NoteTaken:
                if body.title == "explode":
                    raise RuntimeError("geheim: j.jansen@example.org")
                taken = NoteTaken(id=uuid4())
                await note_down(session, str(taken.id))
                return taken

            return await once.answer(session, NoteTaken, work)

    @router.post("/echoes")
    async def echo(body: Note, caller: AnyCaller) -> dict[str, Any]:
        return body.model_dump(mode="json")

    @router.post("/counts/{count}")
    async def count(count: int, caller: AnyCaller, database: DatabaseDep) -> None:
        async with database.transaction() as session:
            await session.execute(text("UPDATE work SET attempts = :count"), {"count": count})

    @router.get("/notes/{note_id}")
    async def read(note_id: str, caller: AnyCaller, database: DatabaseDep) -> dict[str, int]:
        async with database.reading() as session:
            found = await session.scalar(text("SELECT count(*) FROM inbox_events WHERE id = :id"), {"id": note_id})
        return {"found": int(found or 0)}

    @router.get("/public")
    async def public(caller: AnyCaller, response: Response) -> dict[str, str]:
        response.headers["Cache-Control"] = "public, max-age=60"
        return {"hello": "world"}

    @router.get("/private")
    async def private(caller: AnyCaller) -> dict[str, str]:
        return {"hello": caller.name}

    @router.get("/faults/{secret}")
    async def fault(secret: str, caller: AnyCaller) -> None:
        raise RuntimeError(f"this text holds a secret: {secret}")

    @router.get("/half")
    async def half(caller: AnyCaller) -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"half an answer"
            raise RuntimeError("the other half is gone")

        return StreamingResponse(pieces())

    return router


async def note_down(session: Session, note_id: str) -> None:
    """Change something: the kernel's inbox serves as a table here."""
    await session.execute(insert(inbox_events).values(id=note_id))


async def note_all_down(database: Database, *note_ids: str, then: type[Refusal] | None = None) -> None:
    """Several changes in one transaction, refused at its end when a test says so."""
    async with database.transaction() as session:
        for note_id in note_ids:
            await note_down(session, note_id)
        if then:
            raise then


@dataclass
class SmallApp:
    app: FastAPI
    transport: httpx.ASGITransport
    clock: Clock

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    def client(self, caller: Caller | None = None, **headers: str) -> httpx.AsyncClient:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if caller:
            sent["Authorization"] = f"Bearer {caller.token}"
        return httpx.AsyncClient(base_url="http://small", transport=self.transport, headers=sent)

    async def work_due(self) -> int:
        done: int = await self.app.state.worker.run_due()
        return done

    async def count(self, table: str, where: str = "true") -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(text(f"SELECT count(*) FROM {table} WHERE {where}")) or 0)


@asynccontextmanager
async def a_small_app(
    data: Path,
    *,
    events: Mapping[str, EventHandler] | None = None,
    work: Mapping[str, Handler] | None = None,
    subscribers: tuple[str, ...] = (),
    poster: EventPoster | None = None,
    database_url: str | None = None,
) -> AsyncIterator[SmallApp]:
    """A running service of kernel only, in a database of its own; its worker runs when a test says so."""
    clock = Clock(data / "clock.json")
    async with AsyncExitStack() as stack:
        url = database_url or (await stack.enter_async_context(a_database(NAME))).app
        told = {**shared_settings(NAME, data), "database_url": url, "subscribers": list(subscribers)}
        app = create_service_app(
            name=NAME,
            title="Small",
            description="Kernel only.",
            settings=ServiceSettings(**told),
            routers=[routes()],
            locale=LOCALE,
            constraints=CONSTRAINTS,
            events=events,
            work=work,
            clock=clock,
            poster=poster,
            run_worker=False,
        )
        async with running(app) as transport:
            small = SmallApp(app, transport, clock)
            if database_url is None:
                await _without_first_work(small.database)
            yield small


async def _without_first_work(database: Database) -> None:
    """The service whose tables these are has work from its first day; the kernel alone has none."""
    async with database.transaction() as session:
        await session.execute(delete(work_queue))
