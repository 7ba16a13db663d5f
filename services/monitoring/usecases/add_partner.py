"""Add a partner."""

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.models import AddPartner
from services.monitoring.store.tables import Partner


async def add_partner(session: Session, clock: Clock, caller: Caller, body: AddPartner) -> Partner:
    """For policy officers. Raises PartnerExists (constraint) when there is one of that name."""
    caller.require_role("policy_officer")
    partner = Partner(name=body.name, added_at=clock.now(), added_by=caller.name)
    session.add(partner)
    await session.flush()
    return partner
