"""Work with a due time (relay, mail, deadlines): rows taken with SKIP LOCKED by a task in each process."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy import bindparam, delete, select, update

from services.kit.clock import Clock
from services.kit.database import Database, Session
from services.kit.tables import work
from services.kit.together import Row, write_together

log = structlog.get_logger()
LONGEST_WAIT = 3600
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
Handler = Callable[[Session, Mapping[str, Any]], Awaitable[None]]
# Put together once: that costs more than to ask it, and every piece asks it.
_NEXT = (
    select(work)
    .where(work.c.due_at <= bindparam("now"))
    .order_by(work.c.due_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_DONE = delete(work).where(work.c.id == bindparam("done"))


def new_work(kind: str, payload: Mapping[str, Any], due_at: datetime = AT_ONCE) -> Row:
    """Work, to be written together with the change it belongs to."""
    return work, {"id": uuid4(), "kind": kind, "payload": dict(payload), "due_at": due_at}


async def plan_work(session: Session, kind: str, payload: Mapping[str, Any], due_at: datetime = AT_ONCE) -> None:
    """Write work in the caller's transaction: it happens if and only if the change it belongs to happens."""
    await write_together(session, [new_work(kind, payload, due_at)])


class Worker:
    """Takes due work and does it; a failure is tried again later, each time after a longer wait (at most an hour)."""

    def __init__(self, database: Database, clock: Clock, handlers: Mapping[str, Handler], pause: float = 1.0) -> None:
        self._database, self._clock, self._handlers, self._pause = database, clock, dict(handlers), pause
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        database.after_commit.append(self._wake.set)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run_for_ever())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def run_due(self) -> int:
        """Do everything that is due now; the number of pieces done or tried."""
        done = 0
        while await self._do_one():
            done += 1
        return done

    async def _run_for_ever(self) -> None:
        while True:
            self._wake.clear()
            try:
                await self.run_due()
            except Exception as error:
                # The database is away, or worse. Nobody starts this task again, so it may not end.
                log.warning("work_unavailable", error=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._pause)

    async def _do_one(self) -> bool:
        taken: _Piece | None = None
        try:
            async with self._database.quiet_transaction() as session:
                taken = await self._take(session)
                if taken is None:
                    return False
                await self._handlers[taken.kind](session, taken.payload)
                await session.execute(_DONE, {"done": taken.id})
        except Exception as error:
            if taken is None:
                raise
            # Whatever went wrong, even at the commit, the work must stay: an event or a mail may not get lost.
            # Later, so that it does not hold up the others either.
            await self._later(taken, error)
        return True

    async def _take(self, session: Session) -> "_Piece | None":
        row = (await session.execute(_NEXT, {"now": self._clock.now()})).one_or_none()
        return _Piece(row.id, row.kind, row.payload, row.attempts) if row else None

    async def _later(self, piece: "_Piece", error: Exception) -> None:
        attempts = piece.attempts + 1
        log.warning("work_failed", work_id=str(piece.id), attempts=attempts, error=type(error).__name__)
        due_at = self._clock.now() + timedelta(seconds=min(LONGEST_WAIT, 2 ** min(attempts, 20)))
        # PostgreSQL keeps neither NUL nor half a character, and this sentence may not be what fails.
        sentence = f"{type(error).__name__}: {error}".encode(errors="replace").decode().replace("\x00", "?")[:500]
        values = {"attempts": attempts, "due_at": due_at, "last_error": sentence}
        async with self._database.quiet_transaction() as session:
            await session.execute(update(work).where(work.c.id == piece.id).values(**values))


@dataclass(frozen=True)
class _Piece:
    """One row of work, as it was when it was taken."""

    id: UUID
    kind: str
    payload: Mapping[str, Any]
    attempts: int
