"""The ledger of a real Voorveld: a hundred awards at once, and kill -9 in the middle of a storm of them.

Real processes and a real PostgreSQL that syncs to disk; the long form is `make soak`.
"""

import asyncio
import random
from collections.abc import Iterator

import pytest

from services.budget.contract.models import MoneyLine
from services.budget.contract.refusals import NotEnoughLeft
from services.budget.contract.splits import ApproveSplit
from tests.soak.ideas import OpenIdea, Place
from tests.soak.killing import strike
from tests.soak.storm import Life, Storm
from tests.soak.town import DATABASE, SERVICE, YEAR, Town, a_town
from tests.soak.verdict import check, check_repeats

CENTS = 100_000


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with a_town() as made:
        yield made


async def test_payments_releases_and_a_change_of_the_split_race_with_awards(town: Town) -> None:
    """Every answer is a reply or a refusal: nobody waits for somebody who waits for them. Before lines are emptied."""
    places = town.places[6:8]
    ideas = await town.ideas([(place, CENTS) for place in places * 20])
    async with town.budget() as budget:
        storm = Storm.over(town, budget, ideas)
        change = await town.change_of_split(budget, base_cents=1_000_000)
        body = ApproveSplit(version=change.version, no_stake=True, document="Besluit 2")
        approver = budget.on_behalf_of(town.approver())
        blowing = asyncio.create_task(storm.blow())
        while storm.answers < len(ideas):  # noqa: ASYNC110 - the middle of a storm is no event.
            await asyncio.sleep(0.01)
        approved = await approver.approve_split(change.id, body)
        await blowing
        assert approved.state == "approved"
        while not all(life.is_settled for life in storm.lives):
            await storm.blow()
        assert town.faults() == []
        await check(storm)
        assert await check_repeats(storm) == 2 * len(ideas)


async def test_of_a_hundred_awards_at_once_on_a_line_exactly_those_that_fit_are_made(town: Town) -> None:
    await leave(town, town.places[0], 37 * CENTS)
    await a_hundred_at_once(town, [town.places[0]], 37)


async def test_of_a_hundred_awards_at_once_over_lines_exactly_those_that_fit_are_made(town: Town) -> None:
    places = town.places[1:6]
    for place in places:
        await leave(town, place, 9 * CENTS + CENTS // 2)
    await a_hundred_at_once(town, places, 9)


@pytest.mark.parametrize("victim", [SERVICE, DATABASE], ids=["service", "database"])
async def test_after_kill_9_in_a_storm_every_word_is_kept_and_nothing_is_half(town: Town, victim: str) -> None:
    struck = await strike(town, victim, random.Random(), ideas=40, among=town.places[8:])
    assert struck.awarded_before
    assert struck.interrupted


async def leave(town: Town, place: Place, cents: int) -> None:
    """Award so much that this is what is left of a line."""
    await decide(town, await town.ideas([(place, (await line(town, place)).left_cents - cents)]))
    assert (await line(town, place)).left_cents == cents


async def line(town: Town, place: Place) -> MoneyLine:
    async with town.budget() as budget:
        return next(each for each in (await budget.money(YEAR)).lines if each.line_id == place.line_id)


async def a_hundred_at_once(town: Town, places: list[Place], fit: int) -> None:
    lives = await decide(town, await town.ideas([(place, CENTS) for place in places * (100 // len(places))]))
    awarded = [life.idea.place for life in lives if life.is_told_awarded]
    assert [awarded.count(place) for place in places] == [fit] * len(places)
    refused = [life.deeds[1].answer for life in lives if not life.is_told_awarded]
    assert [answer for answer in refused if not isinstance(answer, NotEnoughLeft)] == []
    for place in places:
        assert (await line(town, place)).left_cents < CENTS


async def decide(town: Town, ideas: list[OpenIdea]) -> list[Life]:
    """Both yesses, as many clients as ideas; on a busy machine a client may be told to come back, and does."""
    async with town.budget() as budget:
        storm = Storm.over(town, budget, ideas, deeds=2)
        while not all(life.is_settled for life in storm.lives):
            await storm.blow(clients=len(ideas))
        await check(storm)
    return storm.lives
