"""Proposes a draft, or a split that came back, to whoever approves."""

from uuid import UUID

from services.budget.contract.splits import SplitState
from services.budget.store.money_tables import Split
from services.budget.store.queries import get_split
from services.budget.usecases.office import Office
from services.budget.usecases.record_step import check_seen, record_step
from services.kit.caller import Caller
from services.kit.database import Session


async def propose_split(
    session: Session, caller: Caller, split_id: UUID, *, seen_version: int, note: str, office: Office
) -> Split:
    """Raises NotYours, UnknownSplit, StaleVersion, SplitMove."""
    caller.require_role("policy_officer")
    split = await get_split(session, split_id, for_update=True)
    await check_seen(session, caller, split, seen_version, office)
    record_step(session, caller, split, SplitState.PROPOSED, note, office)
    split.proposed_by = caller.name
    await session.flush()
    return split
