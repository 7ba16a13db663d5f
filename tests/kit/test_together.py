"""Rows of several tables go out in one statement, all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from services.kit.tables import inbox_events, outbox_events, work
from services.kit.together import Row, write_together
from services.kit.work import new_work
from tests.kit.small_app import InboxTwice, SmallApp


@contextmanager
def counted(small: SmallApp) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engine = small.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


async def of_work(small: SmallApp) -> list[tuple[Any, ...]]:
    """In the order in which they were written."""
    async with small.database.reading() as session:
        rows = await session.execute(text("SELECT kind, payload, attempts FROM work ORDER BY ctid"))
        return [tuple(row) for row in rows]


async def test_rows_of_several_tables_are_one_statement_and_keep_their_order(small: SmallApp) -> None:
    planned = [new_work(f"kind {number}", {"n": number, "text": "é {}, 'x'", "list": [None]}) for number in range(30)]
    told: Row = (outbox_events, {"id": uuid4(), "event": {"a": [1, {"b": None}]}})
    with counted(small) as asked:
        async with small.database.transaction() as session:
            await write_together(session, [*planned[:10], told, *planned[10:]])
    assert len(asked) == 1
    assert await of_work(small) == [(row["kind"], row["payload"], 0) for _, row in planned]
    async with small.database.reading() as session:
        assert await session.scalar(text("SELECT event FROM outbox_events")) == told[1]["event"]


async def test_a_row_is_changed_in_the_same_statement_and_the_others_stay(small: SmallApp) -> None:
    one, other, third = (new_work(kind, {}) for kind in ("one", "other", "third"))
    async with small.database.transaction() as session:
        await write_together(session, [one, other])
    with counted(small) as asked:
        async with small.database.transaction() as session:
            await write_together(session, [third], (work, one[1]["id"], {"attempts": 3, "payload": {"x": 1}}))
    assert len(asked) == 1
    assert sorted(await of_work(small)) == [("one", {"x": 1}, 3), ("other", {}, 0), ("third", {}, 0)]


async def test_when_one_row_is_refused_none_is_written(small: SmallApp) -> None:
    twice: list[Row] = [(inbox_events, {"id": "same"}), (inbox_events, {"id": "same"})]
    with pytest.raises(InboxTwice):
        async with small.database.transaction() as session:
            await write_together(session, [new_work("note", {}), *twice])
    assert await small.count("work") == await small.count("inbox_events") == 0
