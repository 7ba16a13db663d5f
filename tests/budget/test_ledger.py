"""The ledger: every posting adds up to zero, nothing is ever changed, and no line is ever overspent."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import NotEnoughLeft
from services.budget.store.circle_queries import open_purse
from services.budget.store.queries import free_cents
from services.budget.store.tables import Initiative
from services.budget.usecases.post_to_ledger import award_posting
from services.kit.together import write_together
from tests.budget.world import YEAR, World, a_published_split, a_resident, a_world, an_awarded_initiative, plan_lines

POSTING = "INSERT INTO postings (id, year, kind, decision, by, at) VALUES ($1, 2020, 'award', 'x', 'test', now())"
ENTRY = "INSERT INTO entries (id, posting_id, account, line_id, amount_cents) VALUES ($1, $2, $3, $4, $5)"


async def test_the_ledger_tells_every_euro_and_adds_up(world: World) -> None:
    split = await a_published_split(world)
    assert await world.api.postings(2021) == []
    initiative = await an_awarded_initiative(world)
    approved, award = await world.api.postings(YEAR)
    for posting in (approved, award):
        assert sum(entry.amount_cents for entry in posting.entries) == 0
    assert (approved.kind, approved.split_id, approved.initiative_id) == ("split-approved", split.id, None)
    (source,) = [entry for entry in approved.entries if entry.account == "source"]
    assert (source.amount_cents, source.source_id) == (-split.total_cents, split.sources[0].id)
    assert {entry.account: entry.amount_cents for entry in award.entries} == {"free": -80_000, "awarded": 80_000}
    assert (award.initiative_id, award.corrects, award.corrected_by) == (initiative.id, None, None)
    assert approved.decision == "Verdeling 2020 vastgesteld, besluit: B&W 12"
    assert award.decision == "Toegekend: Een voetbaltoernooi voor de kinderen van de buurt"


async def test_a_year_without_a_published_split_has_no_lines(world: World) -> None:
    money = await world.api.money(YEAR)
    assert (money.split_id, money.total_cents, money.lines) == (None, 0, [])


async def test_the_lines_of_a_year_add_up_to_the_split(world: World) -> None:
    split = await a_published_split(world, lines=plan_lines(support=7_800_000))
    await an_awarded_initiative(world)
    money = await world.api.money(YEAR)
    assert sum(line.ceiling_cents for line in money.lines) == money.total_cents == split.total_cents
    assert all(line.ceiling_cents == line.awarded_cents + line.left_cents for line in money.lines)
    assert {line.line_id: line.ceiling_cents for line in money.lines} == {
        line.line_id: line.amount_cents for line in split.lines if line.line_id
    }


async def test_the_database_refuses_a_posting_that_does_not_add_up(world: World) -> None:
    line = (await a_published_split(world)).lines[1].line_id
    app = await asyncpg.connect(world.app_url)
    for amounts in ([-1], [-1, 2], []):
        with pytest.raises(asyncpg.CheckViolationError) as refused:
            await write(app, line, amounts)
        assert refused.value.constraint_name == "ck_postings_balances"
    await app.close()


async def test_the_database_refuses_to_overspend_also_without_our_lock(world: World) -> None:
    line = (await a_published_split(world)).lines[1]
    apps = [await asyncpg.connect(world.app_url) for _ in range(6)]
    asked = line.amount_cents // 2 - 1
    answers = await asyncio.gather(*(write(app, line.line_id, [-asked, asked]) for app in apps), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, asyncpg.CheckViolationError)]
    assert [error.constraint_name for error in refused] == ["ck_balances_not_overspent"] * 4
    for app in apps:
        await app.close()
    (left,) = await world.rows(
        f"SELECT sum(amount_cents) FROM entries WHERE account = 'free' AND line_id = '{line.line_id}'"
    )
    assert left[0] == line.amount_cents - 2 * asked


async def test_the_last_guard_waits_for_a_writer_who_is_not_done(world: World) -> None:
    """Each of the two fits, both together do not: the second is judged after the first has committed."""
    line = (await a_published_split(world)).lines[1]
    asked = line.amount_cents // 2 + 1
    first, second = [await asyncpg.connect(world.app_url) for _ in range(2)]
    holding = first.transaction()
    await holding.start()
    await write_entries(first, line.line_id, [-asked, asked])
    await first.execute("SET CONSTRAINTS ALL IMMEDIATE")
    waiting = asyncio.create_task(write(second, line.line_id, [-asked, asked]))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await holding.commit()
    with pytest.raises(asyncpg.CheckViolationError) as refused:
        await waiting
    assert refused.value.constraint_name == "ck_balances_not_overspent"
    await first.close()
    await second.close()


async def write(app: asyncpg.Connection, line: UUID, amounts: list[int]) -> None:
    async with app.transaction():
        await write_entries(app, line, amounts)


async def write_entries(app: asyncpg.Connection, line: UUID, amounts: list[int]) -> None:
    posting = uuid4()
    await app.execute(POSTING, posting)
    for account, amount in zip(("free", "awarded"), amounts, strict=False):
        await app.execute(ENTRY, uuid4(), posting, account, line, amount)


@pytest.mark.parametrize("table", ["postings", "entries", "split_steps", "split_lines", "awards", "stakes"])
async def test_what_was_decided_cannot_be_changed(world: World, table: str) -> None:
    await a_published_split(world)
    await an_awarded_initiative(world)
    column = {"stakes": "person_id", "awards": "letter", "split_lines": "name"}.get(table, "id")
    statements = (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE")
    for url, refusals in (
        (world.app_url, (asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)),
        (world.owner_url, (asyncpg.RestrictViolationError,)),
    ):
        connection = await asyncpg.connect(url)
        for statement in statements:
            with pytest.raises(refusals):
                await connection.execute(statement)
        await connection.close()


async def test_a_result_may_change_but_not_go(world: World) -> None:
    for url in (world.app_url, world.owner_url):
        connection = await asyncpg.connect(url)
        for statement in ("DELETE FROM results", "TRUNCATE results CASCADE"):
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.RestrictViolationError)):
                await connection.execute(statement)
        await connection.close()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 9_000_000)), max_size=12))
def test_any_row_of_awards_leaves_what_a_simple_model_says(awards: list[tuple[int, int]]) -> None:
    """Awards on three lines, one after the other and (per line) at once: the model is a subtraction."""
    with tempfile.TemporaryDirectory() as data:
        asyncio.run(compare_with_model(Path(data), awards))


async def compare_with_model(data: Path, awards: list[tuple[int, int]]) -> None:
    async with a_world(data) as world:
        lines = [line for line in (await a_published_split(world)).lines if line.line_id][:3]
        model = [line.amount_cents for line in lines]
        for at, asked in awards:
            fits = asked <= model[at]
            assert await was_awarded(world, lines[at].line_id, asked) == fits
            model[at] -= asked if fits else 0
        async with world.database.reading() as session:
            assert [await free_cents(session, line.line_id) for line in lines] == model
        (total,) = await world.rows("SELECT sum(amount_cents) FROM entries")
        assert total[0] == 0


async def was_awarded(world: World, line_id: UUID | None, asked: int) -> bool:
    initiative = Initiative(
        line_id=line_id,
        year=YEAR,
        area_id="x",
        title="x",
        what="x",
        when="x",
        where="x",
        amount_cents=asked,
        state=InitiativeState.OPEN.value,
        version=1,
        answer_by=datetime(2020, 1, 1, tzinfo=UTC).date(),
        submitted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    try:
        async with world.database.transaction() as session:
            session.add(initiative)
            await session.flush()
            purse = await open_purse(session, initiative.line_id)
            posting = award_posting(a_resident(), initiative, purse, world.app.state.office)
            await write_together(session, posting.rows)
    except NotEnoughLeft:
        return False
    return True


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sources SET amount_cents = amount_cents + 1",
        "UPDATE splits SET plan = '{}'",
        "UPDATE splits SET total_cents = 0",
        "UPDATE initiatives SET amount_cents = amount_cents + 100",
    ],
)
async def test_the_app_cannot_change_an_amount_behind_a_decision(world: World, statement: str) -> None:
    await a_published_split(world)
    await an_awarded_initiative(world)
    app = await asyncpg.connect(world.app_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute(statement)
    await app.close()
