"""The year's split over HTTP: figures frozen, four eyes, one split in force per year, public once published."""

import asyncio
from datetime import date, datetime

import pytest

from services.budget.contract.plan_refusals import NoWeight, SplitBaseTooHigh
from services.budget.contract.refusals import (
    ProposerCannotApprove,
    SourceNotConfirmed,
    SourceNotUsable,
    SplitMove,
    UnknownSource,
    UnknownSplit,
    YearHasSplit,
)
from services.budget.contract.sources import WithdrawSource
from services.budget.contract.splits import (
    AllocationKey,
    ApproveSplit,
    DiscardSplit,
    KeyComponent,
    KeySource,
    LineKind,
    PlanLine,
    ProposeSplit,
    PublishSplit,
    ReturnSplit,
    SplitState,
    SplitView,
)
from services.kit.caller import NoToken, NotYours
from services.kit.clock import AMSTERDAM
from services.kit.errors import KeyReused, StaleVersion, UpstreamUnavailable
from services.kit.logging import language
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_draft,
    a_key,
    a_plan,
    a_proposed_split,
    a_source,
    an_approved_split,
    approve,
    plan_lines,
)
from tests.support.apps import a_person, a_service

COUNCIL = a_person(("council_member", None))


async def test_a_draft_divides_groningens_money_and_freezes_the_figures(world: World) -> None:
    draft = await a_draft(world, lines=plan_lines(support=7_800_000))
    assert (draft.state, draft.version, draft.is_late) == (SplitState.DRAFT, 1, False)
    by_path = {line.path: line for line in draft.lines}
    assert (draft.total_cents, by_path["areas"].amount_cents) == (143_400_000, 95_600_000)
    leaves = [line for line in draft.lines if line.line_id]
    assert sum(line.amount_cents for line in leaves) == draft.total_cents
    areas = [line for line in draft.lines if line.kind is LineKind.AREA]
    assert [line.area_id for line in areas] == sorted(world.profiles.numbers)
    assert {line.base_cents for line in areas} == {4_000_000}
    assert all(line.amount_cents == (line.base_cents or 0) + sum(line.parts_cents) for line in areas)
    assert {line.area_id: line.weights for line in areas} == {
        area: [str(number)] for area, number in world.profiles.numbers.items()
    }
    assert {line.name: line.amount_cents for line in draft.lines[-2:]} == {
        "Hele gemeente": 40_000_000,
        "Ondersteuning": 7_800_000,
    }
    (source,) = draft.key_sources
    assert source == KeySource(
        indicator="young_people_0_14",
        indicator_name="Kinderen tot 15 jaar",
        period=2020,
        release="84799NED-2020-11",
        table="84799NED",
        title="Kerncijfers wijken en buurten 2020",
        edition="first",
        retrieved_on=None,
        licence="CC BY 4.0",
        attribution="CBS",
        url="https://opendata.cbs.nl",
        values={area: str(number) for area, number in world.profiles.numbers.items()},
        statuses=dict.fromkeys(world.profiles.numbers, "number"),
        releases_behind={area: [] for area in world.profiles.numbers},
    )
    world.profiles.numbers["beijum"] = 1
    assert await world.as_(OFFICER).split(draft.id) == draft


async def test_what_if_gives_what_a_draft_gives_and_keeps_nothing(world: World) -> None:
    plan = await a_plan(world)
    asked = await world.as_(OFFICER).divide_plan(plan)
    assert await world.rows("SELECT 1 FROM splits") == []
    draft = await world.as_(OFFICER).draft_split(plan, key=a_key())
    assert [line.amount_cents for line in asked.lines] == [line.amount_cents for line in draft.lines]
    assert (asked.total_cents, asked.key_sources) == (draft.total_cents, draft.key_sources)
    with pytest.raises(NotYours):
        await world.as_(APPROVER).divide_plan(plan)


async def test_what_the_key_froze_is_read_in_the_readers_language_whoever_drafted(world: World) -> None:
    written = language.set("en")
    draft = await a_draft(world)
    assert draft.key_sources[0].indicator_name == "Children under 15"
    language.reset(written)
    assert (await world.as_(OFFICER).split(draft.id)).key_sources[0].indicator_name == "Kinderen tot 15 jaar"


async def test_only_a_policy_officer_drafts(world: World) -> None:
    plan = await a_plan(world)
    with pytest.raises(NoToken):
        await world.api.draft_split(plan, key=a_key())
    for other in (APPROVER, COUNCIL, a_person(("area_worker", "beijum"))):
        with pytest.raises(NotYours):
            await world.as_(other).draft_split(plan, key=a_key())


