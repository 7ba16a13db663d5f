"""Writes postings: double entry, append-only, each adding up to zero."""

from uuid import UUID

from services.budget.contract.refusals import NotEnoughLeft
from services.budget.domain.amounts import Euros
from services.budget.store.queries import WholeSplit, free_cents, lock_line
from services.budget.store.tables import Entry, Initiative, Posting
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def post_split(session: Session, caller: Caller, whole: WholeSplit, document: str, office: Office) -> Posting:
    """Money comes from the source onto the free account of each line."""
    posting = Posting(year=whole.split.year, kind="split-approved", decision=document, by=caller.name, at=office.now())
    lines = {line.id: line.amount_cents for line in whole.lines}
    return await _write(
        session,
        posting,
        [("source", None, -sum(lines.values())), *(("free", line_id, cents) for line_id, cents in lines.items())],
    )


async def post_award(session: Session, caller: Caller, initiative: Initiative, office: Office) -> Posting:
    """Money goes from free to awarded, never more than there is: the line stays locked until the transaction ends.

    Raises NotEnoughLeft (Awb 4:25).
    """
    await lock_line(session, initiative.line_id)
    await check_enough_left(session, initiative)
    asked = initiative.amount_cents
    posting = Posting(year=initiative.year, kind="award", decision=initiative.title, by=caller.name, at=office.now())
    line_id = initiative.line_id
    return await _write(session, posting, [("free", line_id, -asked), ("awarded", line_id, asked)])


async def check_enough_left(session: Session, initiative: Initiative) -> None:
    """Raise NotEnoughLeft when the idea asks more than the line has left."""
    left = await free_cents(session, initiative.line_id)
    if initiative.amount_cents > left:
        raise NotEnoughLeft(left_cents=Euros(left), asked_cents=Euros(initiative.amount_cents))


async def _write(session: Session, posting: Posting, entries: list[tuple[str, UUID | None, int]]) -> Posting:
    session.add(posting)
    await session.flush()
    session.add_all(
        Entry(posting_id=posting.id, account=account, line_id=line_id, amount_cents=cents)
        for account, line_id, cents in entries
        if cents
    )
    await session.flush()
    return posting
