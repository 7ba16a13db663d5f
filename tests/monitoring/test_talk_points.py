"""What the partner puts on the agenda before the talk."""

from datetime import date
from uuid import uuid4

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.talk_refusals import TalkIsApproved, TalkIsHeld, TooManyOwnPoints, UnknownPoint
from services.monitoring.contract.talks import AddOwnPoint, MoveTalk, NewPoint, TalkView
from tests.monitoring.referrals import a_referral, sent
from tests.monitoring.test_reports import a_member
from tests.monitoring.test_talks import QUARTER, a_partner_to_talk_with, a_write, both_approved, kinds
from tests.monitoring.world import Software, World

NOTE = "Families wait too long."


async def put_on(world: World, software: Software, title: str = "The waiting list") -> TalkView:
    body = AddOwnPoint(title=title, note=NOTE)
    return await a_member(world, software.partner_id).add_own_point(
        software.partner_id, QUARTER, body, key=str(uuid4())
    )


async def test_the_partner_adds_a_point_and_the_agenda_still_follows_what_happens(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    talk = await put_on(world, software)
    assert (talk.state, talk.version, kinds(talk)) == ("drafted", 0, ["breach", "delivery", "uncertainty", "own"])
    await sent(software, a_referral("A-3", activity="music"))
    talk = await world.officer.talk(software.partner_id, QUARTER)
    assert kinds(talk) == ["breach", "breach", "delivery", "uncertainty", "own"]
    assert (talk.points[-1].title, talk.points[-1].note, talk.points[-1].added_by) == (
        "The waiting list", NOTE, "partner",
    )  # fmt: skip


async def test_what_each_side_put_on_the_agenda_stays_whoever_writes_first(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    await put_on(world, software)
    tomorrow = date(2020, 4, 29)
    mine = a_write(0, held_on=tomorrow, new_points=[NewPoint(title="Holidays")])
    talk = await world.officer.write_talk(software.partner_id, QUARTER, mine)
    await put_on(world, software, "Staff")
    # The officer had the page open: what the partner added meanwhile refuses nothing and stays.
    talk = await world.officer.write_talk(software.partner_id, QUARTER, a_write(talk.version, held_on=tomorrow))
    assert [(point.title, point.added_by) for point in talk.points if point.kind == "own"] == [
        ("The waiting list", "partner"),
        ("Holidays", "municipality"),
        ("Staff", "partner"),
    ]
    pressed = await world.officer.add_to_agenda(
        software.partner_id, QUARTER, MoveTalk(seen_version=talk.version), key=str(uuid4())
    )
    assert [point.title for point in pressed.points] == [point.title for point in talk.points]


async def test_what_happened_since_stands_before_the_partners_points(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    await put_on(world, software)
    talk = await world.officer.add_to_agenda(software.partner_id, QUARTER, MoveTalk(seen_version=0), key=str(uuid4()))
    assert (talk.version, kinds(talk)) == (1, ["breach", "delivery", "uncertainty", "own"])


async def test_the_partner_takes_its_own_point_off_and_no_other(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id, member = software.partner_id, a_member(world, software.partner_id)
    own = (await put_on(world, software)).points[-1]
    await world.officer.write_talk(partner_id, QUARTER, a_write(0, held_on=None, new_points=[NewPoint(title="Ours")]))
    theirs = (await member.talk(partner_id, QUARTER)).points[-1]
    for wrong in (theirs.id, uuid4()):
        with pytest.raises(UnknownPoint):
            await member.withdraw_own_point(partner_id, QUARTER, wrong, key=str(uuid4()))
    talk = await member.withdraw_own_point(partner_id, QUARTER, own.id, key=str(uuid4()))
    assert [point.title for point in talk.points if point.kind == "own"] == ["Ours"]


async def test_the_partner_adds_until_the_day_of_the_talk_and_ten_at_most(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id = software.partner_id
    for number in range(10):
        await put_on(world, software, f"Point {number}")
    with pytest.raises(TooManyOwnPoints):
        await put_on(world, software)
    member, officer = a_member(world, partner_id), world.officer
    first = next(point for point in (await member.talk(partner_id, QUARTER)).points if point.kind == "own")
    await member.withdraw_own_point(partner_id, QUARTER, first.id, key=str(uuid4()))
    await officer.write_talk(partner_id, QUARTER, a_write(0, held_on=date(2020, 4, 28)))
    with pytest.raises(TalkIsHeld):
        await put_on(world, software)
    with pytest.raises(TalkIsHeld):
        await member.withdraw_own_point(partner_id, QUARTER, first.id, key=str(uuid4()))
    await both_approved(world, partner_id, 1)
    with pytest.raises(TalkIsApproved):
        await put_on(world, software)


async def test_only_the_partners_own_people_add_as_the_partner(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    body = AddOwnPoint(title="x")
    for client in (world.officer, a_member(world, uuid4())):
        with pytest.raises(NotYours):
            await client.add_own_point(software.partner_id, QUARTER, body, key=str(uuid4()))
    own = a_member(world, software.partner_id)
    named = AddOwnPoint(title="Call", note="06-12345678")
    with pytest.raises(PersonalDataFound):
        await own.add_own_point(software.partner_id, QUARTER, named, key=str(uuid4()))