async def test_what_does_not_come_out_is_refused_and_nothing_is_kept(world: World) -> None:
    officer = world.as_(OFFICER)
    with pytest.raises(SplitBaseTooHigh):
        await officer.draft_split(await a_plan(world, lines=plan_lines(base=10_000_000)), key=a_key())
    world.profiles.numbers |= {"zuid": None, "centrum": None}
    with pytest.raises(NoWeight, match=r"‘Kinderen tot 15 jaar’.*: Centrum, Zuid"):
        await officer.draft_split(await a_plan(world), key=a_key())
    told = language.set("en")
    with pytest.raises(NoWeight, match=r"‘Children under 15’.*: Centrum, Zuid") as refused:
        await officer.divide_plan(await a_plan(world))
    language.reset(told)
    assert refused.value.facts["statuses"] == {"centrum": "withheld", "zuid": "withheld"}
    assert await officer.splits(YEAR) == []
    assert await world.rows("SELECT 1 FROM lines") == []


async def test_a_plan_is_made_of_sources_of_its_year_that_did_not_fall_away(world: World) -> None:
    elsewhere, gone = await a_source(world, year=2021), await a_source(world, confirmed=False)
    await world.as_(OFFICER).withdraw_source(gone.id, WithdrawSource(version=gone.version))
    for source in (elsewhere, gone):
        with pytest.raises(SourceNotUsable, match="Jeugdbudget"):
            await a_draft(world, source_ids=[source.id])
    with pytest.raises(UnknownSource):
        await a_draft(world, source_ids=[OFFICER.id])


async def test_two_sources_are_divided_together_and_each_counts_once(world: World) -> None:
    first, second = await a_source(world), await a_source(world, amount_cents=1_000_001)
    draft = await a_draft(world, source_ids=[first.id, second.id, first.id])
    assert (
        draft.total_cents == 143_400_000 + 1_000_001 == sum(line.amount_cents for line in draft.lines if line.line_id)
    )
    assert [source.id for source in draft.sources] == [first.id, second.id]


async def test_only_money_that_is_confirmed_is_approved(world: World) -> None:
    planned = await a_source(world, confirmed=False)
    split = await a_proposed_split(world, source_ids=[planned.id])
    with pytest.raises(SourceNotConfirmed, match="Jeugdbudget"):
        await approve(world, split)
    assert (await world.as_(APPROVER).split(split.id)) == split


async def test_the_same_draft_sent_ten_times_at_once_is_one_split(world: World) -> None:
    officer, key, plan = world.as_(OFFICER), a_key(), await a_plan(world)
    drafts = await asyncio.gather(*(officer.draft_split(plan, key=key) for _ in range(10)))
    assert len({draft.id for draft in drafts}) == 1
    assert len(await officer.splits(YEAR)) == 1
    with pytest.raises(KeyReused):
        await officer.draft_split(plan.model_copy(update={"name": "Anders"}), key=key)


async def test_drafts_made_at_once_share_the_lines_of_the_year(world: World) -> None:
    plan = await a_plan(world)
    officer = world.as_(OFFICER)
    drafts = await asyncio.gather(*(officer.draft_split(plan, key=a_key()) for _ in range(6)))
    assert len({tuple(line.line_id for line in draft.lines) for draft in drafts}) == 1


async def test_a_discarded_draft_is_gone_from_the_list_and_can_do_nothing_more(world: World) -> None:
    draft = await a_draft(world)
    await world.as_(OFFICER).discard_split(draft.id, DiscardSplit(version=draft.version))
    assert await world.as_(OFFICER).splits(YEAR) == []
    with pytest.raises(SplitMove):
        await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=draft.version + 1))


def approval(version: int) -> ApproveSplit:
    return ApproveSplit(version=version, no_stake=True, document="B&W 7")


async def test_who_proposed_cannot_approve_not_even_after_it_came_back(world: World) -> None:
    both = a_person(("policy_officer", None), ("approver", None))
    draft = await a_draft(world)
    mine = await world.as_(both).propose_split(draft.id, ProposeSplit(version=1))
    with pytest.raises(ProposerCannotApprove):
        await world.as_(both).approve_split(draft.id, approval(mine.version))
    back = await world.as_(APPROVER).return_split(draft.id, ReturnSplit(version=mine.version, reason="Meer basis"))
    again = await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=back.version))
    with pytest.raises(ProposerCannotApprove):
        await world.as_(both).approve_split(draft.id, approval(again.version))
    approved = await world.as_(APPROVER).approve_split(draft.id, approval(again.version))
    assert [step.state for step in approved.steps] == [
        SplitState.DRAFT,
        SplitState.PROPOSED,
        SplitState.RETURNED,
        SplitState.PROPOSED,
        SplitState.APPROVED,
    ]
    assert (approved.steps[2].note, approved.steps[4].note) == ("Meer basis", "B&W 7")
    assert approved.steps[4].by == APPROVER.name


