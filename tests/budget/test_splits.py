"""The year's split over HTTP: figures frozen, four eyes, one approved split per year."""

import asyncio

import pytest

from services.budget.contract.models import (
    ApproveSplit,
    KeySource,
    LineKind,
    ProposeSplit,
    ReturnSplit,
    SplitState,
    SplitView,
)
from services.budget.contract.refusals import (
    NoWeight,
    ProposerCannotApprove,
    SplitBaseTooHigh,
    SplitMove,
    SplitNotExact,
    UnknownSplit,
    YearHasSplit,
)
from services.kit.caller import NoToken, NotYours
from services.kit.errors import KeyReused, StaleVersion
from services.kit.logging import language
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_plan,
    a_proposed_split,
    an_approved_split,
)
from tests.support.apps import a_person, a_service

COUNCIL = a_person(("council_member", None))


async def test_a_draft_divides_groningens_money_and_freezes_the_figures(world: World) -> None:
    draft = await world.as_(OFFICER).draft_split(a_plan(support_cents=7_800_000), key=a_key())
    assert (draft.state, draft.version, draft.is_late) == (SplitState.DRAFT, 1, False)
    assert (draft.total_cents, draft.areas_cents) == (143_400_000, 95_600_000)
    assert sum(line.amount_cents for line in draft.lines) == draft.total_cents
    areas = [line for line in draft.lines if line.kind is LineKind.AREA]
    assert [line.area_id for line in areas] == sorted(world.profiles.numbers)
    assert {line.base_cents for line in areas} == {4_000_000}
    assert {line.area_id: line.weight for line in areas} == world.profiles.numbers
    assert {line.name: line.amount_cents for line in draft.lines[-2:]} == {
        "Hele stad": 40_000_000,
        "Ondersteuning": 7_800_000,
    }
    assert draft.key_source == KeySource(
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
    )
    world.profiles.numbers["beijum"] = 1
    assert await world.as_(OFFICER).split(draft.id) == draft


async def test_what_the_key_froze_is_read_in_the_readers_language_whoever_drafted(world: World) -> None:
    written = language.set("en")
    draft = await world.as_(OFFICER).draft_split(a_plan(), key=a_key())
    assert draft.key_source.indicator_name == "Children under 15"
    language.reset(written)
    assert (await world.as_(OFFICER).split(draft.id)).key_source.indicator_name == "Kinderen tot 15 jaar"


async def test_a_split_that_froze_less_of_its_source_is_still_read(world: World) -> None:
    draft = await world.as_(OFFICER).draft_split(a_plan(), key=a_key())
    less = "indicator_name_en = NULL, source_title = NULL, edition = NULL, licence = NULL, source_url = NULL"
    await world.rows(f"UPDATE splits SET {less}")
    written = language.set("en")
    source = (await world.as_(OFFICER).split(draft.id)).key_source
    language.reset(written)
    assert (source.indicator_name, source.table) == ("Kinderen tot 15 jaar", "84799NED")
    assert (source.title, source.edition, source.licence, source.url) == (None, None, None, None)


async def test_only_a_policy_officer_drafts(world: World) -> None:
    with pytest.raises(NoToken):
        await world.api.draft_split(a_plan(), key=a_key())
    for other in (APPROVER, COUNCIL, a_person(("area_worker", "beijum"))):
        with pytest.raises(NotYours):
            await world.as_(other).draft_split(a_plan(), key=a_key())


async def test_what_does_not_come_out_is_refused_with_what_would(world: World) -> None:
    officer = world.as_(OFFICER)
    with pytest.raises(SplitNotExact, match=r"47\.800\.000"):
        await officer.draft_split(a_plan(youth_budget_cents=4_780_000_001), key=a_key())
    with pytest.raises(SplitBaseTooHigh):
        await officer.draft_split(a_plan(base_per_area_cents=10_000_000), key=a_key())
    world.profiles.numbers["zuid"] = None
    with pytest.raises(NoWeight, match="Zuid"):
        await officer.draft_split(a_plan(), key=a_key())
    assert await officer.splits(YEAR) == []


