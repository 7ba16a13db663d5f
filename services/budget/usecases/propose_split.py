"""Proposes a draft, or a split that came back, to whoever approves."""

from uuid import UUID

from services.budget.contract.splits import SplitState
from services.budget.store.money_tables import Split
from services.budget.store.queries import get_split
from services.budget.usecases.office import Office
from services.budget.usecases.record_step import check_seen, record_step
from services.budget.usecases.software import check_may_prepare, check_own_draft
from services.kit.caller import Caller
from services.kit.database import Session


async def propose_split(
    session: Session, caller: Caller, split_id: UUID, *, seen_version: int, note: str, office: Office
) -> Split:
    """Raises NotYours, UnknownSplit, NotDraftedByThisSoftware, StaleVersion, SplitMove."""
    check_may_prepare(caller)
    split = await get_split(session, split_id, for_update=True)
    await check_own_draft(session, caller, split.id)
    await check_seen(session, caller, split, seen_version, office)
    record_step(session, caller, split, SplitState.PROPOSED, note, office)
    split.proposed_by = caller.answerable
    await session.flush()
    return split
