"""Writes postings: double entry, append-only, each adding up to zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import insert

from services.budget.contract.refusals import NotEnoughLeft
from services.budget.domain.amounts import Euros
from services.budget.domain.circle import awardable
from services.budget.store.money_tables import Posting
from services.budget.store.queries import WholeSplit, free_cents, lock_line
from services.budget.store.round_queries import kept_apart
from services.budget.store.schema import metadata
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session

Side = tuple[str, UUID | None, int]
"""Account, line or source, and cents."""
# Not as objects of the session: that is the dearest part of an award, and nobody changes them afterwards.
_NEW_POSTING, _NEW_ENTRY = insert(metadata.tables["postings"]), insert(metadata.tables["entries"])


async def post_split(
    session: Session, caller: Caller, whole: WholeSplit, before: WholeSplit | None, document: str, office: Office
) -> Posting | None:
    """Money comes from the sources onto the free account of each line; of a change only what differs.

    None when a change moves no money at all.
    """
    posting = Posting(
        year=whole.split.year,
        kind="split-changed" if before else "split-approved",
        decision=document,
        split_id=whole.split.id,
        by=caller.name,
        at=office.now(),
    )
    sources = _differences(_source_amounts(whole), _source_amounts(before) if before else {})
    lines = split_changes(whole, before)
    sides: list[Side] = [("source", source_id, -cents) for source_id, cents in sources.items()]
    sides += [("free", line_id, cents) for line_id, cents in lines.items()]
    return await write_posting(session, posting, sides) if sides else None


def split_changes(whole: WholeSplit, before: WholeSplit | None) -> dict[UUID, int]:
    """Cents that each line gets more (or less) than it had."""
    return _differences(_line_amounts(whole), _line_amounts(before) if before else {})


def _line_amounts(whole: WholeSplit) -> dict[UUID, int]:
    return {line.line_id: line.amount_cents for line in whole.lines if line.line_id}


def _source_amounts(whole: WholeSplit) -> dict[UUID, int]:
    return {UUID(source["id"]): source["amountCents"] for source in whole.split.plan["sources"]}


def _differences(now: dict[UUID, int], then: dict[UUID, int]) -> dict[UUID, int]:
    """Without what stayed the same."""
    changes = {each: now.get(each, 0) - then.get(each, 0) for each in now | then}
    return {each: change for each, change in changes.items() if change}


@dataclass(frozen=True)
class AwardPosted:
    """What was booked for an award, in cents, and the name of the line it came from."""

    posting_id: UUID
    cents: int
    line_name: str


async def post_award(
    session: Session,
    caller: Caller,
    initiative: Initiative,
    office: Office,
    *,
    may_part: bool = False,
    agreed_cents: int | None = None,
) -> AwardPosted:
    """Money goes from free to awarded, never more than there is: the line stays locked until the transaction ends.

    What a round of ballots keeps apart is not there. Gives the posting and the cents awarded: what was asked (or
    `agreed_cents`), or with `may_part` what is left of it. Raises NotEnoughLeft (Awb 4:25).
    """
    line = await lock_line(session, initiative.line_id)
    kept = await kept_apart(session, initiative.line_id)
    left = max(await free_cents(session, initiative.line_id) - kept, 0)
    asked = agreed_cents or initiative.amount_cents
    cents = awardable(asked, left, may_part=may_part)
    if cents is None:
        raise NotEnoughLeft(left_cents=Euros(left), asked_cents=Euros(asked))
    posting = Posting(
        year=initiative.year,
        kind="award",
        decision=initiative.title,
        initiative_id=initiative.id,
        by=caller.name,
        at=office.now(),
    )
    await write_posting(session, posting, [("free", line.id, -cents), ("awarded", line.id, cents)])
    return AwardPosted(posting.id, cents, line.name)


async def write_posting(session: Session, posting: Posting, sides: Iterable[Side]) -> Posting:
    """Write a posting with its sides. The database refuses what does not add up or goes below zero.

    Always in one order: each side holds the balance it changes until the end, and two postings may not meet halfway.
    """
    await session.execute(_NEW_POSTING, posting.model_dump())
    written = [
        {
            "id": uuid4(),
            "posting_id": posting.id,
            "account": account,
            "line_id": None if account == "source" else of,
            "source_id": of if account == "source" else None,
            "amount_cents": cents,
        }
        for account, of, cents in sorted(sides, key=lambda side: (str(side[1]), side[0]))
        if cents
    ]
    await session.execute(_NEW_ENTRY, written)
    return posting
