"""Writes postings: double entry, append-only, each adding up to zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from services.budget.contract.least_refusals import LeftBelowLeast
from services.budget.contract.refusals import NotEnoughLeft, RestIsKeptApart
from services.budget.domain.amounts import Euros
from services.budget.domain.circle import awardable
from services.budget.store.circle_queries import Purse
from services.budget.store.money_tables import Entry, Posting
from services.budget.store.queries import WholeSplit
from services.budget.store.schema import table_of
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.budget.usecases.waiting.plan_notice import plan_notice
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.together import Row, write_together

Side = tuple[str, UUID | None, int]
"""Account, line or source, and cents."""
_POSTINGS, _ENTRIES = table_of(Posting), table_of(Entry)


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
class AwardPosting:
    """What is booked for an award, in cents, and the name of the line it comes from; `rows` are still to be written.

    `kept_apart`: cents that a round of ballots keeps on that line.
    """

    posting_id: UUID
    cents: int
    line_name: str
    rows: list[Row]
    kept_apart: int = 0


def award_posting(
    caller: Caller,
    initiative: Initiative,
    purse: Purse,
    office: Office,
    *,
    agreed_cents: int | None = None,
    may_part: bool = False,
) -> AwardPosting:
    """Money goes from free to awarded, never more than there is in the purse: its line stays locked until the end.

    What a round of ballots keeps apart is not there. Awarded is what was asked (or `agreed_cents`), or with
    `may_part` what is left of it.
    Whoever decides on the same line waits, so write what this gives with all that belongs to the award in one go.
    Raises NotEnoughLeft (Awb 4:25); LeftBelowLeast when the idea cannot do with what is left.
    """
    left = max(purse.cents, 0)
    asked = agreed_cents or initiative.amount_cents
    least = initiative.least_cents if may_part else None
    cents = awardable(asked, left, may_part=may_part, least_cents=least)
    if cents is None and least and left:
        raise LeftBelowLeast(left_cents=Euros(left), asked_cents=Euros(asked), least_cents=Euros(least))
    if cents is None:
        raise not_enough(purse, asked)
    posting_id = uuid4()
    posting = {
        "id": posting_id,
        "year": initiative.year,
        "kind": "award",
        "decision": initiative.title,
        "initiative_id": initiative.id,
        "by": caller.name,
        "at": office.now(),
    }
    rows = _rows(posting, [("free", initiative.line_id, -cents), ("awarded", initiative.line_id, cents)])
    return AwardPosting(posting_id, cents, purse.line_name, rows, purse.kept_apart)


def not_enough(purse: Purse, asked_cents: int) -> NotEnoughLeft:
    """Says what is left and, where that is so, what more there is but not for an idea outside a round of ballots."""
    left, asked = Euros(max(purse.cents, 0)), Euros(asked_cents)
    if purse.kept_apart:
        return RestIsKeptApart(left_cents=left, asked_cents=asked, kept_cents=Euros(purse.kept_apart))
    return NotEnoughLeft(left_cents=left, asked_cents=asked)


async def write_posting(session: Session, posting: Posting, sides: Iterable[Side]) -> Posting:
    """Write a posting with its sides. The database refuses what does not add up or goes below zero.

    Where money comes free, somebody may be waiting for it.
    """
    sides = list(sides)
    await write_together(session, _rows(posting.model_dump(), sides))
    for account, line_id, cents in sides:
        if account == "free" and cents > 0 and line_id:
            await plan_notice(session, line_id)
    return posting


def _rows(posting: Mapping[str, Any], sides: Iterable[Side]) -> list[Row]:
    """Always in one order: each side holds the balance it changes until the end, and two may not meet halfway."""
    entries: list[Row] = [
        (
            _ENTRIES,
            {
                "id": uuid4(),
                "posting_id": posting["id"],
                "account": account,
                "line_id": None if account == "source" else of,
                "source_id": of if account == "source" else None,
                "amount_cents": cents,
            },
        )
        for account, of, cents in sorted(sides, key=lambda side: (str(side[1]), side[0]))
        if cents
    ]
    return [(_POSTINGS, posting), *entries]
