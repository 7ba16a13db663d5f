"""The municipality's own software prepares a plan with its key; people decide, and its maker answers for it."""

import asyncio
from datetime import UTC, date, datetime

import asyncpg
import pytest

from services.budget.contract.refusals import AdderCannotConfirm, ProposerCannotApprove, UnknownSplit
from services.budget.contract.software import MakeSoftwareKey, SoftwareKeyState
from services.budget.contract.software_refusals import (
    NotDraftedByThisSoftware,
    SoftwareKeyEndDate,
    SoftwareKeyEnded,
    SoftwareKeyExpired,
    UnknownSoftwareKey,
)
from services.budget.contract.sources import AddSource, ConfirmSource, SourceState
from services.budget.contract.splits import DiscardSplit, ProposeSplit, PublishSplit, ReturnSplit, SplitState
from services.budget.domain.software import latest_end
from services.kit.api_keys import BadApiKey
from services.kit.caller import Caller, NotYours
from services.kit.clock import AMSTERDAM
from tests.budget.software import UNTIL, a_software_key, software, with_key
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_draft,
    a_key,
    a_plan,
    a_source,
    approve,
    outcomes,
)
from tests.support.apps import a_person
from tests.support.statements import statements

BOTH = a_person(("policy_officer", None), ("approver", None))
SOURCE = AddSource(year=YEAR, name="Jeugdbudget", youth_budget_cents=4_780_000_000, share="3/100")


async def test_software_walks_from_a_source_to_a_proposed_split_on_which_people_decide(world: World) -> None:
    api = world.as_(await software(world))
    source = await api.add_source(SOURCE, key=a_key())
    plan = await a_plan(world, source_ids=[source.id])
    divided = await api.divide_plan(plan)
    draft = await api.draft_split(plan, key=a_key())
    assert [line.amount_cents for line in draft.lines] == [line.amount_cents for line in divided.lines]
    proposed = await api.propose_split(draft.id, ProposeSplit(version=draft.version, note="Doorgerekend"))
    assert (source.state, proposed.state) == (SourceState.PLANNED, SplitState.PROPOSED)
    await world.as_(APPROVER).confirm_source(source.id, ConfirmSource(version=source.version))
    assert (await approve(world, proposed)).state is SplitState.APPROVED


async def test_who_made_the_key_answers_for_what_software_did_and_cannot_decide_on_it(world: World) -> None:
    key = await a_software_key(world, BOTH)
    api = world.as_(with_key(key))
    source = await api.add_source(SOURCE, key=a_key())
    with pytest.raises(AdderCannotConfirm):
        await world.as_(BOTH).confirm_source(source.id, ConfirmSource(version=source.version))
    await world.as_(APPROVER).confirm_source(source.id, ConfirmSource(version=source.version))
    draft = await api.draft_split(await a_plan(world, source_ids=[source.id]), key=a_key())
    proposed = await api.propose_split(draft.id, ProposeSplit(version=draft.version))
    with pytest.raises(ProposerCannotApprove):
        await approve(world, proposed, BOTH)
    seen = await world.as_(APPROVER).split(proposed.id)
    assert {(step.by, step.software_key_id) for step in seen.steps} == {(BOTH.name, key.id)}
    assert seen.proposed_by == BOTH.name
    (shown,) = await world.as_(APPROVER).sources(YEAR)
    assert (shown.added_by, shown.software_key_id) == (BOTH.name, key.id)


async def test_ending_the_key_or_proposing_again_oneself_does_not_open_the_way_to_approving(world: World) -> None:
    key, source = await a_software_key(world, BOTH), await a_source(world)
    api = world.as_(with_key(key))
    draft = await api.draft_split(await a_plan(world, source_ids=[source.id]), key=a_key())
    proposed = await api.propose_split(draft.id, ProposeSplit(version=draft.version))
    returned = await world.as_(APPROVER).return_split(
        proposed.id, ReturnSplit(version=proposed.version, reason="Reken nog eens")
    )
    await world.as_(BOTH).end_software_key(key.id)
    again = await world.as_(OFFICER).propose_split(returned.id, ProposeSplit(version=returned.version))
    with pytest.raises(ProposerCannotApprove):
        await approve(world, again, BOTH)


async def test_the_database_itself_ties_software_to_the_maker_of_its_key_and_to_preparing(world: World) -> None:
    key, draft = await a_software_key(world), await a_draft(world)
    insert = "INSERT INTO split_steps (id, split_id, version, state, by, by_key, at, note) VALUES"
    for state, by, constraint in (
        ("proposed", APPROVER.name, "fk_split_steps_by_key_by"),
        ("approved", OFFICER.name, "ck_split_steps_software_prepares"),
    ):
        with pytest.raises(asyncpg.IntegrityConstraintViolationError, match=constraint):
            await world.rows(f"{insert} (gen_random_uuid(), '{draft.id}', 9, '{state}', '{by}', '{key.id}', now(), '')")


