"""No service breaks, and none answers what it did not describe, whoever asks whatever. `make fuzz` asks longer.

The example year is played, so that there is something behind every door; the three services are each other's real
neighbours. While it is played each write is tried in other ways; after it all that is described is called.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random, randrange
from unittest.mock import patch
from uuid import uuid4

import asyncpg
import pytest

from services.budget.contract.software import MakeSoftwareKey
from services.kit.caller import Caller
from tests.support.apps import a_person, a_service, for_a_day
from tests.support.described import DID, Described
from tests.support.fuzzing import Fuzz
from tests.support.spoiling import Known, known_of
from tests.support.trials import Trials
from tests.support.world import World, a_world
from voorveld import example_texts as texts
from voorveld.example_stage import Stage
from voorveld.example_year import play

EXAMPLES = int(os.environ.get("VOORVELD_FUZZ", "0"))
"""Of each operation, with another seed each time; without it few, and always the same."""
FEW = 7
TRIED = 2
"""How many of the same write of the year are tried in other ways."""
SERVICES = ("profiles", "budget", "monitoring")
VERSIONS = (1, 2, 3, 4)


@dataclass
class Played:
    """The example year after its last day. `idea`: the one that the applicant among the callers told."""

    world: World
    runner: asyncio.Runner
    callers: dict[str, str]
    keys: dict[str, str]
    idea: str
    tried: dict[str, Described]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            yield runner.run(_played(stack, tmp_path_factory.mktemp("fuzz"), runner))
        finally:
            runner.run(stack.aclose())


async def _played(stack: AsyncExitStack, data: Path, runner: asyncio.Runner) -> Played:
    world = await stack.enter_async_context(a_world(data))
    stack.enter_context(patch("os.urandom", Random(0).randbytes))  # The same ids, in the same order, each time.
    monitoring, budget = world.monitoring(), world.budget()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle)
    tried = {name: Described(world.apps[name], world.transports[name]) for name in SERVICES}
    often, luck = EXAMPLES or TRIED, Random(randrange(2**32) if EXAMPLES else 0)
    with Trials(list(tried.values()), _strangers(), often, luck).at_each_write():
        await play(stage)
    body = MakeSoftwareKey(name="Fuzz", purpose="To see what breaks", ends_on=date(2021, 12, 31))
    officer = budget.on_behalf_of(a_person(("policy_officer", None)))
    made = await officer.make_software_key(body, key=str(uuid4()))
    for client in (monitoring, budget):
        await client.close()
    ((idea,), *_) = await _rows(world, "budget", "SELECT id FROM initiatives ORDER BY title LIMIT 1")
    keys = {"monitoring": stage.partner_key, "budget": made.key or ""}
    return Played(world, runner, await _callers(world, str(idea)), keys, str(idea), tried)


def _strangers() -> list[str]:
    """Who has no part in the year: somebody of another partner, another service, and nobody."""
    callers = (a_person(("partner", str(uuid4()))), a_service("monitoring"))
    return ["", *(f"Bearer {caller.token}" for caller in callers)]


async def _rows(world: World, service: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(world.databases[service].owner)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


async def _callers(world: World, idea: str) -> dict[str, str]:
    """Each kind of person as somebody of the example is, an applicant, our own services, and the public."""
    query = "SELECT DISTINCT ON (role) role, within, person_id FROM memberships ORDER BY role"
    members = await _rows(world, "profiles", query)
    people = {role: a_person((role, within), person_id=str(who)) for role, within, who in members}
    first = {role: people[role] for role in ("policy_officer", "approver", "area_worker")}
    first["applicant"] = for_a_day("budget", Caller("applicant", idea))
    services = {name: a_service(name) for name in ("frontend", "budget", "monitoring")}
    callers = first | people | services
    return {name: f"Bearer {caller.token}" for name, caller in callers.items()} | {"public": ""}


def _known(played: Played, service: str) -> Known:
    """What exists in this service, and in the others that it may be asked of."""
    known: dict[str, list[str | int]] = {}
    for name in (*SERVICES, service):
        known |= played.runner.run(known_of(played.world.databases[name].owner))
    indicators, regions = known["indicator.code"], known["region.code"]
    known |= {"indicator": indicators, "indicators": indicators, "kpi": [code for code, *_ in texts.KPIS]}
    known |= {"key": regions, "place": regions, "region": regions}
    known |= {"version": list(VERSIONS), "seen_version": list(VERSIONS)}
    return known | {"initiative_id": [played.idea] * 9 + known["initiative_id"]}


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_breaks_at_the_moment_when_much_can_be_done(played: Played, service: str) -> None:
    tried = played.tried[service]
    assert tried.writes_done() > 1 / 4, "hardly a write was done: is it the year that is tried?"
    assert not tried.found, tried.wrong()


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_breaks_and_nothing_answers_what_is_not_described(played: Played, service: str) -> None:
    software = {"software": f"Bearer {played.keys[service]}"} if service in played.keys else {}
    callers = software | played.callers if service == "monitoring" else played.callers | software
    called = Described(played.world.apps[service], played.world.transports[service])
    Fuzz(called, played.runner, callers, _known(played, service)).all(EXAMPLES or FEW, derandomize=not EXAMPLES)
    done = [label for label, statuses in called.answered.items() if any(status in DID for status in statuses)]
    assert len(done) > len(called.answered) / 4, "hardly any call got past the door: who asks, or for what?"
    assert not called.found, called.wrong()
