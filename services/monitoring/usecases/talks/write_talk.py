"""Write agenda, minutes and actions of a talk. Whoever approved it before approves it again."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.talk_refusals import TalkIsApproved, UnknownAction, UnknownPoint
from services.monitoring.contract.talks import NewPoint, PointFacts, TalkPoint, WriteAction, WritePoint, WriteTalk
from services.monitoring.domain.agenda import where_it_stands
from services.monitoring.store.queries import hold_deliveries_of
from services.monitoring.store.talk_queries import actions_of, find_talk
from services.monitoring.store.talk_tables import Talk, TalkAction
from services.monitoring.usecases.four_eyes import require_officer_of_another


async def write_talk(
    session: Session, caller: Caller, partner_id: UUID, quarter: str, body: WriteTalk, drafted: Sequence[TalkPoint]
) -> Talk:
    """For policy officers who do not belong to the partner. `drafted` is kept when nobody wrote before.

    Raises TalkIsApproved, StaleVersion, UnknownPoint, UnknownAction, OwnPartner.
    """
    talk = await hold_open_talk(session, caller, partner_id, quarter, body.seen_version)
    points = points_of(talk) if talk.version else {point.id: point for point in [*drafted, *own_points(talk)]}
    for written in body.points:
        if written.id not in points:
            raise UnknownPoint
        points[written.id] = _written(points[written.id], written)
    talk.points = [kept_point(point) for point in [*points.values(), *map(_new, body.new_points)]]
    talk.held_on = body.held_on
    await _changed(session, talk)
    await _write_actions(session, talk, body.actions)
    return talk


async def add_to_agenda(
    session: Session, caller: Caller, partner_id: UUID, quarter: str, seen_version: int, drafted: Sequence[TalkPoint]
) -> Talk:
    """Put on the agenda what happened since, and bring up to date what the program says of the rest."""
    talk = await hold_open_talk(session, caller, partner_id, quarter, seen_version)
    points, found = points_of(talk), {point.id: point for point in drafted}
    # What the partner put there before anybody wrote stands after what is drafted.
    order = where_it_stands(list(points), list(found)) if talk.version else [*found, *points]
    talk.points = [kept_point(_with_facts(points.get(each), found.get(each))) for each in order]
    await _changed(session, talk)
    return talk


async def hold_open_talk(session: Session, caller: Caller, partner_id: UUID, quarter: str, seen_version: int) -> Talk:
    """The talk, new when nobody wrote in it yet. Raises TalkIsApproved, StaleVersion, OwnPartner."""
    require_officer_of_another(caller, partner_id)
    await hold_deliveries_of(session, partner_id)
    talk = await find_talk(session, partner_id, quarter) or Talk(partner_id=partner_id, quarter=quarter)
    if talk.approved_at:
        raise TalkIsApproved
    check_version(talk.version, seen_version)
    return talk


def points_of(talk: Talk) -> dict[UUID, TalkPoint]:
    """By id, in the order of the agenda."""
    return {point.id: point for point in map(TalkPoint.model_validate, talk.points)}


def own_points(talk: Talk) -> list[TalkPoint]:
    """What the partner put on the agenda before anybody wrote in it."""
    return [point for point in points_of(talk).values() if point.kind == "own"]


async def _changed(session: Session, talk: Talk) -> None:
    talk.version += 1
    talk.municipality_approved_at = talk.partner_approved_at = None
    talk.municipality_approved_by = talk.partner_approved_by = None
    session.add(talk)
    await session.flush()


def kept_point(point: TalkPoint) -> dict[str, object]:
    """As it stands in `talks.points`."""
    return point.model_dump(mode="json", by_alias=True)


def _written(point: TalkPoint, written: WritePoint) -> TalkPoint:
    words = written.model_dump(exclude={"id"})
    if point.added_by == "partner" or (point.kind == "own" and not written.title):
        words["title"] = point.title  # What the partner wrote stays in its own words.
    if point.kind != "uncertainty":
        words["verdict"] = None
    return point.model_copy(update=words)


def _new(point: NewPoint) -> TalkPoint:
    return TalkPoint(id=uuid4(), kind="own", facts=PointFacts(), added_by="municipality", **point.model_dump())


def _with_facts(kept: TalkPoint | None, found: TalkPoint | None) -> TalkPoint:
    """One of the two is there."""
    if kept is None or found is None:
        return kept or found or TalkPoint(id=uuid4(), kind="own", facts=PointFacts())
    return kept.model_copy(update={"facts": found.facts})


async def _write_actions(session: Session, talk: Talk, written: Sequence[WriteAction]) -> None:
    known: Mapping[UUID, TalkAction] = {action.id: action for action in await actions_of(session, talk.id)}
    named = {action.id for action in written if action.id}
    if not named <= known.keys():
        raise UnknownAction
    for gone in known.keys() - named:
        await session.delete(known[gone])
    for position, each in enumerate(written):
        new = TalkAction(talk_id=talk.id, position=position, what=each.what, owner=each.owner, due_on=each.due_on)
        action = known[each.id] if each.id else new
        action.position, action.what, action.owner, action.due_on = position, each.what, each.owner, each.due_on
        session.add(action)
    await session.flush()
