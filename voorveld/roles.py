"""The databases of the embedded server, and per service the role that owns the tables and the role that uses them."""

from collections.abc import Mapping
from dataclasses import dataclass

import asyncpg

from voorveld.postgres import SUPERUSER, EmbeddedPostgres
from voorveld.refusal import Refusal
from voorveld.settings import SERVICES

STAGES = {"monitoring"}
"""Services that stage a large delivery in temporary tables."""


@dataclass(frozen=True)
class DatabaseUrls:
    """The two addresses of one service's database: `app` reads and writes rows, `owner` changes tables."""

    app: str
    owner: str


async def make_roles_and_databases(server: EmbeddedPostgres) -> dict[str, DatabaseUrls]:
    """Make what is missing, and return where each service finds its database."""
    connection = await asyncpg.connect(server.url(SUPERUSER, "postgres"))
    try:
        known = {
            row[0]
            for row in await connection.fetch("SELECT rolname FROM pg_roles UNION SELECT datname FROM pg_database")
        }
        for service in SERVICES:
            await _make(connection, server, service, known)
    finally:
        await connection.close()
    return {service: urls_in(server, service, service) for service in SERVICES}


def urls_in(server: EmbeddedPostgres, service: str, database: str) -> DatabaseUrls:
    """Return the addresses of a database for the two roles of a service."""
    return DatabaseUrls(server.url(f"{service}_app", database), server.url(f"{service}_owner", database))


def urls_from(environment: Mapping[str, str]) -> dict[str, DatabaseUrls] | None:
    """Return the addresses of a real server when the environment names one, and None when it names none."""
    named = {service: environment.get(f"{service.upper()}_DATABASE_URL") for service in SERVICES}
    if not any(named.values()):
        return None
    if missing := [service for service, url in named.items() if not url]:
        raise Refusal(f"Set {', '.join(f'{service.upper()}_DATABASE_URL' for service in missing)} as well, or none.")
    owners = {service: environment.get(f"{service.upper()}_OWNER_DATABASE_URL", "") for service in SERVICES}
    return {service: DatabaseUrls(url or "", owners[service]) for service, url in named.items()}


def rights_on(service: str, database: str) -> str:
    """SQL that lets the app's role of a service, and nobody else but the owner, use a database. It may run again.

    A copy of a database does not copy these: whoever makes one, as tests do, gives them anew.
    """
    also = ", TEMPORARY" if service in STAGES else ""
    return f"REVOKE ALL ON DATABASE {database} FROM PUBLIC; GRANT CONNECT{also} ON DATABASE {database} TO {service}_app"


async def _make(connection: asyncpg.Connection, server: EmbeddedPostgres, service: str, known: set[str]) -> None:
    owner, app = f"{service}_owner", f"{service}_app"
    for role in (owner, app):
        if role not in known:
            # Our own random characters: a role's password cannot be a parameter.
            await connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{server.password_of(role)}'")
    if service not in known:
        await connection.execute(f"CREATE DATABASE {service} OWNER {owner}")
    # Each time, for a database that was made before a right was added.
    await connection.execute(rights_on(service, service))
