"""The conference is planned from the results, held, and then kept as it was; what was learned is kept with it."""

from typing import Any

from services.budget.contract.guard_refusals import ConferenceIsKept
from services.budget.contract.refusals import UnknownInitiative
from services.budget.contract.show import ConferenceState, MoveConference, PlanConference, WriteLesson
from services.budget.contract.show_refusals import ConferenceMove
from services.budget.store.show_queries import find_conference, public_ids, shared_ids, slots_of
from services.budget.store.show_tables import ConferenceRow, ConferenceSlot, Lesson
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import Caller, NotYours
from services.kit.database import Session
from services.kit.errors import check_version

BEFORE = {ConferenceState.HELD: ConferenceState.PLANNED, ConferenceState.KEPT: ConferenceState.HELD}


async def check_not_kept(session: Session, year: int) -> None:
    """Raise ConferenceIsKept once the conference of that year was closed. Who closes it waits for who is changing."""
    found = await find_conference(session, year, for_update=True)
    if found and found.state == ConferenceState.KEPT:
        raise ConferenceIsKept


async def plan_conference(session: Session, caller: Caller, year: int, body: PlanConference, office: Office) -> None:
    """Raises NotYours, StaleVersion, ConferenceIsKept, UnknownInitiative (of a slot without a shared result)."""
    caller.require_role("policy_officer")
    await check_not_kept(session, year)
    found = await find_conference(session, year, for_update=True)
    check_version(found.version if found else 0, body.version, as_it_is={"year": year})
    shared = await shared_ids(session, year)
    for slot in body.slots:
        if slot.initiative_id not in shared:
            raise UnknownInitiative(initiative_id=str(slot.initiative_id))
    told = body.model_dump(exclude={"version", "slots"})
    conference = found or _new_conference(year, caller, office, told)
    for name, value in told.items():
        setattr(conference, name, value)
    _changed(conference, caller, office)
    session.add(conference)
    await session.flush()
    await _put_slots(session, year, body)


def _new_conference(year: int, caller: Caller, office: Office, told: dict[str, Any]) -> ConferenceRow:
    changed: dict[str, Any] = {"changed_by": caller.name, "changed_at": office.now()}
    return ConferenceRow(year=year, state=ConferenceState.PLANNED.value, version=0, **changed, **told)


async def _put_slots(session: Session, year: int, body: PlanConference) -> None:
    for slot in await slots_of(session, year):
        await session.delete(slot)
    await session.flush()
    minutes = {slot.initiative_id: slot.minutes for slot in body.slots}
    for position, (initiative_id, taken) in enumerate(minutes.items()):
        session.add(ConferenceSlot(year=year, initiative_id=initiative_id, position=position, minutes=taken))
    await session.flush()


async def move_conference(session: Session, caller: Caller, year: int, body: MoveConference, office: Office) -> None:
    """Raises NotYours, StaleVersion, ConferenceMove."""
    caller.require_role("policy_officer")
    found, to = await find_conference(session, year, for_update=True), ConferenceState(body.to)
    if found is None or found.state != BEFORE[to]:
        raise ConferenceMove(to=to.value)
    check_version(found.version, body.version, as_it_is={"year": year})
    found.state = to.value
    _changed(found, caller, office)
    await session.flush()


def _changed(conference: ConferenceRow, caller: Caller, office: Office) -> None:
    conference.version += 1
    conference.changed_by, conference.changed_at = caller.name, office.now()


def may_speak_for(caller: Caller, area_id: str) -> bool:
    """The circle of the area, and policy officers."""
    return bool(seats_of(caller, area_id)) or (caller.kind == "person" and caller.has_role("policy_officer"))


async def write_lesson(
    session: Session, caller: Caller, year: int, area_id: str, body: WriteLesson, office: Office
) -> None:
    """Raises NotYours, StaleVersion, ConferenceIsKept, UnknownInitiative (an example that is not of this year)."""
    if not may_speak_for(caller, area_id):
        raise NotYours(roles="area_worker, area_resident, policy_officer")
    await check_not_kept(session, year)
    found = await session.get(Lesson, (year, area_id), with_for_update=True)
    check_version(found.version if found else 0, body.version, as_it_is={"areaId": area_id})
    if unknown := set(body.example_ids or ()) - await public_ids(session, year):
        raise UnknownInitiative(initiative_id=str(min(unknown)))
    told: dict[str, Any] = {"text": body.text, "written_by": caller.name, "written_at": office.now()}
    if body.changes is not None:
        told["changes"] = body.changes
    if body.example_ids is not None:
        told["example_ids"] = [str(each) for each in dict.fromkeys(body.example_ids)]
    lesson = found or Lesson(year=year, area_id=area_id, version=0, **told)
    for name, value in told.items():
        setattr(lesson, name, value)
    lesson.version += 1
    session.add(lesson)
    await session.flush()
