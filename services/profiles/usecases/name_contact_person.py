"""Make a worker of an area's team its contact person, with the words the public reads."""

from services.kit.caller import Caller, NotYours
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import NameContactPerson, Role
from services.profiles.contract.refusals import NotOfThisTeam, UnknownArea
from services.profiles.store.areas import find_area
from services.profiles.store.people import get_member
from services.profiles.store.person_tables import ContactPerson


async def name_contact_person(
    session: Session, caller: Caller, clock: Clock, area_id: str, body: NameContactPerson
) -> ContactPerson:
    """A policy officer or a worker of the area names one of its workers, in place of whoever it was before.

    Raises NotYours, UnknownArea, UnknownPerson, NotOfThisTeam.
    """
    if not (caller.has_role(Role.POLICY_OFFICER) or caller.has_role(Role.AREA_WORKER, area_id)):
        raise NotYours(roles=f"{Role.POLICY_OFFICER}, {Role.AREA_WORKER}")
    if await find_area(session, area_id) is None:
        raise UnknownArea(area_id=area_id)
    member = await get_member(session, body.person_id, clock.today())
    if not member.has(Role.AREA_WORKER, area_id):
        raise NotOfThisTeam(area_id=area_id)
    named = ContactPerson(
        area_id=area_id,
        person_id=body.person_id,
        name=body.name,
        reachable=body.reachable,
        named_by=caller.name,
        named_at=clock.now(),
    )
    return await session.merge(named)
