"""Builders for rounds of ballots: one that is set, published, open, counted; with its ideas, codes and votes."""

import csv
import io
from datetime import timedelta
from typing import Any

from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.rounds import (
    AddProjects,
    BallotReceipt,
    CastBallot,
    ConfirmRound,
    PrintCodes,
    PublishRound,
    RoundView,
    SetRound,
)
from tests.budget.world import AREA, OFFICER, YEAR, World, a_key, a_published_split, an_open_initiative

HOUR = timedelta(hours=1)
OPENS, CLOSES = 2 * HOUR, 26 * HOUR
"""After the moment it is set."""


async def the_line(world: World, area: str = AREA) -> Any:
    return next(line for line in (await world.api.money(YEAR)).lines if line.area_id == area)


async def ideas_of(world: World, *euros: int) -> list[InitiativeView]:
    """Open ideas that cost so much, each told by somebody else."""
    return [
        await an_open_initiative(
            world, what=f"Plan {at} van de buurt", amount_cents=100 * cost, contact_email=f"plan{at}@voorbeeld.nl"
        )
        for at, cost in enumerate(euros, 1)
    ]


async def a_set_round(world: World, **changed: Any) -> RoundView:
    now = world.clock.now()
    body = {
        "line_id": (await the_line(world)).line_id,
        "title": "Topidee",
        "opens_at": now + OPENS,
        "closes_at": now + CLOSES,
        "budget_cents": 100_000,
    }
    return await world.as_(OFFICER).set_round(SetRound.model_validate(body | changed), key=a_key())


async def published(world: World, found: RoundView) -> RoundView:
    return await world.as_(OFFICER).publish_round(found.id, PublishRound(version=found.version, where="Gemeenteblad 3"))


async def a_published_round(world: World, *euros: int, **changed: Any) -> RoundView:
    """With plans 1, 2, … that cost so much, on a split that is published."""
    await a_published_split(world)
    ideas = await ideas_of(world, *euros)
    found = await a_set_round(world, **changed)
    if ideas:
        body = AddProjects(version=found.version, initiative_ids=[idea.id for idea in ideas])
        found = await world.as_(OFFICER).add_projects(found.id, body)
    return await published(world, found)


async def an_open_round(world: World, *euros: int, **changed: Any) -> RoundView:
    found = await a_published_round(world, *euros, **changed)
    world.clock.set(found.opens_at)
    return await world.api.round(found.id)


async def codes_of(world: World, found: RoundView, count: int) -> list[str]:
    """Printed codes, as they stand on the sheet."""
    sheet = await world.as_(OFFICER).print_codes(found.id, PrintCodes(count=count), key=a_key())
    return [row["code"] for row in csv.DictReader(io.StringIO(sheet.decode("utf-8-sig")), delimiter=";")]


async def vote(world: World, found: RoundView, code: str, *projects: int) -> BallotReceipt:
    return await world.api.cast_ballot(found.id, CastBallot(code=code, projects=list(projects)))


async def counted(world: World, found: RoundView) -> RoundView:
    """The clock goes past closing, and the worker does its work."""
    world.clock.set(found.closes_at)
    await world.do_work()
    return await world.api.round(found.id)


async def a_counted_round(world: World, *euros: int, ballots: list[tuple[int, ...]], **changed: Any) -> RoundView:
    found = await an_open_round(world, *euros, **changed)
    for code, ballot in zip(await codes_of(world, found, len(ballots)), ballots, strict=True):
        await vote(world, found, code, *ballot)
    return await counted(world, found)


def confirmed(found: RoundView, **changed: Any) -> ConfirmRound:
    return ConfirmRound.model_validate({"version": found.version, "no_stake": True} | changed)
