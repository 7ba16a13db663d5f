"""Give somebody a role: a new person with a first membership, or another membership for a known person."""

from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import AddPerson, Role
from services.profiles.contract.refusals import (
    AreaNeeded,
    MembershipExists,
    PartnerNeeded,
    RoleIsCityWide,
    TermIsOver,
    UnknownArea,
)
from services.profiles.domain.roles import REACH_OF, Reach
from services.profiles.store.areas import find_area
from services.profiles.store.people import Member, find_member_by_email, get_member
from services.profiles.store.person_tables import Membership, Person
from services.profiles.usecases.tell_role_ended import plan_telling


async def add_person(session: Session, caller: Caller, clock: Clock, body: AddPerson) -> Member:
    """The person with the new membership, which holds from today. A known person keeps name and language.

    Raises NotYours, AreaNeeded, PartnerNeeded, RoleIsCityWide, UnknownArea, TermIsOver, MembershipExists.
    """
    caller.require_role(Role.POLICY_OFFICER, Role.APPROVER)
    await _check_within(session, body.role, body.within)
    if body.valid_until and body.valid_until < clock.today():
        raise TermIsOver
    person = await find_or_make_person(session, clock, body)
    member = await get_member(session, person.id, clock.today())
    if member.has(body.role, body.within):
        raise MembershipExists
    membership = Membership(
        id=uuid4(),
        person_id=person.id,
        role=body.role,
        within=body.within,
        valid_from=clock.today(),
        valid_until=body.valid_until,
        granted_by=caller.name,
        granted_at=clock.now(),
    )
    session.add(membership)
    await session.flush()
    await plan_telling(session, membership)
    return await get_member(session, person.id, clock.today())


async def find_or_make_person(session: Session, clock: Clock, body: AddPerson) -> Person:
    """The person with this e-mail address; two who make the same person at once get the same one."""
    values = {
        "id": uuid4(),
        "display_name": body.display_name,
        "email": body.email,
        "language": body.language,
        "created_at": clock.now(),
    }
    await session.execute(insert(Person).values(**values).on_conflict_do_nothing())
    member = await find_member_by_email(session, body.email, clock.today())
    assert member is not None
    return member.person


async def _check_within(session: Session, role: Role, within: str | None) -> None:
    reach = REACH_OF[role]
    if reach is Reach.MUNICIPALITY and within is not None:
        raise RoleIsCityWide(role=role.value)
    if reach is Reach.PARTNER and within is None:
        raise PartnerNeeded
    if reach is Reach.AREA and within is None:
        raise AreaNeeded
    if reach is Reach.AREA and await find_area(session, within or "") is None:
        raise UnknownArea(area_id=within)
