"""End somebody's role: today is its last day, and from this moment it opens nothing any more."""

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import Role
from services.profiles.contract.refusals import LastOfItsRole
from services.profiles.store.people import is_last_of_role, lock_membership
from services.profiles.store.person_tables import ContactPerson, Membership
from services.profiles.usecases.tell_role_ended import tell_role_ended

KEEPERS = (Role.POLICY_OFFICER, Role.APPROVER)
"""Who give and end roles; four eyes need one of each."""


async def end_membership(session: Session, caller: Caller, clock: Clock, membership_id: UUID) -> Membership:
    """The membership with its last day. Ending it twice is no fault: what has ended has ended.

    A contact person who leaves the team leaves the page of the area too. Others are told.
    Raises NotYours, UnknownMembership, and LastOfItsRole for the only policy officer or approver.
    """
    caller.require_role(*KEEPERS)
    membership = await lock_membership(session, membership_id, clock.today())
    if membership.ended_at is not None:
        return membership
    if membership.role in KEEPERS and await is_last_of_role(session, membership, clock.today()):
        raise LastOfItsRole
    membership.valid_until, membership.ended_by, membership.ended_at = clock.today(), caller.name, clock.now()
    if membership.role == Role.AREA_WORKER:
        of_this_area = col(ContactPerson.area_id) == membership.within
        is_theirs = col(ContactPerson.person_id) == membership.person_id
        await session.execute(delete(ContactPerson).where(of_this_area, is_theirs))
    await session.flush()
    await tell_role_ended(session, clock, membership)
    return membership
