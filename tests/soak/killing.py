"""Kill -9 of one process at a random moment of a storm, and what must hold when it is back."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.soak.ideas import Place
from tests.soak.storm import Storm
from tests.soak.town import Town
from tests.soak.verdict import check, check_repeats


@dataclass(frozen=True)
class Struck:
    """What a strike met: awards told before it, ideas it interrupted, seconds until it was over, awards in the end."""

    victim: str
    awarded_before: int
    interrupted: int
    seconds_away: float
    awarded: int
    repeated: int


async def strike(
    town: Town, victim: str, chance: random.Random, ideas: int, among: Sequence[Place] | None = None
) -> Struck:
    """`among`: lines with money enough for all, at first all lines; `ideas`: more than the 24 clients.

    Raises AssertionError when something is half or lost, at once or after everybody has asked again.
    """
    places = [chance.choice(among or town.places) for _ in range(3)]
    asked = [(chance.choice(places), chance.randint(100, 50_000)) for _ in range(ideas)]
    async with town.budget() as budget:
        storm = Storm.over(town, budget, await town.ideas(asked))
        blowing = asyncio.create_task(storm.blow())
        enough = chance.randint(ideas, 3 * ideas)
        while storm.answers < enough and not blowing.done():  # noqa: ASYNC110 - a moment is no event.
            await asyncio.sleep(0.002)
        await asyncio.sleep(chance.random() * 0.02)
        killed, at = town.kill(victim), time.monotonic()
        await blowing
        before = sum(life.is_told_awarded for life in storm.lives)
        interrupted = sum(not life.is_settled for life in storm.lives)
        await town.until_back(budget, victim, killed)
        away = time.monotonic() - at
        await check(storm)
        while not all(life.is_settled for life in storm.lives):
            await storm.blow()
        await check(storm)
        repeated = await check_repeats(storm)
        await check(storm)
        awarded = sum(life.is_told_awarded for life in storm.lives)
        return Struck(victim, before, interrupted, round(away, 1), awarded, repeated)
