"""The databases of an installation: their roles, their rights, their copies."""

import asyncio
from importlib.util import find_spec

import asyncpg
import pytest
from alembic import command

from tests.support.postgres import a_database
from voorveld.migrate import configuration
from voorveld.settings import SERVICES


async def test_the_app_reads_and_writes_rows_of_the_owners_tables_and_cannot_change_tables() -> None:
    async with a_database("budget") as urls:
        owner, app = await asyncpg.connect(urls.owner), await asyncpg.connect(urls.app)
        await owner.execute("CREATE TABLE purse (cents BIGINT)")
        await app.execute("INSERT INTO purse VALUES (5)")
        assert await app.fetchval("SELECT cents FROM purse") == 5
        for statement in ("CREATE TABLE other (x INT)", "DROP TABLE purse", "TRUNCATE purse"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(statement)
        await owner.close()
        await app.close()


async def test_nobody_gets_in_without_the_password() -> None:
    async with a_database("budget") as urls:
        start, _, rest = urls.app.partition("@")
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(f"{start}x@{rest}")


@pytest.mark.parametrize("service", SERVICES)
async def test_the_migrations_make_exactly_the_tables_of_the_code(service: str) -> None:
    if find_spec(f"services.{service}.store.tables") is None:
        pytest.skip(f"{service} has no tables yet")
    async with a_database(service) as urls:
        await asyncio.to_thread(command.check, configuration(service, urls.owner))