async def test_software_reads_what_is_not_published_and_never_who_did_it(world: World) -> None:
    caller, draft = await software(world), await a_draft(world)
    api = world.as_(caller)
    (listed,) = await api.splits(YEAR)
    seen = await api.split(draft.id)
    assert (listed.id, [step.by for step in seen.steps], seen.proposed_by) == (draft.id, ["policy_officer"], None)
    (source,) = await api.sources(YEAR)
    assert source.added_by is None
    await api.export_split(draft.id)
    await approve(world, await world.as_(OFFICER).propose_split(draft.id, ProposeSplit(version=draft.version)))
    postings, public = await api.postings(YEAR), await world.api.postings(YEAR)
    assert (len(postings), public) == (1, [])
    assert (await api.trial_balance(YEAR)).accounts
    for path in (f"splits/{draft.id}", f"postings?year={YEAR}", f"trial-balance?year={YEAR}"):
        answer = await world.http.get(f"/v1/{path}", headers={"Authorization": f"Bearer {caller.token}"})
        assert "person:" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


async def test_the_public_reads_that_software_did_it_and_not_with_which_key(world: World) -> None:
    api, source = world.as_(await software(world)), await a_source(world)
    draft = await api.draft_split(await a_plan(world, source_ids=[source.id]), key=a_key())
    approved = await approve(world, await api.propose_split(draft.id, ProposeSplit(version=draft.version)))
    with pytest.raises(UnknownSplit):
        await world.api.split(approved.id)
    await world.as_(OFFICER).publish_split(approved.id, PublishSplit(version=approved.version))
    seen = await world.api.split(approved.id)
    assert [step.by for step in seen.steps] == ["software", "software", "approver", "municipality"]
    assert {step.software_key_id for step in seen.steps} == {None}


async def test_software_moves_only_what_it_drafted_with_its_own_key(world: World) -> None:
    api, other = world.as_(await software(world)), world.as_(await software(world))
    source = await a_source(world)
    plan = await a_plan(world, source_ids=[source.id])
    for draft in (await a_draft(world), await other.draft_split(plan, key=a_key())):
        with pytest.raises(NotDraftedByThisSoftware):
            await api.discard_split(draft.id, DiscardSplit(version=draft.version))
        with pytest.raises(NotDraftedByThisSoftware):
            await api.propose_split(draft.id, ProposeSplit(version=draft.version))
    own = await api.draft_split(plan, key=a_key())
    assert (await api.discard_split(own.id, DiscardSplit(version=own.version))).state is SplitState.DISCARDED
    left = await other.draft_split(plan, key=a_key())
    assert (await world.as_(OFFICER).discard_split(left.id, DiscardSplit(version=left.version))).version == 2


async def test_a_key_is_shown_once_and_only_its_hash_is_kept(world: World) -> None:
    made = await a_software_key(world)
    assert made.key
    secret = made.key.rpartition("_")[2]
    for table in ("software_keys", "idempotency_keys", "outbox_events", "work"):
        assert secret not in str(await world.rows(f"SELECT * FROM {table}"))
    listed = (await world.as_(OFFICER).software_keys()).keys
    assert [key.id for key in listed] == [made.id]


async def test_the_same_request_twice_makes_one_key_and_shows_it_once(world: World) -> None:
    body, same = MakeSoftwareKey(name="Planpakket", purpose="Verdelen", ends_on=UNTIL), a_key()
    first = await world.as_(OFFICER).make_software_key(body, key=same)
    again = await world.as_(OFFICER).make_software_key(body, key=same)
    assert (again.id, again.key) == (first.id, None)
    assert len((await world.as_(OFFICER).software_keys()).keys) == 1


async def test_an_ended_key_an_expired_key_and_a_wrong_secret_are_told_apart(world: World) -> None:
    ended, expiring = await a_software_key(world), await a_software_key(world)
    await world.as_(OFFICER).end_software_key(ended.id)
    with pytest.raises(SoftwareKeyEnded, match="1 november 2019"):
        await world.as_(with_key(ended)).sources(YEAR)
    world.clock.set(datetime(2020, 6, 30, 21, 59, tzinfo=UTC))
    await world.as_(with_key(expiring)).sources(YEAR)
    world.clock.set(datetime(2020, 6, 30, 22, 1, tzinfo=UTC))
    with pytest.raises(SoftwareKeyExpired, match="2020"):
        await world.as_(with_key(expiring)).sources(YEAR)
    for text in (f"vv_{expiring.id}_{'x' * 43}", f"vv_{ended.id}_{'x' * 43}", f"vv_{'0' * 12}_{'x' * 43}", "vv_"):
        with pytest.raises(BadApiKey):
            await world.as_(Caller("software", token=text)).sources(YEAR)


