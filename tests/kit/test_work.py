"""Work is done once, whoever takes it, and is never lost: not by a fault, not by a crash, not by bad luck."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session as SyncSession

from services.kit.clock import Clock
from services.kit.database import Database, Session
from services.kit.errors import NotFound, Refusal
from services.kit.work import Handler, Worker, plan_work
from tests.kit.small_app import SmallApp, note_down

Done = list[Mapping[str, Any]]


def noting(done: Done) -> Handler:
    async def handle(_session: Session, payload: Mapping[str, Any]) -> None:
        done.append(payload)

    return handle


async def failing(_session: Session, payload: Mapping[str, Any]) -> None:
    raise ValueError(payload.get("text", "no luck"))


async def plan(database: Database, *kinds: str, then: type[Refusal] | None = None, **payload: Any) -> None:
    async with database.transaction() as session:
        for kind in kinds:
            await plan_work(session, kind, payload)
        if then:
            raise then


async def an_hour_later(clock: Clock) -> None:
    clock.set(clock.now() + timedelta(hours=1, minutes=1))


async def test_work_of_a_change_that_did_not_happen_does_not_happen(small: SmallApp) -> None:
    with pytest.raises(NotFound):
        await plan(small.database, "note", then=NotFound)
    assert await small.count("work") == 0


async def test_the_worker_is_woken_by_a_change_with_work_and_by_no_other(small: SmallApp) -> None:
    woken: list[str] = []
    small.database.after_commit.append(lambda: woken.append("woken"))
    async with small.database.transaction() as session:
        await session.execute(text("SELECT 1"))
    assert woken == []
    await plan(small.database, "note")
    assert woken == ["woken"]


async def test_work_is_done_when_it_is_due_and_not_before(small: SmallApp) -> None:
    done: Done = []
    worker = Worker(small.database, small.clock, {"note": noting(done)})
    async with small.database.transaction() as session:
        await plan_work(session, "note", {"n": 1}, due_at=small.clock.now() + timedelta(days=28))
    assert await worker.run_due() == 0
    small.clock.set(small.clock.now() + timedelta(days=28, seconds=1))
    assert await worker.run_due() == 1
    assert done == [{"n": 1}]
    assert await worker.run_due() == 0


async def test_two_workers_share_the_queue_and_do_nothing_twice(small: SmallApp) -> None:
    done: Done = []
    by_whom: Counter[str] = Counter()

    def worker(name: str) -> Worker:
        async def handle(_session: Session, payload: Mapping[str, Any]) -> None:
            await asyncio.sleep(0.002)
            done.append(payload)
            by_whom[name] += 1

        return Worker(small.database, small.clock, {"note": handle})

    for n in range(40):
        await plan(small.database, "note", n=n)
    await asyncio.gather(worker("one").run_due(), worker("other").run_due())
    assert sorted(payload["n"] for payload in done) == list(range(40))
    assert min(by_whom["one"], by_whom["other"]) > 5


async def test_a_handler_that_fails_loses_nothing_and_what_it_wrote_is_taken_back(small: SmallApp) -> None:
    async def write_and_fail(session: Session, _payload: Mapping[str, Any]) -> None:
        await note_down(session, "half done")
        raise ValueError("halfway")

    done: Done = []
    await plan(small.database, "note")
    assert await Worker(small.database, small.clock, {"note": write_and_fail}).run_due() == 1
    assert await small.count("inbox_events") == 0
    assert await small.count("work", "attempts = 1 AND last_error = 'ValueError: halfway'") == 1
    await an_hour_later(small.clock)
    assert await Worker(small.database, small.clock, {"note": noting(done)}).run_due() == 1
    assert len(done) == 1
    assert await small.count("work") == 0


async def test_a_failure_only_the_commit_shows_loses_nothing_and_holds_up_nobody(small: SmallApp) -> None:
    """As when a deferred constraint objects: the handler itself was happy."""
    done: Done = []

    async def happy(session: Session, _payload: Mapping[str, Any]) -> None:
        @event.listens_for(session.sync_session, "before_commit")
        def object_to_it(committed: SyncSession) -> None:
            if not committed.in_nested_transaction():
                raise ValueError("the commit objects")

    worker = Worker(small.database, small.clock, {"happy": happy, "note": noting(done)})
    await plan(small.database, "happy", "note", "happy", "note")
    assert await worker.run_due() == 4
    assert len(done) == 2
    assert await small.count("work", "kind = 'happy' AND attempts = 1") == 2


async def test_a_statement_postgresql_refuses_loses_nothing_and_holds_up_nobody(small: SmallApp) -> None:
    done: Done = []

    async def wrong(session: Session, _payload: Mapping[str, Any]) -> None:
        await session.execute(text("SELECT nothing FROM nowhere"))

    await plan(small.database, "wrong", "note")
    assert await Worker(small.database, small.clock, {"wrong": wrong, "note": noting(done)}).run_due() == 2
    assert len(done) == 1
    assert await small.count("work", "kind = 'wrong' AND attempts = 1") == 1


async def test_work_of_an_unknown_kind_is_kept_and_does_not_stop_the_others(small: SmallApp) -> None:
    done: Done = []
    worker = Worker(small.database, small.clock, {"note": noting(done)})
    await plan(small.database, "unheard of", "note", "unheard of", "note")
    assert await worker.run_due() == 4
    assert len(done) == 2
    assert await small.count("work", "kind = 'unheard of' AND attempts = 1") == 2
    assert await worker.run_due() == 0, "it is tried later, not again and again"


@pytest.mark.parametrize("poison", ["NUL \0 inside", "half a character \ud800", "é" * 5000, ""])
async def test_the_text_of_a_failure_cannot_itself_stop_the_queue(small: SmallApp, poison: str) -> None:
    done: Done = []

    async def poisonous(_session: Session, _payload: Mapping[str, Any]) -> None:
        raise ValueError(poison)

    await plan(small.database, "poisonous", "note")
    assert await Worker(small.database, small.clock, {"poisonous": poisonous, "note": noting(done)}).run_due() == 2
    assert len(done) == 1
    assert await small.count("work", "attempts = 1") == 1


async def test_each_failure_makes_the_wait_longer_up_to_an_hour(small: SmallApp) -> None:
    worker = Worker(small.database, small.clock, {"note": failing})
    await plan(small.database, "note")
    waits = []
    for attempts in (0, 1, 2, 5, 11, 12, 1000, 2**31 - 2):
        async with small.database.transaction() as session:
            await session.execute(text("UPDATE work SET attempts = :n, due_at = '2000-01-01'"), {"n": attempts})
        assert await worker.run_due() == 1
        async with small.database.reading() as session:
            due_at = await session.scalar(text("SELECT due_at FROM work"))
        waits.append(round((due_at - small.clock.now()).total_seconds() / 10) * 10)
    assert waits == sorted(waits)
    assert waits[-1] == 3600


async def test_a_worker_stopped_in_the_middle_leaves_the_work_for_the_next(small: SmallApp) -> None:
    started = asyncio.Event()

    async def slow(_session: Session, _payload: Mapping[str, Any]) -> None:
        started.set()
        await asyncio.sleep(60)

    worker = Worker(small.database, small.clock, {"note": slow})
    await plan(small.database, "note")
    worker.start()
    await asyncio.wait_for(started.wait(), 5)
    await worker.stop()
    done: Done = []
    assert await Worker(small.database, small.clock, {"note": noting(done)}).run_due() == 1
    assert len(done) == 1


async def test_a_running_worker_takes_new_work_at_once_and_otherwise_asks_once_a_pause(small: SmallApp) -> None:
    done: Done = []
    asked = 0

    @event.listens_for(small.database.engine.sync_engine, "before_cursor_execute")
    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal asked
        asked += "work" in statement

    worker = Worker(small.database, small.clock, {"note": noting(done)}, pause=0.5)
    worker.start()
    try:
        await asyncio.sleep(0.7)
        assert asked <= 3, "an idle worker does not wake itself"
        await plan(small.database, "note")
        await asyncio.sleep(0.15)
        assert len(done) == 1
    finally:
        await worker.stop()


async def test_a_worker_outlives_whatever_goes_wrong_with_the_database(
    small: SmallApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Done = []
    worker = Worker(small.database, small.clock, {"note": noting(done)}, pause=0.01)
    real, times = worker.run_due, 0

    async def broken() -> int:
        nonlocal times
        times += 1
        if times < 3:
            raise KeyError("an exception of the driver's own")
        return await real()

    monkeypatch.setattr(worker, "run_due", broken)
    worker.start()
    try:
        await plan(small.database, "note")
        await asyncio.sleep(0.3)
        assert len(done) == 1
    finally:
        await worker.stop()
