"""Tell others that somebody has a role no more: at once when it is ended, on the day after when its term is over."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.kit.clock import AMSTERDAM, Clock
from services.kit.database import Session
from services.kit.outbox import tell
from services.kit.work import plan_work
from services.profiles.contract.events import ROLE_ENDED, RoleEnded
from services.profiles.contract.models import Role
from services.profiles.store.people import get_member
from services.profiles.store.person_tables import Membership

TELL_ROLE_ENDED = "tell-role-ended"


async def plan_telling(session: Session, membership: Membership) -> None:
    """For a role with a last day."""
    if membership.valid_until is not None:
        midnight = datetime.combine(membership.valid_until + timedelta(days=1), time(), AMSTERDAM)
        await plan_work(session, TELL_ROLE_ENDED, {"membershipId": str(membership.id)}, midnight)


async def tell_role_ended(session: Session, clock: Clock, membership: Membership) -> None:
    """In the transaction that ends it."""
    member = await get_member(session, membership.person_id, clock.today())
    left = [each.role for each in member.memberships if each.within == membership.within and each.id != membership.id]
    data = RoleEnded(
        person_id=membership.person_id,
        role=Role(membership.role),
        within=membership.within,
        ended_at=clock.now(),
        roles_left=[Role(role) for role in left],
    )
    await tell(session, clock, type=ROLE_ENDED, subject=str(membership.person_id), data=data)


def role_teller(clock: Clock) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work on the day after a role's last day; one that an officer ended before was told then."""

    async def tell_it(session: Session, payload: Mapping[str, Any]) -> None:
        membership = await session.get(Membership, UUID(payload["membershipId"]))
        if membership is not None and membership.ended_at is None:
            await tell_role_ended(session, clock, membership)

    return tell_it
