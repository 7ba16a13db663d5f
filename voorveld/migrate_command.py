"""`voorveld migrate`: on the databases the environment names, or else on our embedded one."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager

from voorveld.data_folder import held_data_folder
from voorveld.migrate import behind, draft, upgrade
from voorveld.postgres import EmbeddedPostgres
from voorveld.roles import DatabaseUrls, make_roles_and_databases, urls_from
from voorveld.settings import RunSettings
from voorveld.standalone_postgres import running, temporary_server


def migrate(settings: RunSettings) -> int:
    """Migrate all three."""
    with _databases(settings) as databases:
        upgrade(databases)
    print(f"At the newest migration: {', '.join(databases)}.")
    return 0


def check(settings: RunSettings) -> int:
    """Tell which databases are not at the newest migration; 1 when there are any."""
    with _databases(settings) as databases:
        services = asyncio.run(behind(databases))
    print(f"To migrate: {', '.join(services)}." if services else "Nothing to migrate.")
    return 1 if services else 0


def draft_next(service: str, name: str) -> int:
    """Write the next migration of a service, against a fresh database that has all earlier ones."""
    with temporary_server() as server:
        databases = asyncio.run(make_roles_and_databases(server))
        upgrade({service: databases[service]})
        draft(service, name, databases[service].owner)
    return 0


@contextmanager
def _databases(settings: RunSettings) -> Iterator[dict[str, DatabaseUrls]]:
    if databases := urls_from(os.environ):
        yield databases
        return
    with held_data_folder(settings) as data, running(EmbeddedPostgres(data)) as server:
        yield asyncio.run(make_roles_and_databases(server))
