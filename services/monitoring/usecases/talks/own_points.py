"""What the partner puts on the agenda before the talk, and takes off again."""

from uuid import UUID, uuid4

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.talk_refusals import TalkIsApproved, TalkIsHeld, TooManyOwnPoints, UnknownPoint
from services.monitoring.contract.talks import AddOwnPoint, PointFacts, TalkPoint
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.store.talk_queries import find_talk
from services.monitoring.store.talk_tables import Talk
from services.monitoring.usecases.talks.write_talk import kept_point, points_of

MOST_OWN_POINTS = 10
"""Per talk, of the partner: an agenda for an hour or two."""


async def add_own_point(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, quarter: str, body: AddOwnPoint
) -> None:
    """For the partner's own people. Raises TalkIsHeld, TalkIsApproved, TooManyOwnPoints, UnknownPartner.

    The version stays: who has the agenda open writes on, and a point nobody named stays.
    """
    talk = await _held_back(session, clock, caller, partner_id, quarter)
    points = list(points_of(talk).values())
    if sum(point.added_by == "partner" for point in points) >= MOST_OWN_POINTS:
        raise TooManyOwnPoints(most=MOST_OWN_POINTS)
    words = body.model_dump()
    points.append(TalkPoint(id=uuid4(), kind="own", facts=PointFacts(), added_by="partner", **words))
    await _keep(session, talk, points)


async def withdraw_own_point(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, quarter: str, point_id: UUID
) -> None:
    """For the partner's own people; its words are gone. Raises UnknownPoint, TalkIsHeld, TalkIsApproved."""
    talk = await _held_back(session, clock, caller, partner_id, quarter)
    points = points_of(talk)
    if point_id not in points or points[point_id].added_by != "partner":
        raise UnknownPoint
    await _keep(session, talk, [point for point in points.values() if point.id != point_id])


async def _held_back(session: Session, clock: Clock, caller: Caller, partner_id: UUID, quarter: str) -> Talk:
    """The talk, new when there is none, while its day is still to come."""
    caller.require_role("partner_member", within=str(partner_id))
    await get_partner(session, partner_id)
    await hold_deliveries_of(session, partner_id)
    talk = await find_talk(session, partner_id, quarter) or Talk(partner_id=partner_id, quarter=quarter)
    if talk.approved_at:
        raise TalkIsApproved
    if talk.held_on and talk.held_on <= clock.today():
        raise TalkIsHeld
    return talk


async def _keep(session: Session, talk: Talk, points: list[TalkPoint]) -> None:
    talk.points = [kept_point(point) for point in points]
    session.add(talk)
    await session.flush()
