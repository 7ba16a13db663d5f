"""The ledger in weather: any row of operations against a model of a few lines, and everything at once."""

import asyncio
import tempfile
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings

from services.budget.contract.initiatives import SayYes
from services.budget.contract.ledger import RecordPayment, RecordRepayment, ReleaseAward, ReleaseGround
from tests.budget.world import OFFICER, YEAR, World, a_key, a_published_split, a_resident, a_worker
from tests.soak.ideas import VERSION, Place, open_ideas
from tests.soak.sequences import Step, play, steps


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps(most=16))
def test_after_any_row_of_operations_the_ledger_says_what_a_simple_model_says(row: list[Step]) -> None:
    """Also refused ones and repeated ones; many more of them in `make soak`."""
    with tempfile.TemporaryDirectory() as data:
        asyncio.run(play(Path(data), row))


ORDER = ("awarded", "free", "paid")


@pytest.mark.parametrize("kind", ["award", "release", "payment", "repayment"])
async def test_postings_take_the_accounts_of_a_line_in_one_order(world: World, kind: str) -> None:
    """Held up at the first account it needs, a posting holds none of the others: so no two wait for each other."""
    area = next(line for line in (await a_published_split(world)).lines if line.area_id)
    assert area.line_id
    assert area.area_id
    done, new = await open_ideas(world.app_url, [(Place(area.line_id, area.area_id, YEAR), 1_000)] * 2)
    worker, resident = (world.as_(of(area.area_id)) for of in (a_worker, a_resident))
    for idea in (done, new):
        await worker.say_yes(idea.id, SayYes(version=VERSION, no_stake=True), key=a_key())
    await resident.say_yes(done.id, SayYes(version=VERSION + 1, no_stake=True), key=a_key())
    money = {"initiative_id": done.id, "amount_cents": 400, "document": "x"}
    officer = world.as_(OFFICER)
    await officer.record_payment(RecordPayment.model_validate(money), key=a_key())
    release = ReleaseAward.model_validate(money | {"ground": ReleaseGround.DONE_FOR_LESS})
    doing = {
        "award": (lambda: resident.say_yes(new.id, SayYes(version=VERSION + 1, no_stake=True), key=a_key()), "awarded"),
        "release": (lambda: officer.release_award(release, key=a_key()), "awarded"),
        "payment": (lambda: officer.record_payment(RecordPayment.model_validate(money), key=a_key()), "awarded"),
        "repayment": (lambda: officer.record_repayment(RecordRepayment.model_validate(money), key=a_key()), "free"),
    }
    do, first = doing[kind]
    one, other = [await asyncpg.connect(world.owner_url) for _ in range(2)]
    lock = f"SELECT 1 FROM balances WHERE line_id = '{area.line_id}' AND account = $1 FOR UPDATE"
    async with one.transaction():
        await one.fetch(lock, first)
        waiting = asyncio.create_task(do())
        await asyncio.sleep(0.3)
        assert not waiting.done()
        for account in ORDER[ORDER.index(first) + 1 :]:
            await other.fetch(f"{lock} NOWAIT", account)
    await waiting
    for connection in (one, other):
        await connection.close()