async def test_the_same_draft_sent_ten_times_at_once_is_one_split(world: World) -> None:
    officer, key = world.as_(OFFICER), a_key()
    drafts = await asyncio.gather(*(officer.draft_split(a_plan(), key=key) for _ in range(10)))
    assert len({draft.id for draft in drafts}) == 1
    assert len(await officer.splits(YEAR)) == 1
    with pytest.raises(KeyReused):
        await officer.draft_split(a_plan(base_per_area_cents=1), key=key)


async def test_who_proposed_cannot_approve_not_even_after_it_came_back(world: World) -> None:
    both = a_person(("policy_officer", None), ("approver", None))
    draft = await world.as_(OFFICER).draft_split(a_plan(), key=a_key())
    mine = await world.as_(both).propose_split(draft.id, ProposeSplit(version=1))
    with pytest.raises(ProposerCannotApprove):
        await world.as_(both).approve_split(draft.id, ApproveSplit(version=mine.version))
    back = await world.as_(APPROVER).return_split(draft.id, ReturnSplit(version=mine.version, reason="Meer basis"))
    again = await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=back.version))
    with pytest.raises(ProposerCannotApprove):
        await world.as_(both).approve_split(draft.id, ApproveSplit(version=again.version))
    approved = await world.as_(APPROVER).approve_split(draft.id, ApproveSplit(version=again.version, document="B&W 7"))
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
    draft = await world.as_(OFFICER).draft_split(a_plan(), key=a_key())
    with pytest.raises(SplitMove):
        await world.as_(APPROVER).approve_split(draft.id, ApproveSplit(version=1))
    for other in (OFFICER, COUNCIL):
        with pytest.raises(NotYours):
            await world.as_(other).approve_split(draft.id, ApproveSplit(version=1))


async def test_a_stale_screen_cannot_approve_and_gets_the_split_as_it_is(world: World) -> None:
    split = await a_proposed_split(world)
    with pytest.raises(StaleVersion) as refused:
        await world.as_(APPROVER).approve_split(split.id, ApproveSplit(version=1))
    assert SplitView.model_validate(refused.value.current) == split


async def test_approving_twice_at_once_succeeds_once(world: World) -> None:
    split = await a_proposed_split(world)
    body = ApproveSplit(version=split.version)
    answers = await asyncio.gather(
        *(world.as_(a_person(("approver", None))).approve_split(split.id, body) for _ in range(6)),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, SplitView) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 5
    assert (await world.api.money(YEAR)).total_cents == sum(
        line.ceiling_cents for line in (await world.api.money(YEAR)).lines
    )


async def test_a_year_has_one_approved_split_also_when_two_are_approved_at_once(world: World) -> None:
    splits = [await a_proposed_split(world) for _ in range(2)]
    answers = await asyncio.gather(
        *(world.as_(APPROVER).approve_split(split.id, ApproveSplit(version=split.version)) for split in splits),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["SplitView", "YearHasSplit"]
    third = await a_proposed_split(world)
    with pytest.raises(YearHasSplit):
        await world.as_(APPROVER).approve_split(third.id, ApproveSplit(version=third.version))
    assert len(await world.rows("SELECT 1 FROM postings")) == 1


async def test_the_public_sees_approved_splits_only_and_no_person(world: World) -> None:
    hidden = await a_proposed_split(world)
    for outsider in (world.api, world.as_(a_service()), world.as_(a_person(("area_worker", "beijum")))):
        assert await outsider.splits(YEAR) == []
        with pytest.raises(UnknownSplit):
            await outsider.split(hidden.id)
    assert [split.id for split in await world.as_(COUNCIL).splits(YEAR)] == [hidden.id]
    approved = await an_approved_split(world)
    (seen,) = await world.api.splits(YEAR)
    assert seen.id == approved.id
    assert "person:" not in seen.model_dump_json()
    assert [step.by for step in seen.steps] == ["policy_officer", "policy_officer", "approver"]