async def test_only_an_approver_approves_and_only_what_was_proposed(world: World) -> None:
    draft = await a_draft(world)
    with pytest.raises(SplitMove):
        await world.as_(APPROVER).approve_split(draft.id, approval(1))
    for other in (OFFICER, COUNCIL):
        with pytest.raises(NotYours):
            await world.as_(other).approve_split(draft.id, approval(1))


async def test_a_stale_screen_cannot_approve_and_gets_the_split_as_it_is(world: World) -> None:
    split = await a_proposed_split(world)
    with pytest.raises(StaleVersion) as refused:
        await world.as_(APPROVER).approve_split(split.id, approval(1))
    assert SplitView.model_validate(refused.value.current) == split


async def test_approving_twice_at_once_succeeds_once(world: World) -> None:
    split = await a_proposed_split(world)
    answers = await asyncio.gather(
        *(approve(world, split, a_person(("approver", None))) for _ in range(6)), return_exceptions=True
    )
    assert sum(isinstance(answer, SplitView) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 5
    (posted,) = await world.rows("SELECT sum(amount_cents) FROM entries WHERE amount_cents > 0")
    assert posted[0] == split.total_cents


async def test_a_year_has_one_split_in_force_also_when_two_are_approved_at_once(world: World) -> None:
    splits = [await a_proposed_split(world) for _ in range(2)]
    answers = await asyncio.gather(*(approve(world, split) for split in splits), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["SplitView", "YearHasSplit"]
    with pytest.raises(YearHasSplit):
        await a_draft(world)
    assert len(await world.rows("SELECT 1 FROM postings")) == 1


async def test_the_public_sees_published_splits_only_and_no_person(world: World) -> None:
    hidden = [await a_proposed_split(world), await an_approved_split(world)]
    for outsider in (world.api, world.as_(a_service()), world.as_(a_person(("area_worker", "beijum")))):
        assert await outsider.splits(YEAR) == []
        for split in hidden:
            with pytest.raises(UnknownSplit):
                await outsider.split(split.id)
    assert {split.id for split in await world.as_(COUNCIL).splits(YEAR)} == {split.id for split in hidden}
    assert (await world.api.money(YEAR)).lines == []
    body = PublishSplit(version=hidden[1].version, where="Gemeenteblad 1")
    for other in (COUNCIL, a_person(("area_worker", "beijum"))):
        with pytest.raises(NotYours):
            await world.as_(other).publish_split(hidden[1].id, body)
    await world.as_(OFFICER).publish_split(hidden[1].id, body)
    (seen,) = await world.api.splits(YEAR)
    assert (seen.id, seen.state) == (hidden[1].id, SplitState.PUBLISHED)
    assert "person:" not in seen.model_dump_json()
    assert [step.by for step in seen.steps] == ["policy_officer", "policy_officer", "approver", "municipality"]
    assert len((await world.api.money(YEAR)).lines) == 13


async def test_a_split_published_after_new_year_is_late(world: World) -> None:
    split = await an_approved_split(world)
    assert not split.is_late
    world.clock.set(datetime(2020, 1, 1, 0, 30, tzinfo=AMSTERDAM))
    assert (await world.as_(OFFICER).split(split.id)).is_late
    late = await world.as_(OFFICER).publish_split(split.id, PublishSplit(version=split.version))
    assert late.is_late
    assert late.published_on == date(2020, 1, 1)


async def test_a_division_that_changes_while_we_ask_never_mixes(world: World) -> None:
    key = AllocationKey(
        components=[
            KeyComponent(indicator="young_people_0_14", weight="1/2"),
            KeyComponent(indicator="low_income", weight="1/2"),
        ]
    )
    plan = await a_plan(world, lines=[PlanLine(key="areas", kind=LineKind.AREAS, allocation=key)])
    world.profiles.changes = 1
    draft = await world.as_(OFFICER).draft_split(plan, key=a_key())
    assert [source.indicator for source in draft.key_sources] == ["young_people_0_14", "low_income"]
    (kept,) = await world.rows("SELECT figures->'division'->>'version' FROM splits")
    assert kept[0] == "2"
    world.profiles.changes = 1000
    with pytest.raises(UpstreamUnavailable):
        await world.as_(OFFICER).draft_split(plan, key=a_key())
    assert len(await world.rows("SELECT 1 FROM splits")) == 1
