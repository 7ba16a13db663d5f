"""Who waits for whom: an idea is locked by each yes, its line only by one that may award, and for two statements."""

import asyncio

from services.budget.contract.initiatives import InitiativeState, SayYes
from services.budget.store.circle_queries import open_purse
from services.budget.usecases.say_yes import say_yes
from services.kit.caller import Caller
from services.kit.database import Session
from tests.budget.test_circle import line_of
from tests.budget.world import YEAR, World, a_published_split, a_resident, a_worker, an_open_initiative, yes
from tests.support.statements import statements


async def test_who_awards_keeps_others_from_the_line_for_two_statements(world: World) -> None:
    """What is left, and all that is written; whatever can be asked before or after does not make others wait."""
    await a_published_split(world)
    idea = await yes(world, a_worker(), await an_open_initiative(world))
    with statements(world.app) as asked:
        async with world.database.transaction() as session:
            body, office = SayYes(version=idea.version, no_stake=True), world.app.state.office
            await say_yes(session, a_resident(), idea.id, body, is_applicant=False, office=office)
    (locked,) = [at for at, (statement, _) in enumerate(asked) if "FOR NO KEY UPDATE" in statement]
    assert [statement.split()[0] for statement, _ in asked[locked + 1 :]] == ["SELECT", "WITH"]
    assert len(asked) == 3


async def test_a_first_yes_waits_for_nobody_on_the_line(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    async with world.database.transaction() as session:
        await open_purse(session, (await line_of(world)).line_id)
        await asyncio.wait_for(yes(world, a_worker(), idea), 10)


async def test_a_yes_that_waited_for_the_first_one_still_sees_what_is_left(world: World) -> None:
    """It found no yes when it came, so it did not lock the line along with the idea."""
    await a_published_split(world)
    idea = await an_open_initiative(world)

    async def say(session: Session, caller: Caller, seen: int) -> None:
        body, office = SayYes(version=seen, no_stake=True), world.app.state.office
        await say_yes(session, caller, idea.id, body, is_applicant=False, office=office)

    async def second() -> None:
        async with world.database.transaction() as session:
            await say(session, a_resident(), idea.version + 1)

    with statements(world.app) as asked:
        async with world.database.transaction() as session:
            await say(session, a_worker(), idea.version)
            waiting = asyncio.create_task(second())
            # The server has no event for it.
            while not await world.rows("SELECT FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await waiting
    assert [each.state for each in await world.api.initiatives(YEAR)] == [InitiativeState.AWARDED]
    assert len([each for each, _ in asked if each.startswith("SELECT lines.name")]) == 1
