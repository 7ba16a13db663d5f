"""Brings one service's database to the shape of its tables; the ini section in use names the service."""

import asyncio
import importlib
from typing import Any

from alembic import context
from sqlalchemy import Connection, String, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel.sql.sqltypes import AutoString

SERVICE = context.config.config_ini_section
TABLES = importlib.import_module(f"services.{SERVICE}.store.tables")


def plain_types(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write SQLModel's own text type as SQLAlchemy's: a migration imports nothing that may change under it."""
    if kind == "type" and isinstance(item, AutoString) and not isinstance(item, String):
        return f"sa.String(length={item.length})" if getattr(item, "length", None) else "sa.String()"
    return False


def migrate(connection: Connection) -> None:
    context.configure(connection, target_metadata=TABLES.metadata, compare_server_default=True, render_item=plain_types)
    with context.begin_transaction():
        # Two replicas that start at once migrate one after the other; a busy table makes us fail, not everybody wait.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('voorveld-migrate'))"))
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        context.run_migrations()


async def connect_and_migrate() -> None:
    url = make_url(context.config.attributes["url"]).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(connect_and_migrate())