async def test_an_ended_key_gets_401_also_where_software_is_refused(world: World) -> None:
    made = await a_software_key(world)
    await world.as_(OFFICER).end_software_key(made.id)
    headers = {"Authorization": f"Bearer {made.key}", "Idempotency-Key": a_key()}
    answer = await world.http.post("/v1/payments", json={}, headers=headers)
    assert (answer.status_code, answer.json()["slug"]) == (401, "software-key-ended")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_made_first_used_and_ended_are_records_that_stay(world: World) -> None:
    made, other = await a_software_key(world), a_person(("policy_officer", None))
    assert (made.state, made.first_used_at, made.last_used_on) == (SoftwareKeyState.IN_USE, None, None)
    await world.as_(with_key(made)).sources(YEAR)
    world.clock.set(datetime(2019, 12, 24, 9, tzinfo=UTC))
    await world.as_(with_key(made)).sources(YEAR)
    await world.as_(other).end_software_key(made.id)
    world.clock.set(datetime(2019, 12, 25, 9, tzinfo=UTC))
    ended = await world.as_(OFFICER).end_software_key(made.id)
    assert (ended.state, ended.made_by, ended.ended_by) == (SoftwareKeyState.ENDED, OFFICER.name, other.name)
    assert ended.first_used_at
    assert ended.first_used_at.astimezone(AMSTERDAM).date() == date(2019, 11, 1)
    assert ended.ended_at
    assert (ended.last_used_on, ended.ended_at.date()) == (date(2019, 12, 24), date(2019, 12, 24))
    for change in (
        "DELETE FROM software_keys",
        "UPDATE software_keys SET made_by = 'person:x'",
        "UPDATE software_keys SET ends_on = '2099-01-01'",
        "UPDATE software_keys SET ended_by = NULL, ended_at = NULL",
        "UPDATE software_keys SET first_used_at = now()",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await world.rows(change)


async def test_a_refused_key_leaves_no_trace_of_use(world: World) -> None:
    made = await a_software_key(world)
    with pytest.raises(BadApiKey):
        await world.as_(Caller("software", token=f"vv_{made.id}_{'x' * 43}")).sources(YEAR)
    (key,) = (await world.as_(OFFICER).software_keys()).keys
    assert key.first_used_at is None


async def test_using_a_key_again_on_the_same_day_writes_nothing(world: World) -> None:
    api = world.as_(await software(world))
    await asyncio.gather(*(api.sources(YEAR) for _ in range(5)))
    with statements(world.app) as asked:
        await api.sources(YEAR)
    assert [statement for statement, _ in asked if not statement.startswith("SELECT")] == []


async def test_a_key_ends_within_the_months_that_are_set(world: World) -> None:
    assert (await world.as_(OFFICER).software_keys()).latest_ends_on == date(2020, 11, 1)
    for ends_on in (date(2019, 10, 31), date(2020, 11, 2)):
        with pytest.raises(SoftwareKeyEndDate) as refused:
            await a_software_key(world, ends_on=ends_on)
        assert [error["field"] for error in refused.value.errors] == ["endsOn"]
    for ends_on in (date(2019, 11, 1), date(2020, 11, 1)):
        assert (await a_software_key(world, ends_on=ends_on)).state is SoftwareKeyState.IN_USE


@pytest.mark.parametrize(
    ("today", "months", "latest"),
    [
        (date(2019, 11, 1), 12, date(2020, 11, 1)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 12, 31), 2, date(2020, 2, 29)),
        (date(2019, 12, 15), 24, date(2021, 12, 15)),
    ],
)
def test_the_latest_end_is_a_day_that_exists(today: date, months: int, latest: date) -> None:
    assert latest_end(today, months) == latest


async def test_only_policy_officers_make_and_end_keys_and_approvers_see_them(world: World) -> None:
    made = await a_software_key(world)
    for nobody in (APPROVER, a_person(("council_member", None)), a_person(("area_worker", "oosterpark"))):
        with pytest.raises(NotYours):
            await a_software_key(world, nobody)
        with pytest.raises(NotYours):
            await world.as_(nobody).end_software_key(made.id)
    assert (await world.as_(APPROVER).software_keys()).keys[0].state is SoftwareKeyState.IN_USE
    with pytest.raises(NotYours):
        await world.as_(a_person(("council_member", None))).software_keys()
    with pytest.raises(UnknownSoftwareKey):
        await world.as_(OFFICER).end_software_key("0" * 12)


async def test_ending_twice_at_once_ends_once(world: World) -> None:
    made, other = await a_software_key(world), a_person(("policy_officer", None))
    both = [world.as_(OFFICER), world.as_(other)]
    ended = await outcomes([lambda api=api: api.end_software_key(made.id) for api in both])  # type: ignore[misc]
    assert ended[0] == ended[1]
