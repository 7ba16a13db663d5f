"""A value stands once, what it replaced is kept by the database, and what was kept before stays (migration 0027)."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import asyncpg
import pytest
from alembic import command

from services.monitoring.store.report_queries import corrected_after
from tests.monitoring.world import World, a_row, a_submission
from tests.support.postgres import a_database
from voorveld.migrate import configuration

COLUMNS = "partner_id, period, kpi_code, area_id, value, submission_id, received_at"
PLACE = "partner_id, period, kpi_code, area_id"
OF_A_SUBMISSION = f"({COLUMNS}) SELECT partner_id, period, $2, $3, $4::numeric, id, received_at FROM submissions"
AS_BEFORE = (
    f"INSERT INTO value_versions {OF_A_SUBMISSION} WHERE id = $1",
    f"INSERT INTO current_values {OF_A_SUBMISSION} WHERE id = $1 ON CONFLICT ({PLACE}) DO UPDATE SET"
    " value = excluded.value, submission_id = excluded.submission_id, received_at = excluded.received_at",
)
"""What the code before this migration writes for each value."""


async def a_submission_of(owner: asyncpg.Connection, partner: UUID) -> UUID:
    return UUID(
        str(
            await owner.fetchval(
                "INSERT INTO submissions (id, partner_id, submitted_by, content_sha256, period, received_at, body, new,"
                " changed, unchanged, refused, rows)"
                " VALUES ($1, $2, 'a', sha256($3), '2020-Q1', clock_timestamp(), '', 1, 0, 0, 0, '[]') RETURNING id",
                uuid4(), partner, uuid4().bytes,
            )
        )
    )  # fmt: skip


async def history(owner: asyncpg.Connection) -> list[tuple[str | None, int]]:
    rows = await owner.fetch("SELECT area_id, value::integer FROM value_versions ORDER BY id")
    return [(row[0], row[1]) for row in rows]


async def test_values_of_before_stay_and_the_code_before_goes_on_until_it_is_restarted() -> None:
    async with a_database("monitoring") as urls:
        alembic = configuration("monitoring", urls.owner)
        await asyncio.to_thread(command.downgrade, alembic, "0026")
        owner, app, partner = await asyncpg.connect(urls.owner), await asyncpg.connect(urls.app), uuid4()
        await owner.execute("INSERT INTO partners (id, name, added_at, added_by) VALUES ($1, 'a', now(), 'x')", partner)

        async def deliver(area: str | None, value: int) -> None:
            submission = await a_submission_of(owner, partner)
            for statement in AS_BEFORE:
                await app.execute(statement, submission, "children_reached", area, value)

        await deliver("binnenstad", 5)
        await deliver(None, 12)
        await deliver(None, 14)
        counts = await owner.fetch("SELECT * FROM current_values ORDER BY id")
        await asyncio.to_thread(command.upgrade, alembic, "head")
        assert await owner.fetch("SELECT * FROM current_values ORDER BY id") == counts
        assert await history(owner) == [("binnenstad", 5), (None, 12), (None, 14)]
        await deliver(None, 15)
        assert set(await history(owner)) == {("binnenstad", 5), (None, 12), (None, 14), (None, 15)}
        await app.execute("UPDATE current_values SET value = 16 WHERE area_id IS NULL")
        assert (await history(owner))[-1] == (None, 15)
        await app.execute("UPDATE current_values SET submission_id = $1", await a_submission_of(owner, partner))
        await asyncio.to_thread(command.downgrade, alembic, "0026")
        assert set(await history(owner)) >= {("binnenstad", 5), (None, 16)}
        missing = f"SELECT {COLUMNS} FROM current_values EXCEPT SELECT {COLUMNS} FROM value_versions"
        assert await owner.fetch(missing) == []
        for connection in (owner, app):
            await connection.close()


@pytest.mark.parametrize("is_of_before", [True, False])
async def test_what_came_after_a_moment_is_told_once_in_order(world: World, is_of_before: bool) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)))
    moment, world.clock.moment = world.clock.moment, datetime(2020, 4, 4, 9, tzinfo=UTC)
    await software.receipt(a_submission(a_row(14)))
    if is_of_before:
        owner = await asyncpg.connect(world.owner_url)
        await owner.execute(f"INSERT INTO value_versions ({COLUMNS}) SELECT {COLUMNS} FROM current_values")
        await owner.close()
    world.clock.moment = datetime(2020, 4, 6, 9, tzinfo=UTC)
    await software.receipt(a_submission(a_row(15), a_row(3, area="binnenstad")))
    async with world.app.state.database.reading() as session:
        later = await corrected_after(session, software.partner_id, ["2020-Q1"], moment)
    assert [(one.area_id, one.value) for one in later] == [
        ("oosterparkwijk", 14),
        ("binnenstad", 3),
        ("oosterparkwijk", 15),
    ]
    told = [await world.client.area_figures("oosterparkwijk", 2020, date(2020, 4, day)) for day in (1, 3, 5, 7)]
    assert [[figure.value.number for figure in figures.kpis] for figures in told] == [[], [12], [14], [15]]
