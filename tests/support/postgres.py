"""One throw-away PostgreSQL per run of the tests, and for whoever asks a migrated database of their own.

urls = await fresh_database("budget")     # a copy of the migrated template: a tenth of a second
...                                       # the app connects with urls.app, never as owner or superuser
await drop_database(urls)

async with a_database("budget") as urls:  # the same, in a block
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import asdict
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest

from tests.support.places import quick_place
from voorveld.migrate import upgrade
from voorveld.postgres import SUPERUSER
from voorveld.roles import DatabaseUrls, make_roles_and_databases, rights_on
from voorveld.standalone_postgres import temporary_server

ADDRESSES = "VOORVELD_TEST_POSTGRES"
"""Set by whoever starts the server, so that the workers of pytest-xdist, its children, share it."""

_until_the_end = ExitStack()


async def fresh_database(service: str, like: DatabaseUrls | None = None) -> DatabaseUrls:
    """Return a new database of this service for its two roles: migrated and empty, or with what is in `like`."""
    template, name = _addresses()[service], f"test_{service}_{uuid4().hex[:12]}"
    assert "broken" not in template, template["broken"]
    await _as_superuser(
        # Copying the files is twice as quick as writing each page to the log.
        f"CREATE DATABASE {name} TEMPLATE {_name_of(like) or service} STRATEGY FILE_COPY OWNER {service}_owner",
        rights_on(service, name),
    )
    return DatabaseUrls(*(url.replace(f"@/{service}?", f"@/{name}?") for url in (template["app"], template["owner"])))


async def drop_database(urls: DatabaseUrls) -> None:
    """Remove a database, also when a connection to it was forgotten."""
    await _as_superuser(f"DROP DATABASE {_name_of(urls)} WITH (FORCE)")


@asynccontextmanager
async def a_database(service: str, like: DatabaseUrls | None = None) -> AsyncIterator[DatabaseUrls]:
    """Have a database for the length of the block."""
    urls = await fresh_database(service, like)
    try:
        yield urls
    finally:
        await drop_database(urls)


def pytest_configure(config: pytest.Config) -> None:
    """Start now when workers will share it; without workers the first test that needs it will."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        _addresses()


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    _until_the_end.close()


def _name_of(urls: DatabaseUrls | None) -> str:
    return urlsplit(urls.app).path.lstrip("/") if urls else ""


def _addresses() -> dict[str, dict[str, str]]:
    if ADDRESSES not in os.environ:
        os.environ[ADDRESSES] = json.dumps(_start())
        _until_the_end.callback(os.environ.pop, ADDRESSES)
    addresses: dict[str, dict[str, str]] = json.loads(os.environ[ADDRESSES])
    return addresses


def _start() -> dict[str, dict[str, str]]:
    """Start the server from this very thread: it ends with the thread that started it."""
    server = _until_the_end.enter_context(temporary_server(quick_place()))
    with ThreadPoolExecutor(1) as elsewhere:  # A test may be calling, and its event loop runs in this thread.
        databases = elsewhere.submit(lambda: asyncio.run(make_roles_and_databases(server))).result()
        templates = {name: elsewhere.submit(_template, name, urls).result() for name, urls in databases.items()}
    return {"": {"app": server.url(SUPERUSER, "postgres")}} | templates


def _template(service: str, urls: DatabaseUrls) -> dict[str, str]:
    """Migrate the database that is copied later; what goes wrong is for the tests of this service only."""
    try:
        upgrade({service: urls})
    except Exception as error:
        return {"broken": f"the migrations of {service} do not run: {error}"}
    return asdict(urls)


async def _as_superuser(*statements: str) -> None:
    connection = await asyncpg.connect(_addresses()[""]["app"])
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
