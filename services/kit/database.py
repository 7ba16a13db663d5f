"""PostgreSQL for a service: a visible transaction block, reads without one, and constraints that speak our words."""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Request
from sqlalchemy import Executable, Result, event, inspect, text
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Mapper
from sqlmodel.ext.asyncio.session import AsyncSession

from services.kit.errors import Invalid, Refusal, UpstreamUnavailable

# What PostgreSQL cannot keep (NUL in a text, a number beyond its column) is a mistake of the sender, not of ours.
CANNOT_BE_KEPT = {"22021", "22P05", "22003"}
# The server cannot be reached, is starting up or stopping, or has no connection free: come back in a moment.
AWAY = (
    OSError,
    PoolTimeout,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    # The driver's own words for a connection that is gone, where SQLAlchemy is not between (COPY, a rollback).
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.AdminShutdownError,
)
WRITTEN = "written"
"""In `session.info`: names of the tables that new rows were written to (`together.py`)."""
BEYOND_ITS_COLUMN = re.compile(r"value out of int\d+ range")


def _own_its_attributes(row: Any, *_more: Any) -> None:
    """Give the ORM's note on a row a dict of its own at once, while the row is surely alive.

    CPython 3.11 makes that dict when it is first needed, and may collect garbage while it does. When the garbage holds
    the row itself, SQLAlchemy's farewell to it wants the same dict: then two dicts own the same values, and the process
    dies. Seen with 3.11.7 after imports that were refused: most runs of tests/profiles/test_import_table.py died.
    """
    vars(inspect(row))


event.listen(Mapper, "load", _own_its_attributes)
event.listen(Mapper, "init", _own_its_attributes)


class Session(AsyncSession):
    """SQLModel's session: `exec` selects tables; `execute` is SQLAlchemy's, without SQLModel's advice against it."""

    async def execute(self, statement: Executable, params: Any = None, **options: Any) -> Result[*tuple[Any, ...]]:
        return await super(AsyncSession, self).execute(statement, params, **options)


def asyncpg_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy's asyncpg dialect wants it."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+asyncpg://", url)


class Database:
    """One service's database. `constraints` maps a constraint's name to the refusal it stands for."""

    def __init__(
        self, url: str, constraints: Mapping[str, Callable[[], Refusal]] | None = None, pool_size: int = 8
    ) -> None:
        self.engine: AsyncEngine = create_async_engine(
            asyncpg_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=10,
            hide_parameters=True,
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_closed)
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._constraints = dict(constraints or {})
        self.after_commit: list[Callable[[], None]] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Everything in the block happens, or nothing; a named constraint that objects becomes our own refusal.

        `after_commit` is called only when the block planned work: looking for it costs as much as a small change.
        """
        async with self.quiet_transaction() as session:
            yield session
        if "work" in session.info.get(WRITTEN, ()):
            for wake in self.after_commit:
                wake()

    @asynccontextmanager
    async def quiet_transaction(self) -> AsyncIterator[Session]:
        """A transaction that wakes nobody: for the worker, which would otherwise wake itself for ever."""
        async with Session(self.engine, expire_on_commit=False) as session:
            try:
                async with session.begin():
                    yield session
            except (DBAPIError, *AWAY) as error:
                raise self._in_our_words(error) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """A session for reads that decide nothing: no transaction around the statements."""
        async with Session(self._reading, expire_on_commit=False) as session:
            try:
                yield session
            except (DBAPIError, *AWAY) as error:
                raise self._in_our_words(error) from error

    async def is_ready(self) -> bool:
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except Exception:
            # Refused, starting up, too many connections, none free: the driver has an exception of its own for each.
            return False
        return True

    async def close(self) -> None:
        await self.engine.dispose()

    def _in_our_words(self, error: Exception) -> Exception:
        if not isinstance(error, DBAPIError) or error.connection_invalidated:
            return UpstreamUnavailable(service="database")
        cause = getattr(error.orig, "__cause__", None)
        if isinstance(cause, AWAY):
            # What happens while connecting is translated by SQLAlchemy, and no connection is marked as gone.
            return UpstreamUnavailable(service="database")
        if getattr(cause, "sqlstate", None) in CANNOT_BE_KEPT or BEYOND_ITS_COLUMN.search(str(cause)):
            return Invalid()
        name = getattr(cause, "constraint_name", None)
        refusal = self._constraints.get(name) if name else None
        return refusal() if refusal else error


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """Let the pool replace a connection whose server is gone. Asking the server each time would cost a round trip."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


async def _database_of(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(_database_of)]
