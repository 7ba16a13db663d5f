"""Approves a split and puts its money on the lines: from here on it can be awarded."""

from uuid import UUID

from services.budget.contract.models import SplitState
from services.budget.contract.refusals import ProposerCannotApprove, YearHasSplit
from services.budget.store.queries import find_approved_split, get_split, get_whole_split, proposers
from services.budget.store.tables import Split
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import post_split
from services.budget.usecases.record_step import check_seen, record_step
from services.kit.caller import Caller
from services.kit.database import Session


async def approve_split(
    session: Session, caller: Caller, split_id: UUID, *, seen_version: int, document: str, office: Office
) -> Split:
    """Raises NotYours, UnknownSplit, ProposerCannotApprove, StaleVersion, SplitMove, YearHasSplit."""
    caller.require_role("approver")
    split = await get_split(session, split_id, for_update=True)
    if caller.name in await proposers(session, split.id):
        raise ProposerCannotApprove
    await check_seen(session, caller, split, seen_version, office)
    if await find_approved_split(session, split.year):
        raise YearHasSplit(year=split.year)
    record_step(session, caller, split, SplitState.APPROVED, document, office)
    split.approved_by = caller.name
    split.approved_on = office.today()
    await session.flush()
    await post_split(session, caller, await get_whole_split(session, split.id), document, office)
    return split
