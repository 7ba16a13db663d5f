"""End somebody's role: today is its last day, and from this moment it opens nothing any more."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import Role
from services.profiles.store.people import lock_membership
from services.profiles.store.person_tables import ContactPerson, Membership


async def end_membership(session: Session, caller: Caller, clock: Clock, membership_id: UUID) -> Membership:
    """The membership with its last day. Ending it twice is no fault: what has ended has ended.

    A contact person who leaves the team leaves the page of the area too. Raises NotYours, UnknownMembership.
    """
    caller.require_role(Role.POLICY_OFFICER, Role.APPROVER)
    membership = await lock_membership(session, membership_id, clock.today())
    if membership.ended_at is not None:
        return membership
    membership.valid_until, membership.ended_by, membership.ended_at = clock.today(), caller.name, clock.now()
    if membership.role == Role.AREA_WORKER:
        of_this_area = col(ContactPerson.area_id) == membership.within
        is_theirs = col(ContactPerson.person_id) == membership.person_id
        await session.execute(delete(ContactPerson).where(of_this_area, is_theirs))
    await session.flush()
    return membership
