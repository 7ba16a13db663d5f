"""A change during the year: only what is not committed moves, and what was awarded stays where it is."""

import asyncio

import pytest

from services.budget.contract.ledger import CarryOver
from services.budget.contract.refusals import (
    CeilingBelowCommitted,
    NothingToCarry,
    SplitIsNotInForce,
    UnknownSplit,
    YearHasSplit,
)
from services.budget.contract.splits import LineKind, PlanLine, ProposeSplit, SplitState, SplitView
from tests.budget.rounds import a_published_round
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_draft,
    a_key,
    a_proposed_split,
    a_published_split,
    a_source,
    an_awarded_initiative,
    approve,
    areas_line,
    plan_lines,
)


async def ceilings(world: World) -> dict[str, int]:
    return {line.path: line.ceiling_cents for line in (await world.api.money(YEAR)).lines}


async def a_change(world: World, split: SplitView, **changed: object) -> SplitView:
    sources = [source.id for source in split.sources]
    return await a_proposed_split(world, **({"source_ids": sources, "replaces": split.id} | changed))


async def test_a_change_moves_only_the_difference_and_replaces_what_held(world: World) -> None:
    split = await a_published_split(world)
    idea = await an_awarded_initiative(world)
    changed = await approve(world, await a_change(world, split, lines=plan_lines(base=3_000_000)))
    posting = (await world.api.postings(YEAR))[-1]
    assert (posting.kind, posting.split_id) == ("split-changed", changed.id)
    assert all(entry.account == "free" for entry in posting.entries)
    assert await ceilings(world) == {line.path: line.amount_cents for line in changed.lines if line.line_id}
    before, now = await world.as_(OFFICER).split(split.id), await world.as_(OFFICER).split(changed.id)
    assert (before.state, now.state, now.replaces) == (SplitState.REPLACED, SplitState.APPROVED, split.id)
    assert {line.path: line.line_id for line in before.lines} == {line.path: line.line_id for line in now.lines}
    assert (await world.api.initiative(idea.id)).awarded_on
    line = next(line for line in (await world.api.money(YEAR)).lines if line.area_id == AREA)
    assert line.awarded_cents == 80_000


async def test_what_the_money_follows_can_be_read_also_before_it_is_announced(world: World) -> None:
    split = await a_published_split(world)
    proposed = await a_change(world, split, lines=plan_lines(base=3_000_000))
    with pytest.raises(UnknownSplit):
        await world.api.split(proposed.id)
    changed = await approve(world, proposed)
    assert (await world.api.money(YEAR)).split_id == changed.id
    assert (await world.api.split(changed.id)).state is SplitState.APPROVED
    assert (await world.api.export_split(changed.id)).split.total_cents == split.total_cents
    assert [seen.id for seen in await world.api.splits(YEAR)] == [changed.id, split.id]
    again = await approve(world, await a_change(world, changed, lines=plan_lines(base=2_000_000)))
    assert {seen.id for seen in await world.api.splits(YEAR)} == {again.id, changed.id, split.id}
    assert (await world.api.split(changed.id)).state is SplitState.REPLACED


async def test_a_change_may_bring_a_source_and_a_line_and_take_one_away(world: World) -> None:
    split = await a_published_split(world, lines=plan_lines(support=7_800_000))
    more = await a_source(world, amount_cents=1_000_000)
    lines = [
        areas_line(),
        PlanLine(key="city-wide", kind=LineKind.CITY_WIDE),
        PlanLine(key="school", kind=LineKind.OTHER, name="Weerbaar op school", amount_cents=500_000),
    ]
    ids = [*(source.id for source in split.sources), more.id]
    changed = await approve(world, await a_change(world, split, lines=lines, source_ids=ids))
    found = await ceilings(world)
    assert sum(found.values()) == split.total_cents + 1_000_000 == changed.total_cents
    assert (found["school"], found["support"]) == (500_000, 0)
    trial = await world.api.trial_balance(YEAR)
    assert trial.sum_cents == 0
    assert sorted(a.balance_cents for a in trial.accounts if a.account == "source") == [-split.total_cents, -1_000_000]


async def test_a_change_below_what_is_committed_is_refused_and_nothing_moves(world: World) -> None:
    split = await a_published_split(world)
    await an_awarded_initiative(world, amount_cents=7_000_000)
    before = await ceilings(world)
    lines = [areas_line(share="1/3", base=0), PlanLine(key="city-wide", kind=LineKind.CITY_WIDE)]
    proposed = await a_change(world, split, lines=lines)
    with pytest.raises(CeilingBelowCommitted, match=r"Oosterpark.*70\.000") as refused:
        await approve(world, proposed)
    assert refused.value.facts["committed_cents"] == 7_000_000
    assert await ceilings(world) == before
    assert (await world.as_(OFFICER).split(split.id)).state == SplitState.PUBLISHED


async def test_of_two_changes_one_wins_and_the_other_must_be_made_again(world: World) -> None:
    split = await a_published_split(world)
    changes = [await a_change(world, split, lines=plan_lines(base=base)) for base in (1_000_000, 2_000_000)]
    answers = await asyncio.gather(*(approve(world, change) for change in changes), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["SplitIsNotInForce", "SplitView"]
    with pytest.raises(SplitIsNotInForce):
        await a_draft(world, source_ids=[split.sources[0].id], replaces=split.id)
    with pytest.raises(YearHasSplit):
        await a_draft(world, source_ids=[split.sources[0].id])


async def test_awards_during_a_change_never_leave_a_line_below_zero(world: World) -> None:
    """Six ideas that each fit the old ceiling race with a change to a ceiling that one of them fits."""
    split = await a_published_split(world)
    change = await a_change(world, split, lines=[areas_line(share="1/2", base=0), *plan_lines()[1:]])
    ideas = [an_awarded_initiative(world, amount_cents=3_000_000) for _ in range(3)]
    await asyncio.gather(approve(world, change), *ideas, return_exceptions=True)
    line = next(line for line in (await world.api.money(YEAR)).lines if line.area_id == AREA)
    assert line.left_cents >= 0
    trial = await world.api.trial_balance(YEAR)
    assert (trial.sum_cents, trial.is_kept) == (0, True)


async def test_a_change_of_a_year_without_a_split_is_refused(world: World) -> None:
    draft = await a_draft(world)
    with pytest.raises(SplitIsNotInForce):
        await a_draft(world, source_ids=[draft.sources[0].id], replaces=draft.id)
    await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=draft.version))


async def test_neither_a_change_nor_another_year_takes_what_a_round_keeps_apart(world: World) -> None:
    found = await a_published_round(world, 400, 300, budget_cents=5_000_000)
    (split,) = await world.api.splits(YEAR)
    line = next(line for line in (await world.api.money(YEAR)).lines if line.line_id == found.line_id)
    smaller = await a_change(world, split, lines=[areas_line(share="1/3", base=0), *plan_lines()[1:]])
    with pytest.raises(CeilingBelowCommitted):
        await approve(world, smaller)
    body = CarryOver(year=YEAR, to_year=YEAR + 1, line_ids=[line.line_id], document="Raadsbesluit 5")
    carried = await world.as_(OFFICER).carry_over(body, key=a_key())
    assert carried.source.amount_cents == line.left_cents - 5_000_000
    with pytest.raises(NothingToCarry):
        await world.as_(OFFICER).carry_over(body, key=a_key())
