"""Tick an action off, or take the tick back."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.talks import TickAction
from services.monitoring.store.talk_queries import get_action
from services.monitoring.store.talk_tables import TalkAction


async def tick_action(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, action_id: UUID, body: TickAction
) -> tuple[str, TalkAction]:
    """For policy officers and the partner's people. With the quarter of its talk. Raises UnknownAction, NotYours."""
    if not caller.has_role("policy_officer"):
        caller.require_role("partner_member", within=str(partner_id))
    quarter, action = await get_action(session, partner_id, action_id)
    action.done_on = (action.done_on or clock.today()) if body.is_done else None
    action.done_by = caller.answerable if body.is_done else None
    action.done_note = body.note if body.is_done else ""
    await session.flush()
    return quarter, action
