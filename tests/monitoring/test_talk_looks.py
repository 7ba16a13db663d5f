"""What a talk found about an uncertainty of the agreement is a look at it."""

from datetime import date
from uuid import UUID, uuid4

from services.monitoring.contract.learning import Verdict
from services.monitoring.contract.talks import ReopenTalk, TalkView, WritePoint
from tests.monitoring.test_talks import HELD, NEXT, QUARTER, a_partner_to_talk_with, a_write, both_approved, kinds
from tests.monitoring.world import World


async def an_uncertainty_talked_about(
    world: World, partner_id: UUID, seen: int, saw: str, verdict: Verdict | None
) -> TalkView:
    talk = await world.officer.talk(partner_id, QUARTER)
    unsure = next(point for point in talk.points if point.kind == "uncertainty")
    point = WritePoint(id=unsure.id, minutes=saw, verdict=verdict)
    talk = await world.officer.write_talk(partner_id, QUARTER, a_write(seen, point))
    return await both_approved(world, partner_id, talk.version)


async def looks(world: World, partner_id: UUID) -> list[tuple[date, str, str]]:
    """Of the one uncertainty what counts: when, what was seen, and what is done with it."""
    (line,) = (await world.officer.learning(partner_id, 2020)).uncertainties
    return [(visit.on, visit.saw, visit.verdict) for visit in line.visits if visit.withdrawn_at is None]


async def test_what_the_talk_found_of_an_uncertainty_is_a_look_at_it(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    partner_id = software.partner_id
    talk = await an_uncertainty_talked_about(world, partner_id, 0, "It holds.", "keep")
    assert await looks(world, partner_id) == [(HELD, "It holds.", "keep")]
    reason = ReopenTalk(seen_version=talk.version, reason="It was said otherwise")
    talk = await world.officer.reopen_talk(partner_id, QUARTER, reason, key=str(uuid4()))
    await an_uncertainty_talked_about(world, partner_id, talk.version, "It holds for good.", "close")
    assert await looks(world, partner_id) == [(HELD, "It holds for good.", "close")]
    assert "uncertainty" not in kinds(await world.officer.talk(partner_id, NEXT)), "what is closed leaves the agenda"


async def test_an_uncertainty_without_a_verdict_was_only_talked_about(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    await an_uncertainty_talked_about(world, software.partner_id, 0, "Nothing new.", None)
    assert await looks(world, software.partner_id) == []


async def test_only_an_uncertainty_has_a_verdict(world: World) -> None:
    software = await a_partner_to_talk_with(world)
    breach = (await world.officer.talk(software.partner_id, QUARTER)).points[0]
    body = a_write(0, WritePoint(id=breach.id, verdict="close"))
    talk = await world.officer.write_talk(software.partner_id, QUARTER, body)
    assert talk.points[0].verdict is None
