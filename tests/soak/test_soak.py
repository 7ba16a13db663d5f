"""The long form of the ledger's storms: `make soak`, for VOORVELD_SOAK_MINUTES; VOORVELD_SOAK_SEED gives the same dice.

Half of the time for rows of operations against the model, half for kill -9 in the middle of storms.
"""

import asyncio
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.soak.killing import Struck, strike
from tests.soak.sequences import Step, play, steps
from tests.soak.town import DATABASE, SERVICE, Town, a_town

MINUTES = float(os.environ.get("VOORVELD_SOAK_MINUTES", "0"))
SEED = int(os.environ.get("VOORVELD_SOAK_SEED", "0")) or random.SystemRandom().randint(1, 10**9)
STORMS_OF_A_TOWN = 25
"""Then a new one, or the letters of thousands of awards are what we wait for."""
pytestmark = pytest.mark.skipif(not MINUTES, reason="the long form; `make soak`")


def test_rows_of_operations_against_the_model() -> None:
    until, steps_done = time.monotonic() + MINUTES * 30, Counter[str]()
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
        _some_rows(steps_done)
    kinds = ", ".join(f"{count} {kind}" for kind, count in steps_done.most_common())
    print(
        f"\nRows of operations: {rounds * 10} rows, {steps_done.total()} steps ({kinds}); the model agreed each time."
    )


def _some_rows(done: Counter[str]) -> None:
    @settings(
        max_examples=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate, Phase.shrink],
    )
    @given(steps(most=60))
    def rows(row: list[Step]) -> None:
        done.update(step.kind for step in row)
        with tempfile.TemporaryDirectory() as data:
            asyncio.run(play(Path(data), row))

    rows()


def test_kill_9_of_the_service_and_of_the_database_in_storms() -> None:
    chance, until = random.Random(SEED), time.monotonic() + MINUTES * 30
    print(f"\nStorms with seed {SEED}:")
    struck: list[Struck] = []
    while time.monotonic() < until:
        with a_town() as town:
            struck += asyncio.run(_storms(town, chance, until))
    assert {each.victim for each in struck} == {SERVICE, DATABASE}
    assert sum(each.interrupted for each in struck)
    awards, repeats = sum(each.awarded for each in struck), sum(each.repeated for each in struck)
    print(f"{len(struck)} times killed, {awards} awards, {repeats} requests repeated: nothing lost, halved or doubled.")


async def _storms(town: Town, chance: random.Random, until: float) -> list[Struck]:
    struck: list[Struck] = []
    while len(struck) < STORMS_OF_A_TOWN and (time.monotonic() < until or len(struck) < 2):
        victim = (SERVICE, DATABASE)[len(struck) % 2]
        struck.append(await strike(town, victim, chance, ideas=chance.randint(40, 200)))
        print(f"  {struck[-1]}", flush=True)
    return struck
