"""What was divided before divisions had versions and names of their own."""

import asyncio

import asyncpg
from alembic import command

from tests.support.postgres import a_database
from voorveld.migrate import configuration

BEFORE = """
    INSERT INTO regions (code, year, level, name) VALUES ('WK01', 2019, 'district', 'Oost'),
        ('WK01', 2020, 'district', 'Oost'), ('WK02', 2020, 'district', 'West');
    INSERT INTO areas VALUES ('oost', 'Oost'), ('west', 'West'), ('nooit', 'Nooit');
    INSERT INTO area_regions (valid_from, region_code, area_id)
        VALUES (2019, 'WK01', 'oost'), (2020, 'WK01', 'oost'), (2020, 'WK02', 'west');
    INSERT INTO region_mappings (from_year, from_code, to_year, to_code, share, basis)
        VALUES (2019, 'WK01', 2020, 'WK01', 1, 'kaart');
"""


async def test_divisions_keep_their_areas_and_get_names_versions_and_a_year_of_regions() -> None:
    async with a_database("profiles") as urls:
        owner = await asyncpg.connect(urls.owner)
        await owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        alembic = configuration("profiles", urls.owner)
        await asyncio.to_thread(command.upgrade, alembic, "0004")
        await owner.execute(BEFORE)
        await asyncio.to_thread(command.upgrade, alembic, "0005")
        divisions = await owner.fetch("SELECT valid_from, regions_year, version FROM area_divisions ORDER BY 1")
        named = await owner.fetch("SELECT valid_from, area_id, name FROM division_areas ORDER BY 1, 2")
        regions = await owner.fetch("SELECT region_code, regions_year FROM area_regions ORDER BY 2, 1")
        mapped = await owner.fetchrow("SELECT basis, source, from_name FROM region_mappings")
        await owner.close()
    assert [tuple(row) for row in divisions] == [(2019, 2019, 1), (2020, 2020, 2)]
    assert [tuple(row) for row in named] == [(2019, "oost", "Oost"), (2020, "oost", "Oost"), (2020, "west", "West")]
    assert [tuple(row) for row in regions] == [("WK01", 2019), ("WK01", 2020), ("WK02", 2020)]
    assert tuple(mapped) == ("kaart", "", None)
