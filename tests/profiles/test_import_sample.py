"""The sample in the database: once, whole, and for one municipality."""

import asyncio

import asyncpg
import pytest
from alembic import command

from services.profiles.contract.refusals import NoFigures
from tests.support.apps import a_service
from tests.support.postgres import a_database
from tests.support.profiles import profiles_of
from voorveld.migrate import configuration
from voorveld.refusal import Refusal
from voorveld.sample import load

RELEASES = ["84583NED-2019", "84799NED-2020-first", "84799NED-2020-later"]


async def counts(url: str) -> dict[str, int]:
    connection = await asyncpg.connect(url)
    try:
        tables = (
            "releases",
            "release_columns",
            "indicators",
            "regions",
            "region_values",
            "areas",
            "area_regions",
            "installation",
        )
        return {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in tables}
    finally:
        await connection.close()


async def test_the_sample_is_loaded_once_and_in_full() -> None:
    async with a_database("profiles") as urls:
        assert await load(urls.app, "GM0014") == RELEASES
        loaded = await counts(urls.app)
        assert await load(urls.app, "GM0014") == []
        assert await counts(urls.app) == loaded
    assert loaded == {
        "releases": 3,
        "indicators": 145,
        "regions": 708,
        "release_columns": 276,
        "region_values": 42765,
        "areas": 11,
        "area_regions": 20,
        "installation": 1,
    }


async def test_an_import_that_was_cut_short_is_completed_and_the_example_mark_stays() -> None:
    async with profiles_of("GM0014") as profiles:
        assert (await profiles.client().municipality(2020)).figures_year == 2020
        await profiles.client(a_service("frontend")).mark_example_year()
        owner = await asyncpg.connect(profiles.urls.owner)
        await owner.execute(
            "DELETE FROM region_values v USING releases r WHERE r.number = release_number AND r.year = 2019"
        )
        await owner.execute(
            "DELETE FROM release_columns c USING releases r WHERE r.number = release_number AND r.year = 2019"
        )
        await owner.execute("DELETE FROM releases WHERE id = '84583NED-2019'")
        await owner.execute("UPDATE indicators SET name_nl = 'Oude naam'")
        await owner.close()
        assert await load(profiles.urls.app, "GM0014") == ["84583NED-2019"]
        assert (await profiles.client().municipality(2020)).is_example
        names = {indicator.name for indicator in await profiles.client().indicators()}
    assert "Oude naam" not in names


async def test_a_database_with_the_smaller_sample_of_before_gets_its_new_indicators_and_their_figures() -> None:
    async with a_database("profiles") as urls:
        await load(urls.app, "GM0014")
        loaded = await counts(urls.app)
        owner = await asyncpg.connect(urls.owner)
        number = await owner.fetchval("SELECT number FROM indicators WHERE code = 'cars'")
        for table in ("region_values", "release_columns"):
            await owner.execute(f"DELETE FROM {table} WHERE indicator_number = $1", number)
        await owner.execute("DELETE FROM indicators WHERE number = $1", number)
        await owner.close()
        assert await load(urls.app, "GM0014") == []
        assert await counts(urls.app) == loaded


async def test_a_running_service_sees_an_import_of_another_process() -> None:
    async with profiles_of("GM0014") as profiles:
        await profiles.client().indicators()
        owner = await asyncpg.connect(profiles.urls.owner)
        await owner.execute("UPDATE indicators SET name_nl = 'Nieuwe naam'")
        assert "Nieuwe naam" not in {indicator.name for indicator in await profiles.client().indicators()}
        await owner.execute("UPDATE installation SET data_version = data_version + 1")
        await owner.close()
        assert {indicator.name for indicator in await profiles.client().indicators()} == {"Nieuwe naam"}


async def test_a_database_belongs_to_one_municipality() -> None:
    async with a_database("profiles") as urls:
        await load(urls.app, "GM0014")
        with pytest.raises(Refusal, match="belongs to GM0014"):
            await load(urls.app, "GM0518")


async def test_a_municipality_the_sample_does_not_know_waits_for_its_figures() -> None:
    async with profiles_of("GM0344") as profiles:
        with pytest.raises(NoFigures):
            await profiles.client().municipality(2020)


async def test_what_a_release_said_cannot_be_changed_by_the_service() -> None:
    async with a_database("profiles") as urls:
        connection = await asyncpg.connect(urls.app)
        for statement in (
            "UPDATE region_values SET number = 0",
            "DELETE FROM region_values",
            "UPDATE releases SET year = 1",
            "DELETE FROM releases",
            "TRUNCATE region_values",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        await connection.close()


async def test_tables_and_migrations_do_not_drift() -> None:
    async with a_database("profiles") as urls:
        await asyncio.to_thread(command.check, configuration("profiles", urls.owner))
