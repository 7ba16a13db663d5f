"""Who makes a round final may give a plan another amount than was counted, with a reason that everybody reads."""

from typing import Any

import pytest

from services.budget.contract.deliberation_refusals import PartNotAllowed
from services.budget.contract.least import SetLeast
from services.budget.contract.round_refusals import DecisionsAboveBudget, NotADeviation, NotAPart
from services.budget.contract.rounds import AddProjects, RoundState, RoundView
from tests.budget.rounds import a_counted_round, a_set_round, codes_of, confirmed, counted, ideas_of, published, vote
from tests.budget.schemes import a_published_scheme
from tests.budget.test_rounds_final import BALLOTS
from tests.budget.test_rounds_themes import a_counted_round_in_themes
from tests.budget.world import APPROVER, OFFICER, World, a_published_split, a_worker

WHY = "De helft is genoeg: de school doet mee."


async def a_round_beside_a_scheme_with_parts(world: World, least_of_first: int | None = None) -> RoundView:
    """EUR 1,000 for plans of 600, 300, 200 and 100 by equal shares; 1, 3 and 4 get money."""
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    ideas = await ideas_of(world, 600, 300, 200, 100)
    if least_of_first:
        body = SetLeast(version=ideas[0].version, least_cents=least_of_first)
        await world.as_(a_worker()).set_least(ideas[0].id, body)
    found = await a_set_round(world)
    add = AddProjects(version=found.version, initiative_ids=[idea.id for idea in ideas])
    found = await published(world, await world.as_(OFFICER).add_projects(found.id, add))
    world.clock.set(found.opens_at)
    for code, ballot in zip(await codes_of(world, found, len(BALLOTS)), BALLOTS, strict=True):
        await vote(world, found, code, *ballot)
    return await counted(world, found)


async def final(world: World, found: RoundView, *deviations: dict[str, Any]) -> RoundView:
    told = [{"reason": WHY, **each} for each in deviations]
    return await world.as_(APPROVER).confirm_round(found.id, confirmed(found, deviations=told))


async def test_a_plan_that_won_gets_less_and_one_that_did_not_gets_a_part(world: World) -> None:
    found = await a_round_beside_a_scheme_with_parts(world)
    less, also = (
        {"number": 1, "funded": True, "part_cents": 40_000},
        {"number": 2, "funded": True, "part_cents": 30_000 - 1},
    )
    done = await final(world, found, less, also)
    assert done.outcome
    assert [(plan.funded, plan.part_cents, plan.deviation) for plan in done.outcome.decisions] == [
        (True, 40_000, WHY),
        (True, 29_999, WHY),
        (True, None, None),
        (True, None, None),
    ]
    assert done.outcome.counts[0].winners == [1, 3, 4]
    ideas = [await world.api.initiative(plan.initiative_id) for plan in done.projects]
    assert [idea.awarded_cents for idea in ideas] == [40_000, 29_999, 20_000, 10_000]
    assert WHY in ideas[0].part_why
    letters = {to: text for to, _, text in await world.mails()}
    assert WHY in letters["plan1@voorbeeld.nl"]
    assert (await world.api.trial_balance(done.year)).is_kept


@pytest.mark.parametrize(
    ("part", "refusal"),
    [(60_000, NotAPart), (60_001, NotAPart), (29_999, NotAPart), (30_000, None), (59_999, None)],
)
async def test_a_part_is_less_than_it_costs_and_no_less_than_it_can_do_with(
    world: World, part: int, refusal: type[Exception] | None
) -> None:
    found = await a_round_beside_a_scheme_with_parts(world, least_of_first=30_000)
    deviation = {"number": 1, "funded": True, "part_cents": part}
    if refusal is None:
        assert (await final(world, found, deviation)).state == RoundState.FINAL
        return
    with pytest.raises(refusal) as refused:
        await final(world, found, deviation)
    assert "300" in str(refused.value)
    assert (await world.api.round(found.id)).state == RoundState.CLOSED


async def test_parts_together_stay_within_the_budget_of_the_round(world: World) -> None:
    found = await a_round_beside_a_scheme_with_parts(world)
    with pytest.raises(DecisionsAboveBudget):
        await final(world, found, {"number": 2, "funded": True, "part_cents": 10_001})
    await final(world, found, {"number": 2, "funded": True, "part_cents": 10_000})


async def test_without_parts_in_round_and_scheme_there_are_none_by_hand(world: World) -> None:
    found = await a_counted_round(world, 600, 300, ballots=[(1, 2)])
    with pytest.raises(PartNotAllowed):
        await final(world, found, {"number": 1, "funded": True, "part_cents": 10_000})


async def test_what_was_counted_as_a_part_may_become_another_or_all(world: World) -> None:
    found = await a_counted_round_in_themes(world)
    counted_part = {"number": 1, "funded": True, "part_cents": 20_000}
    for same in (counted_part, {"number": 1, "funded": False, "part_cents": 1}):
        with pytest.raises(NotADeviation):
            await final(world, found, same)
    with pytest.raises(NotAPart):
        await final(world, found, counted_part | {"part_cents": 19_999})
    not_four = {"number": 4, "funded": False}
    done = await final(world, found, counted_part | {"part_cents": 50_000}, not_four)
    assert done.outcome
    assert next((plan.funded, plan.part_cents) for plan in done.outcome.decisions) == (True, 50_000)
