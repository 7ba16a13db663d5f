"""The same yes or stake sent twice, also at the same moment: done once, with one answer."""

import asyncio

import pytest

from services.budget.contract.initiatives import DeclareStake, InitiativeState, SayYes
from services.kit.errors import KeyReused, StaleVersion
from tests.budget.world import World, a_key, a_published_split, a_resident, a_worker, an_open_initiative


async def test_a_double_click_is_one_yes_with_one_answer(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    for who, awards in ((a_worker(), 0), (a_resident(), 1)):
        body, key = SayYes(version=idea.version, no_stake=True), a_key()
        clicks = (world.as_(who).say_yes(idea.id, body, key=key) for _ in range(8))
        (idea, *others) = await asyncio.gather(*clicks)
        assert others == [idea] * 7
        assert len(await world.rows("SELECT 1 FROM postings WHERE kind = 'award'")) == awards
    assert idea.state is InitiativeState.AWARDED
    assert len(await world.rows("SELECT 1 FROM yeses")) == 2
    assert len(await world.rows("SELECT 1 FROM awards")) == 1
    assert len(await world.rows("SELECT 1 FROM outbox_events")) == 1
    assert await world.as_(who).say_yes(idea.id, body, key=key) == idea


async def test_a_refused_yes_keeps_no_key_and_another_content_does_not_fit_one(world: World) -> None:
    await a_published_split(world)
    idea, worker, key = await an_open_initiative(world), world.as_(a_worker()), a_key()
    with pytest.raises(StaleVersion):
        await worker.say_yes(idea.id, SayYes(version=idea.version + 1, no_stake=True), key=key)
    said = await worker.say_yes(idea.id, SayYes(version=idea.version, no_stake=True), key=key)
    assert said.yes_by == ["worker"]
    with pytest.raises(KeyReused):
        await worker.say_yes(idea.id, SayYes(version=said.version, no_stake=True), key=key)


async def test_a_double_click_is_one_stake_with_one_answer(world: World) -> None:
    await a_published_split(world)
    idea, worker, key = await an_open_initiative(world), world.as_(a_worker()), a_key()
    body = DeclareStake(version=idea.version)
    first, *others = await asyncio.gather(*(worker.declare_stake(idea.id, body, key=key) for _ in range(8)))
    assert (first.stake_count, first.version) == (1, idea.version + 1)
    assert others == [first] * 7
