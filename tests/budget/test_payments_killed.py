"""Kill -9 of the budget service while it makes a batch of payments: the batch is there whole or not, never twice."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from services.budget.contract.client import BudgetClient
from services.budget.contract.payments import PrepareBatch
from services.kit.errors import UpstreamUnavailable
from tests.budget.paying import awards
from tests.budget.world import OFFICER, YEAR, World, a_key, a_published_split
from tests.support.apps import shared_settings
from tests.support.installation import free_ports
from voorveld.settings import CHECKOUT
from voorveld.specs import UVICORN, answers

WAITS = (
    "CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END $$"
)
IN_THE_MIDDLE = "CREATE TRIGGER waits BEFORE INSERT ON batch_payments FOR EACH ROW EXECUTE FUNCTION waits()"
AT_COMMIT = (
    "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON payment_batches DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION waits()"
)
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted"
AT_WORK = "SELECT 1 FROM pg_locks WHERE relation = 'payment_batches'::regclass AND mode = 'RowExclusiveLock'"


@asynccontextmanager
async def a_service(world: World) -> AsyncIterator[tuple[Process, BudgetClient]]:
    """Budget as a process of its own over the same database, and an officer who asks it something."""
    said = shared_settings("budget", world.data)
    environment = os.environ | {
        "VOORVELD_DATA": str(world.data),
        "VOORVELD_MODE": "development",
        "VOORVELD_TRUSTED_KEYS": str(said["trusted_keys"]),
        "BUDGET_SIGNING_KEY": str(said["signing_key"]),
        "BUDGET_DATABASE_URL": world.app_url,
    }
    port = free_ports(1)
    command = ("-m", "voorveld.serve", "services.budget.main:create_app", "--port", str(port), *UVICORN)
    process = await asyncio.create_subprocess_exec(sys.executable, *command, env=environment, cwd=CHECKOUT)
    client = BudgetClient(f"http://127.0.0.1:{port}", timeout=30)
    try:
        while not await answers(port):
            assert process.returncode is None
            await asyncio.sleep(0.05)
        yield process, client.on_behalf_of(OFFICER)
    finally:
        await client.close()
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def kill_at(world: World, trigger: str, body: PrepareBatch, key: str) -> None:
    """The service dies while the database is at this point of the work; nobody hears what became of it."""
    await world.rows(trigger)
    holder = await asyncpg.connect(world.owner_url)
    await holder.execute("SELECT pg_advisory_lock(42)")
    async with a_service(world) as (process, budget):
        asking = asyncio.create_task(budget.prepare_batch(body, key=key))
        while not await world.rows(WAITING):  # noqa: ASYNC110 - the server has no event for it.
            await asyncio.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        answer = (await asyncio.gather(asking, return_exceptions=True))[0]
        assert isinstance(answer, UpstreamUnavailable)
    await holder.close()
    while await world.rows(AT_WORK):  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    await world.rows(f"DROP TRIGGER waits ON {'batch_payments' if trigger == IN_THE_MIDDLE else 'payment_batches'}")


async def in_database(world: World) -> tuple[int, int]:
    """How many batches, and how many payments in them."""
    [row] = await world.rows("SELECT (SELECT count(*) FROM payment_batches), (SELECT count(*) FROM batch_payments)")
    return tuple(row)  # type: ignore[return-value]


async def test_a_batch_of_a_service_that_was_killed_is_whole_or_not_there_and_comes_once(world: World) -> None:
    await a_published_split(world)
    made = await awards(world, 100, 200, 300)
    body, key = PrepareBatch(year=YEAR, initiative_ids=[award.id for award in made]), a_key()
    await world.rows(WAITS)
    await kill_at(world, IN_THE_MIDDLE, body, key)
    assert await in_database(world) == (0, 0)
    await kill_at(world, AT_COMMIT, body, key)
    assert await in_database(world) == (1, 3)
    batch = await world.as_(OFFICER).prepare_batch(body, key=key)
    assert (batch.payment_count, batch.total_cents) == (3, 600)
    assert batch.number.endswith("0001")
    assert await in_database(world) == (1, 3)
