"""Approves a split and puts its money on the lines: from here on it stands in the ledger."""

from uuid import UUID

from services.budget.contract.refusals import (
    CeilingBelowCommitted,
    ProposerCannotApprove,
    SourceNotConfirmed,
    SplitIsNotInForce,
    YearHasSplit,
)
from services.budget.contract.sources import SourceState
from services.budget.contract.splits import SplitState
from services.budget.domain.amounts import Euros
from services.budget.store.money_tables import Split
from services.budget.store.queries import (
    WholeSplit,
    find_split_in_force,
    free_of_lines,
    get_split,
    get_whole_split,
    lock_lines,
    proposers,
    sources_with,
)
from services.budget.store.round_queries import kept_apart_on
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import post_split, split_changes
from services.budget.usecases.record_step import check_seen, record_step
from services.kit.caller import Caller
from services.kit.database import Session


async def approve_split(
    session: Session, caller: Caller, split_id: UUID, *, seen_version: int, document: str, office: Office
) -> Split:
    """Raises NotYours, UnknownSplit, ProposerCannotApprove, StaleVersion, SplitMove, SourceNotConfirmed, YearHasSplit.

    A change during the year moves only what is not yet committed: raises CeilingBelowCommitted, SplitIsNotInForce.
    """
    caller.require_role("approver")
    split = await get_split(session, split_id, for_update=True)
    if caller.name in await proposers(session, split.id):
        raise ProposerCannotApprove
    await check_seen(session, caller, split, seen_version, office)
    await _check_sources(session, split)
    before = await _replace(session, caller, split, office)
    record_step(session, caller, split, SplitState.APPROVED, document, office)
    split.approved_by = caller.name
    split.approved_on = office.today()
    await session.flush()
    whole = await get_whole_split(session, split.id)
    if before:
        await _check_moves_only_what_is_free(session, whole, before)
    await post_split(session, caller, whole, before, document, office)
    return split


async def _check_sources(session: Session, split: Split) -> None:
    sources = await sources_with(session, [UUID(source["id"]) for source in split.plan["sources"]])
    for source in sources.values():
        if source.state != SourceState.CONFIRMED:
            raise SourceNotConfirmed(name=source.name)


async def _replace(session: Session, caller: Caller, split: Split, office: Office) -> WholeSplit | None:
    """The split that this one changes, which has had its day; None when it is the first of its year."""
    in_force = await find_split_in_force(session, split.year, for_update=True)
    if in_force is None and split.replaces is None:
        return None
    if in_force is None or split.replaces is None or in_force.id != split.replaces:
        raise SplitIsNotInForce(year=split.year) if split.replaces else YearHasSplit(year=split.year)
    before = await get_whole_split(session, in_force.id)
    record_step(session, caller, in_force, SplitState.REPLACED, "", office)
    await session.flush()
    return before


async def _check_moves_only_what_is_free(session: Session, whole: WholeSplit, before: WholeSplit) -> None:
    changes = split_changes(whole, before)
    await lock_lines(session, changes)
    free, kept = await free_of_lines(session, changes), await kept_apart_on(session, list(changes))
    rows = {line.line_id: line for split in (before, whole) for line in split.lines}
    had = {line.line_id: line.amount_cents for line in before.lines}
    for line_id, change in changes.items():
        movable = free.get(line_id, 0) - kept.get(line_id, 0)
        if movable + change < 0:
            row, committed = rows[line_id], had.get(line_id, 0) - movable
            raise CeilingBelowCommitted(
                line=row.name or row.path,
                ceiling_cents=Euros(had.get(line_id, 0) + change),
                committed_cents=Euros(committed),
            )
