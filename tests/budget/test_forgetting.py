"""Who asked is forgotten when it is time: altogether when nobody confirmed, else only who they were."""

from datetime import UTC, datetime

from services.budget.contract.initiatives import ConfirmIdea, InitiativeState
from tests.budget.world import World, a_published_split, a_received_idea, an_awarded_initiative


async def test_an_idea_nobody_confirms_is_forgotten_altogether(world: World) -> None:
    await a_published_split(world)
    await a_received_idea(world)
    kept, code, _ = await a_received_idea(world)
    await world.api.confirm_idea(kept.id, ConfirmIdea(code=code))
    world.clock.set(datetime(2019, 12, 1, 22, tzinfo=UTC))
    await world.do_work()
    assert len(await world.rows("SELECT 1 FROM initiatives")) == 2
    world.clock.set(datetime(2019, 12, 1, 23, 30, tzinfo=UTC))
    await world.do_work()
    assert [row[0] for row in await world.rows("SELECT id FROM initiatives")] == [kept.id]
    assert [row[0] for row in await world.rows("SELECT initiative_id FROM applicants")] == [kept.id]


async def test_who_asked_is_forgotten_when_it_is_time_and_the_initiative_stays(world: World) -> None:
    await a_published_split(world)
    awarded = await an_awarded_initiative(world)
    world.clock.set(datetime(2022, 12, 31, 12, tzinfo=UTC))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM applicants")
    world.clock.set(datetime(2023, 1, 1, 12, tzinfo=UTC))
    await world.do_work()
    assert not await world.rows("SELECT 1 FROM applicants")
    assert not await world.rows("SELECT 1 FROM applicant_sessions")
    assert (await world.api.initiative(awarded.id)).state is InitiativeState.AWARDED
    for (table,) in await world.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        for row in await world.rows(f'SELECT t::text FROM "{table}" t'):
            assert "Sanne" not in row[0]
            assert "sanne@" not in row[0].lower()
