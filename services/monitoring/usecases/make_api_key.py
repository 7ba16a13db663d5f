"""Make a key for a partner's software."""

from uuid import UUID

from services.kit.api_keys import new_api_key
from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.store.queries import get_partner
from services.monitoring.store.tables import ApiKey


async def make_api_key(session: Session, clock: Clock, caller: Caller, partner_id: UUID) -> tuple[ApiKey, str]:
    """For policy officers: the row, and the key itself, which is kept nowhere. Raises UnknownPartner."""
    caller.require_role("policy_officer")
    await get_partner(session, partner_id)
    made = new_api_key()
    row = ApiKey(
        id=made.id,
        partner_id=partner_id,
        secret_sha256=made.secret_sha256,
        scope="submit",
        made_at=clock.now(),
        made_by=caller.name,
    )
    session.add(row)
    await session.flush()
    return row, made.text
