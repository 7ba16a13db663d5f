"""A transaction happens as a whole or not at all, and PostgreSQL's objections are put in our words."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.kit.database import Database
from services.kit.errors import Invalid, NotFound, UpstreamUnavailable
from tests.kit.small_app import InboxTwice, SmallApp, note_all_down, note_down
from tests.support.postgres import a_database


async def test_a_named_constraint_becomes_our_refusal_and_nothing_of_the_block_stays(small: SmallApp) -> None:
    await note_all_down(small.database, "first")
    with pytest.raises(InboxTwice):
        await note_all_down(small.database, "second", "first")
    assert await small.count("inbox_events") == 1


async def test_a_constraint_without_words_of_ours_stays_a_fault() -> None:
    async with a_database("monitoring") as urls:
        database = Database(urls.app)
        with pytest.raises(DBAPIError):
            await note_all_down(database, "same", "same")
        await database.close()


async def test_a_refusal_inside_the_block_takes_everything_back(small: SmallApp) -> None:
    with pytest.raises(NotFound):
        await note_all_down(small.database, "first", then=NotFound)
    assert await small.count("inbox_events") == 0


async def test_two_blocks_at_once_that_want_the_same_are_one_success_and_one_refusal(small: SmallApp) -> None:
    async def claim() -> None:
        async with small.database.transaction() as session:
            await note_down(session, "same")
            await asyncio.sleep(0.05)

    ended = await asyncio.gather(claim(), claim(), return_exceptions=True)
    assert sorted(type(end).__name__ for end in ended) == ["InboxTwice", "NoneType"]


@pytest.mark.parametrize("reading", [False, True], ids=["transaction", "reading"])
@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("SELECT count(*) FROM inbox_events WHERE id = :value", "nul\0character"),
        ("SELECT count(*) FROM work WHERE attempts = :value", 2**31),
        ("SELECT count(*) FROM work WHERE attempts = :value", 2**63),
        ("SELECT (:value)::bigint * 1000", 2**62),
    ],
)
async def test_what_postgresql_cannot_keep_is_a_mistake_of_the_sender(
    small: SmallApp, statement: str, value: object, reading: bool
) -> None:
    block = small.database.reading if reading else small.database.transaction
    with pytest.raises(Invalid):
        async with block() as session:
            await session.execute(text(statement), {"value": value})


async def test_a_mistake_in_our_own_statement_is_no_mistake_of_the_sender(small: SmallApp) -> None:
    with pytest.raises(DBAPIError):
        async with small.database.transaction() as session:
            await session.execute(text("SELECT nothing FROM nowhere"))
    with pytest.raises(DBAPIError):
        async with small.database.reading() as session:
            await session.execute(text("SELECT count(*) FROM work WHERE attempts = :value"), {"value": "text"})


async def test_the_text_of_a_database_error_does_not_hold_what_somebody_sent(small: SmallApp) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with small.database.transaction() as session:
            await session.execute(text("SELECT :value FROM nowhere"), {"value": "j.jansen@example.org"})
    assert "jansen" not in str(failed.value)


async def test_the_service_may_not_change_tables(small: SmallApp) -> None:
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
        async with small.database.transaction() as session:
            await session.execute(text("DROP TABLE work"))


async def test_a_database_that_is_away_is_not_ready() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    assert not await database.is_ready()
    await database.close()
    async with a_database("monitoring") as urls:
        database = Database(urls.app)
        assert await database.is_ready()
        await database.close()


async def test_after_the_server_dropped_its_connections_the_next_request_just_works(small: SmallApp) -> None:
    for block in (small.database.transaction, small.database.reading):
        async with block() as session:
            await session.execute(text("SELECT 1"))
        async with small.database.engine.connect() as connection, small.database.engine.connect() as victim:
            pid = await victim.scalar(text("SELECT pg_backend_pid()"))
            await victim.rollback()
            await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        await asyncio.sleep(0.1)
        for _ in range(4):
            async with block() as session:
                assert await session.scalar(text("SELECT 1")) == 1


async def test_a_server_that_is_starting_up_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def starting_up(*_args: object, **_options: object) -> None:
        raise asyncpg.CannotConnectNowError("the database system is starting up")

    monkeypatch.setattr(asyncpg, "connect", starting_up)
    database = Database("postgresql://nobody@localhost/nothing")
    with pytest.raises(UpstreamUnavailable):
        async with database.reading() as session:
            await session.execute(text("SELECT 1"))
    with pytest.raises(UpstreamUnavailable):
        async with database.transaction() as session:
            await session.execute(text("SELECT 1"))


async def test_a_server_that_is_away_is_a_refusal_to_come_back_for(tmp_path: Path) -> None:
    database = Database(f"postgresql://nobody@/nothing?host={tmp_path}")
    with pytest.raises(UpstreamUnavailable):
        async with database.reading() as session:
            await session.execute(text("SELECT 1"))
    with pytest.raises(UpstreamUnavailable):
        async with database.transaction() as session:
            await session.execute(text("SELECT 1"))
    assert not await database.is_ready()
    await database.close()
