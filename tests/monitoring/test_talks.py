"""The progress talk: an agenda the program drafts, minutes both sides approve, actions that come back."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.delivery_refusals import ApprovedForOtherSide, OwnPartner
from services.monitoring.contract.dossier import PutInForce
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.talk_refusals import (
    AlreadyApproved,
    TalkIsApproved,
    TalkNotApproved,
    TalkNotHeld,
    UnknownAction,
    UnknownKeptTalk,
    UnknownPoint,
)
from services.monitoring.contract.talks import (
    MoveTalk,
    NewPoint,
    ReopenTalk,
    TalkView,
    TickAction,
    WriteAction,
    WritePoint,
    WriteTalk,
)
from tests.monitoring.dossiers import APPROVER, NOT_CONTRACTED, a_draft
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, sent
from tests.monitoring.test_reports import ACTIVITIES, a_member
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person

QUARTER, NEXT = "2020-Q1", "2020-Q2"
HELD = date(2020, 4, 24)


def kinds(talk: TalkView) -> list[str]:
    return [point.kind for point in talk.points]


async def a_partner_to_talk_with(world: World) -> Software:
    """One referral outside the boundaries; nothing delivered; it is 28 April, so the first quarter is late."""
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    world.clock.moment = datetime(2020, 4, 28, 9, tzinfo=UTC)
    return software


def a_write(seen: int, *points: WritePoint, actions: tuple[WriteAction, ...] = (), **more: object) -> WriteTalk:
    body = WriteTalk(seen_version=seen, held_on=HELD, points=list(points), actions=list(actions))
    return body.model_copy(update=more)


ACTION = WriteAction(what="Call the provider about a contract", owner="municipality", due_on=date(2020, 5, 15))


async def written(world: World, software: Software, *, actions: tuple[WriteAction, ...] = (ACTION,)) -> TalkView:
    first = (await world.officer.talk(software.partner_id, QUARTER)).points[0]
    point = WritePoint(id=first.id, minutes="We talked about it.", decision="Ask the college.")
    return await world.officer.write_talk(software.partner_id, QUARTER, a_write(0, point, actions=actions))


async def both_approved(world: World, partner_id: UUID, version: int) -> TalkView:
    move = MoveTalk(seen_version=version)
    await world.officer.approve_talk(partner_id, QUARTER, move, key=str(uuid4()))
    return await a_member(world, partner_id).approve_talk(partner_id, QUARTER, move, key=str(uuid4()))


async def test_the_agenda_is_drafted_from_breaches_late_deliveries_and_uncertainties(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    talk = await world.officer.talk(software.partner_id, QUARTER)
    assert (talk.state, talk.version, kinds(talk)) == ("drafted", 0, ["breach", "delivery", "uncertainty"])
    breach, delivery, uncertainty = (point.facts for point in talk.points)
    assert (breach.rule, breach.count) == ("provider-not-contracted", 1)
    assert (delivery.period, delivery.expected, delivery.delivered, delivery.due_on) == (
        QUARTER, 7, 0, date(2020, 4, 21),
    )  # fmt: skip
    assert uncertainty.what == "Does scaling down hold?"


async def test_before_the_last_day_nothing_is_late(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    world.clock.moment = datetime(2020, 4, 21, 20, tzinfo=UTC)
    assert kinds(await world.officer.talk(software.partner_id, QUARTER)) == ["uncertainty"]


async def test_a_boundary_that_was_crossed_stands_apart_from_signals(world: World) -> None:
    software = await world.software(kpis=[ACTIVITIES])
    await software.receipt(a_submission(a_row(8, "activities", None)))
    talk = await world.officer.talk(software.partner_id, QUARTER)
    assert [(point.kind, point.facts.kpi, point.facts.period) for point in talk.points] == [
        ("boundary", "activities", QUARTER)
    ]


async def test_a_signal_of_the_quarter_is_on_the_agenda(world: World) -> None:
    software = await world.software(kpis=[a_kpi("hours", "hours", by_area=False)], year=2018)
    for year in (2019, 2020):
        await world.officer.save_draft(
            software.partner_id, year, a_draft(kpis=[a_kpi("hours", "hours", by_area=False)])
        )
        seen, approver = PutInForce(seen_revision=1), world.client.on_behalf_of(APPROVER)
        await approver.put_in_force(software.partner_id, year, seen, key=str(uuid4()))
    for number, value in enumerate([10, 11, 10, 12, 11, 10, 11, 12, 60]):
        period = f"{2018 + number // 4}-Q{number % 4 + 1}"
        world.clock.moment = datetime(2018 + number // 4, number % 4 * 3 + 3, 28, 9, tzinfo=UTC)
        await software.receipt(a_submission(a_row(value, "hours", None), period=period))
    talk = await world.officer.talk(software.partner_id, QUARTER)
    signals = [point.facts for point in talk.points if point.kind == "signal"]
    assert [(each.kpi, each.period, [one.rule for one in each.signals]) for each in signals] == [
        ("hours", QUARTER, ["outside"])
    ]


async def test_the_officer_edits_drops_and_adds_points(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    breach, delivery, _ = (await world.officer.talk(software.partner_id, QUARTER)).points
    body = a_write(
        0,
        WritePoint(id=breach.id, title="The provider without a contract", minutes="Said.", decision="Ask."),
        WritePoint(id=delivery.id, is_dropped=True),
        new_points=[NewPoint(title="Holidays")],
    )
    talk = await world.officer.write_talk(software.partner_id, QUARTER, body)
    assert (talk.state, talk.version, talk.held_on) == ("open", 1, HELD)
    assert [(point.kind, point.title, point.is_dropped) for point in talk.points] == [
        ("breach", "The provider without a contract", False),
        ("delivery", "", True),
        ("uncertainty", "", False),
        ("own", "Holidays", False),
    ]
    assert talk == await a_member(world, software.partner_id).talk(software.partner_id, QUARTER)


async def test_what_happened_since_is_added_and_what_people_wrote_stays(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    talk = await written(world, software)
    await sent(
        software,
        a_referral("A-2", providerAgb=NOT_CONTRACTED),
        a_referral("A-3", activity="music"),
    )
    talk = await world.officer.add_to_agenda(
        software.partner_id, QUARTER, MoveTalk(seen_version=talk.version), key=str(uuid4())
    )
    assert kinds(talk) == ["breach", "delivery", "uncertainty", "breach"]
    assert (talk.points[0].facts.count, talk.points[0].minutes) == (2, "We talked about it.")
    assert talk.points[-1].facts.rule == "activity-not-tendered"


async def test_an_open_action_comes_back_on_the_next_agenda_until_it_is_done(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    (action,) = (await written(world, software)).actions
    later = await world.officer.talk(software.partner_id, NEXT)
    assert [(point.kind, point.facts.what, point.facts.owner) for point in later.points[:1]] == [
        ("action", ACTION.what, "municipality")
    ]
    done = TickAction(is_done=True, note="Signed.")
    ticked = await a_member(world, software.partner_id).tick_action(software.partner_id, action.id, done)
    assert (ticked.done_on, ticked.done_note, ticked.from_quarter) == (date(2020, 4, 28), "Signed.", QUARTER)
    assert "action" not in kinds(await world.officer.talk(software.partner_id, NEXT))
    await world.officer.tick_action(software.partner_id, action.id, TickAction(is_done=False))
    assert "action" in kinds(await world.officer.talk(software.partner_id, NEXT))


async def test_a_tick_shows_on_an_agenda_that_was_written_already(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    (action,) = (await written(world, software)).actions
    point = (await world.officer.talk(software.partner_id, NEXT)).points[0]
    await world.officer.write_talk(software.partner_id, NEXT, a_write(0, WritePoint(id=point.id, minutes="Busy.")))
    await world.officer.tick_action(software.partner_id, action.id, TickAction(is_done=True))
    seen = (await world.officer.talk(software.partner_id, NEXT)).points[0]
    assert (seen.facts.done_on, seen.minutes) == (date(2020, 4, 28), "Busy.")


async def test_both_sides_approve_and_the_version_stays_also_when_it_is_opened_again(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    talk = await both_approved(world, software.partner_id, (await written(world, software)).version)
    assert (talk.state, [each.number for each in talk.kept]) == ("approved", [1])
    with pytest.raises(TalkIsApproved):
        await world.officer.write_talk(software.partner_id, QUARTER, a_write(talk.version))
    reason = ReopenTalk(seen_version=talk.version, reason="The day was wrong")
    talk = await world.officer.reopen_talk(software.partner_id, QUARTER, reason, key=str(uuid4()))
    assert (talk.state, talk.approved_by_partner_at, talk.reopened_because) == ("open", None, "The day was wrong")
    other_day = a_write(talk.version, held_on=date(2020, 4, 25), actions=(ACTION.model_copy(),))
    talk = await world.officer.write_talk(software.partner_id, QUARTER, other_day)
    talk = await both_approved(world, software.partner_id, talk.version)
    assert [each.number for each in talk.kept] == [1, 2]
    first = await world.officer.kept_talk(software.partner_id, QUARTER, 1)
    assert (first.held_on, first.points[0].decision) == (HELD, "Ask the college.")
    assert [action.what for action in first.actions] == [ACTION.what]


async def test_who_writes_after_an_approval_asks_for_it_again(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id, talk = software.partner_id, await written(world, software)
    member = a_member(world, partner_id)
    await member.approve_talk(partner_id, QUARTER, MoveTalk(seen_version=1), key=str(uuid4()))
    with pytest.raises(AlreadyApproved):
        await member.approve_talk(partner_id, QUARTER, MoveTalk(seen_version=1), key=str(uuid4()))
    talk = await world.officer.write_talk(partner_id, QUARTER, a_write(1))
    assert talk.approved_by_partner_at is None
    with pytest.raises(StaleVersion):
        await world.officer.approve_talk(partner_id, QUARTER, MoveTalk(seen_version=1), key=str(uuid4()))


async def test_a_talk_is_approved_from_its_day_on(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    move = MoveTalk(seen_version=1)
    with pytest.raises(TalkNotHeld):
        await world.officer.approve_talk(software.partner_id, QUARTER, MoveTalk(seen_version=0), key=str(uuid4()))
    tomorrow = a_write(0, held_on=date(2020, 4, 29))
    await world.officer.write_talk(software.partner_id, QUARTER, tomorrow)
    with pytest.raises(TalkNotHeld):
        await world.officer.approve_talk(software.partner_id, QUARTER, move, key=str(uuid4()))


async def test_nobody_approves_for_both_sides(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id, identity = software.partner_id, str(uuid4())
    await written(world, software)
    move = MoveTalk(seen_version=1)
    both = world.client.on_behalf_of(a_person(("policy_officer", None), ("partner_member", str(partner_id))))
    with pytest.raises(OwnPartner):
        await both.approve_talk(partner_id, QUARTER, move, key=str(uuid4()))
    then = world.client.on_behalf_of(a_person(("partner_member", str(partner_id)), person_id=identity))
    await then.approve_talk(partner_id, QUARTER, move, key=str(uuid4()))
    now = world.client.on_behalf_of(a_person(("policy_officer", None), person_id=identity))
    with pytest.raises(ApprovedForOtherSide):
        await now.approve_talk(partner_id, QUARTER, move, key=str(uuid4()))


async def test_a_partner_sees_and_moves_its_own_talk_and_no_other(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id, (action,) = software.partner_id, (await written(world, software)).actions
    await both_approved(world, partner_id, 1)
    stranger: MonitoringClient = a_member(world, uuid4())
    with pytest.raises(NotYours):
        await stranger.talk(partner_id, QUARTER)
    with pytest.raises(NotYours):
        await stranger.kept_talk(partner_id, QUARTER, 1)
    with pytest.raises(NotYours):
        await stranger.approve_talk(partner_id, QUARTER, MoveTalk(seen_version=1), key=str(uuid4()))
    with pytest.raises(NotYours):
        await stranger.tick_action(partner_id, action.id, TickAction(is_done=True))
    own = a_member(world, partner_id)
    with pytest.raises(NotYours):
        await own.write_talk(partner_id, QUARTER, a_write(1))
    with pytest.raises(UnknownKeptTalk):
        await own.kept_talk(partner_id, QUARTER, 2)


async def test_what_is_not_there_is_refused(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    other = await a_partner_with_boundaries(world)
    (action,) = (await written(world, software)).actions
    with pytest.raises(UnknownPoint):
        await world.officer.write_talk(software.partner_id, QUARTER, a_write(1, WritePoint(id=uuid4())))
    elsewhere = a_write(0, actions=(ACTION.model_copy(update={"id": action.id}),))
    with pytest.raises(UnknownAction):
        await world.officer.write_talk(other.partner_id, QUARTER, elsewhere)
    with pytest.raises(UnknownAction):
        await world.officer.tick_action(other.partner_id, action.id, TickAction(is_done=True))
    reason = ReopenTalk(seen_version=1, reason="x")
    with pytest.raises(TalkNotApproved):
        await world.officer.reopen_talk(software.partner_id, QUARTER, reason, key=str(uuid4()))


@pytest.mark.parametrize("words", ["Bel 06-12345678", "Mail jan@voorbeeld.nl", "Kind 123456782 doet mee"])
async def test_nothing_that_points_at_a_person_is_kept(world: World, words: str) -> None:
    software = await a_partner_to_talk_with(world)
    body = a_write(0, new_points=[NewPoint(title="A case", minutes=words)])
    with pytest.raises(PersonalDataFound):
        await world.officer.write_talk(software.partner_id, QUARTER, body)
    assert (await world.officer.talk(software.partner_id, QUARTER)).state == "drafted"
