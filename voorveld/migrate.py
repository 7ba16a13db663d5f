"""Brings the databases to the newest migration and gives each service's role its rights."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from voorveld.refusal import Refusal
from voorveld.roles import DatabaseUrls
from voorveld.settings import CHECKOUT


def configuration(service: str, owner_url: str = "") -> Config:
    """Return alembic's configuration for one service."""
    config = Config(CHECKOUT / "migrations" / "alembic.ini", ini_section=service)
    config.attributes["url"] = owner_url
    return config


def newest(service: str) -> set[str]:
    """Return the migrations a database of this service should have reached."""
    return set(ScriptDirectory.from_config(configuration(service)).get_heads())


async def behind(databases: Mapping[str, DatabaseUrls]) -> list[str]:
    """Return the services whose database is not at its newest migration."""
    return [service for service, urls in databases.items() if await _reached(urls.app) != newest(service)]


def upgrade(databases: Mapping[str, DatabaseUrls]) -> None:
    """Migrate each database as the owner of its tables."""
    for service, urls in databases.items():
        if not urls.owner:
            raise Refusal(f"Set {service.upper()}_OWNER_DATABASE_URL: migrating needs the role that owns the tables.")
        asyncio.run(_grant(urls, _FUTURE_TABLES))
        if newest(service):  # Not so for a service without a table yet.
            command.upgrade(configuration(service, urls.owner), "head")
            asyncio.run(_grant(urls, _VERSIONS))


def draft(service: str, name: str, owner_url: str) -> None:
    """Write the migration from a database at its newest migration to the tables as they are in the code."""
    command.revision(configuration(service, owner_url), name, autogenerate=True)


_FUTURE_TABLES = """
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{app}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{app}";
"""
_VERSIONS = """
    REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM "{app}";
"""


async def _grant(urls: DatabaseUrls, statements: str) -> None:
    app, owner = urlsplit(urls.app).username, urlsplit(urls.owner).username
    if app == owner:  # Somebody's own server with one role for both.
        return
    connection = await asyncpg.connect(urls.owner)
    try:
        await connection.execute(statements.format(app=app))
    finally:
        await connection.close()


async def _reached(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        # Asked first, for a table that is not there is an error in the server's log.
        if await connection.fetchval("SELECT to_regclass('public.alembic_version')") is None:
            return set()
        return {row[0] for row in await connection.fetch("SELECT version_num FROM alembic_version")}
    finally:
        await connection.close()
