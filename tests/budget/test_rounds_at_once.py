"""Two hundred people at once, ballots that race with the clock, and a process that is killed while it counts."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx
import uvicorn

from services.budget.contract.client import BudgetClient
from services.budget.contract.round_refusals import CodeUsed, RoundClosed
from services.budget.contract.rounds import BallotReceipt, CastBallot, RoundState, RoundView
from tests.budget.rounds import a_published_round, an_open_round, codes_of, counted, vote
from tests.budget.world import World
from tests.support.apps import shared_settings

AT_ONCE = 200


@asynccontextmanager
async def over_http(world: World) -> AsyncIterator[BudgetClient]:
    """The app behind a real socket, and a client with as many connections as there are voters."""
    config = uvicorn.Config(world.app, port=0, log_config=None, lifespan="off", backlog=1024)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it.
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    limits = httpx.Limits(max_connections=2 * AT_ONCE)
    transport = httpx.AsyncHTTPTransport(limits=limits)
    client = BudgetClient(f"http://127.0.0.1:{port}", transport=transport, timeout=60)
    try:
        yield client
    finally:
        await client.close()
        server.should_exit = True
        await serving


async def ballots_in(world: World) -> Counter[str]:
    return Counter(row["projects"] for row in await world.rows("SELECT projects::text FROM counted_ballots"))


async def test_of_two_hundred_at_once_with_double_clicks_no_ballot_is_lost_or_doubled(world: World) -> None:
    found = await an_open_round(world, 600, 300, 200, 100)
    chance = random.Random(5)
    codes = await codes_of(world, found, AT_ONCE)
    choices = {code: sorted(chance.sample(range(1, 5), chance.randint(1, 4))) for code in codes}
    twice = set(codes[:20])
    sent = [(code, choices[code]) for code in codes for _ in range(2)]
    sent += [(code, [1] if choices[code] != [1] else [2]) for code in twice]
    chance.shuffle(sent)
    async with over_http(world) as budget:
        answers = await asyncio.gather(
            *(budget.cast_ballot(found.id, CastBallot(code=code, projects=plans)) for code, plans in sent),
            return_exceptions=True,
        )
    receipts: dict[str, set[tuple[str, str]]] = {code: set() for code in codes}
    for (code, plans), answer in zip(sent, answers, strict=True):
        if isinstance(answer, BallotReceipt):
            receipts[code].add((answer.receipt, str(plans)))
        else:
            assert isinstance(answer, CodeUsed), repr(answer)
            assert code in twice
    assert all(len(each) == 1 for each in receipts.values())
    done = await counted(world, found)
    assert done.outcome
    assert done.outcome.voters == AT_ONCE
    assert await ballots_in(world) == Counter(plans for each in receipts.values() for _, plans in each)


async def test_while_a_crowd_waits_to_vote_others_still_read_the_round(world: World) -> None:
    """A crowd that takes every connection makes whoever comes after it wait until the site gives up."""
    found = await an_open_round(world, 600, 300)
    codes = await codes_of(world, found, 40)
    holder = await asyncpg.connect(world.owner_url)
    try:
        async with holder.transaction():
            await holder.execute("SELECT 1 FROM rounds FOR UPDATE")
            crowd = [asyncio.create_task(vote(world, found, code, 1)) for code in codes]
            while await holder.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted") < 8:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            reading = [world.api.round(found.id) for _ in range(3)]
            assert {view.id for view in await asyncio.gather(*reading)} == {found.id}
            assert not any(ballot.done() for ballot in crowd)
    finally:
        await holder.close()
    assert len({ballot.receipt for ballot in await asyncio.gather(*crowd)}) == 40


async def test_a_ballot_that_races_with_closing_is_counted_if_and_only_if_it_got_a_receipt(world: World) -> None:
    found = await an_open_round(world, 600, 300, 200, 100)
    chance = random.Random(8)
    codes = await codes_of(world, found, AT_ONCE)
    choices = [sorted(chance.sample(range(1, 5), chance.randint(1, 4))) for _ in codes]

    taken = asyncio.Semaphore(0)

    async def cast(code: str, plans: list[int]) -> object:
        await asyncio.sleep(chance.random() * 0.8)
        try:
            return await world.api.cast_ballot(found.id, CastBallot(code=code, projects=plans))
        except RoundClosed as refused:
            return refused
        finally:
            taken.release()

    async def close() -> None:
        for _ in range(AT_ONCE // 4):
            await taken.acquire()
        world.clock.set(found.closes_at)
        while (await world.api.round(found.id)).state != RoundState.CLOSED:
            await world.do_work()

    *answers, _ = await asyncio.gather(*map(cast, codes, choices), close())
    told = [str(plans) for plans, answer in zip(choices, answers, strict=True) if isinstance(answer, BallotReceipt)]
    assert 0 < len(told) < AT_ONCE
    done = await world.api.round(found.id)
    assert done.outcome
    assert done.outcome.voters == len(told)
    assert await ballots_in(world) == Counter(told)


async def test_two_workers_that_close_at_once_count_once(world: World) -> None:
    found = await an_open_round(world, 600, 300)
    for code in await codes_of(world, found, 5):
        await world.api.cast_ballot(found.id, CastBallot(code=code, projects=[1]))
    world.clock.set(found.closes_at)
    await world.rows(
        "INSERT INTO work (id, kind, payload, due_at) "
        "SELECT gen_random_uuid(), kind, payload, due_at FROM work WHERE kind = 'close-round' RETURNING 1"
    )
    await asyncio.gather(world.do_work(), world.do_work())
    done = await world.api.round(found.id)
    assert done.outcome
    assert (done.outcome.voters, done.version) == (5, found.version + 1)


BALLOTS = 6_000
OTHERS_IN_A_TRANSACTION = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL "
    "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


async def many_ballots(world: World, found: RoundView) -> None:
    """Ballots on three or four of the plans, written as if they were cast."""
    connection = await asyncpg.connect(world.owner_url)
    try:
        for statement in (
            "INSERT INTO round_codes SELECT $1, sha256(n::text::bytea), false FROM generate_series(1, $2::int) n",
            "INSERT INTO round_ballots SELECT $1, sha256(n::text::bytea), "
            "jsonb_build_array(1 + n % 5, 6 + n % 7, 13 + n % 8), false FROM generate_series(1, $2::int) n",
        ):
            await connection.execute(statement, found.id, BALLOTS)
    finally:
        await connection.close()


WAITS = (
    "CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$"
)
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted"
IN_THE_MIDDLE = (
    "TRIGGER waits BEFORE INSERT ON counted_ballots FOR EACH STATEMENT",
    "TRIGGER waits AFTER DELETE ON round_ballots FOR EACH STATEMENT",
    "TRIGGER waits AFTER INSERT ON round_bundles FOR EACH STATEMENT",
)
AT_COMMIT = "CONSTRAINT TRIGGER waits AFTER INSERT ON round_bundles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"


async def test_kill_9_in_the_middle_of_closing_leaves_a_round_that_is_open_or_counted_and_nothing_between(
    world: World,
) -> None:
    found = await a_published_round(world, *range(300, 900, 30), budget_cents=400_000)
    await many_ballots(world, found)
    world.clock.set(found.closes_at)
    await world.rows(WAITS)
    for point in IN_THE_MIDDLE:
        await close_and_kill_at(world, point)
        assert await state_of(world) == ("published", BALLOTS, BALLOTS, 0, 0)
    await close_and_kill_at(world, AT_COMMIT)
    assert await state_of(world) == ("closed", 0, 0, BALLOTS, 1)
    done = await world.api.round(found.id)
    assert done.outcome
    assert done.outcome.voters == BALLOTS


async def close_and_kill_at(world: World, trigger: str) -> None:
    """Let another process close it, and kill that while the database is at this point of the work."""
    await world.rows(f"CREATE {trigger} EXECUTE FUNCTION waits()")
    holder = await asyncpg.connect(world.owner_url)
    await holder.execute("SELECT pg_advisory_lock(42)")
    said = shared_settings("budget", world.data)
    environment = os.environ | {
        "VOORVELD_DATA": str(world.data),
        "VOORVELD_MODE": "development",
        "VOORVELD_TRUSTED_KEYS": str(said["trusted_keys"]),
        "BUDGET_SIGNING_KEY": str(said["signing_key"]),
        "BUDGET_DATABASE_URL": world.app_url,
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.budget.closing", env=environment)
    while not await world.rows(WAITING):
        assert process.returncode is None
        await asyncio.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    await holder.close()
    # Its transaction ends when the server sees that nobody is there any more.
    while await world.rows(OTHERS_IN_A_TRANSACTION):  # noqa: ASYNC110 - the server has no event for it.
        await asyncio.sleep(0.02)
    await world.rows(f"DROP TRIGGER waits ON {trigger.split(' ON ')[1].split()[0]}")


async def state_of(world: World) -> tuple[str, int, int, int, int]:
    """The round's state, and how many codes, ballots, counted ballots and files there are."""
    [row] = await world.rows(
        "SELECT state, (SELECT count(*) FROM round_codes), (SELECT count(*) FROM round_ballots), "
        "(SELECT count(*) FROM counted_ballots), (SELECT count(*) FROM round_bundles) FROM rounds"
    )
    return tuple(row)  # type: ignore[return-value]
