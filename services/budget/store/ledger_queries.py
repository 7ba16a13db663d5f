"""All SELECTs about postings, entries and what stands on an account."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.store.money_tables import Balance, Entry, InitiativeBalance, Line, Posting, Source
from services.kit.database import Session


@dataclass(frozen=True)
class WholePosting:
    """A posting with its entries, and the one that corrected it."""

    posting: Posting
    entries: Sequence[Entry]
    corrected_by: UUID | None


@dataclass(frozen=True)
class AccountSum:
    """What the entries of an account add up to, and what is kept as its balance (None where none is kept)."""

    account: str
    line: Line | None
    source: Source | None
    cents: int
    kept: int | None


async def find_posting(session: Session, posting_id: UUID) -> Posting | None:
    return await session.get(Posting, posting_id)


async def find_correction(session: Session, posting_id: UUID) -> UUID | None:
    """The posting that corrected this one."""
    return (await session.exec(select(Posting.id).where(Posting.corrects == posting_id))).one_or_none()


async def entries_of(session: Session, posting_ids: Collection[UUID]) -> list[Entry]:
    wanted = select(Entry).where(col(Entry.posting_id).in_(posting_ids))
    return list((await session.exec(wanted.order_by(col(Entry.account).desc(), col(Entry.id)))).all())


async def initiative_cents(session: Session, initiative_id: UUID, account: str) -> int:
    """What stands on an account of an initiative, in euro cents. To decide on it, lock the initiative first."""
    wanted = select(InitiativeBalance.balance_cents).where(
        InitiativeBalance.initiative_id == initiative_id, InitiativeBalance.account == account
    )
    return (await session.exec(wanted)).one_or_none() or 0


async def postings(session: Session, *where: ColumnElement[bool] | bool) -> list[WholePosting]:
    """Postings in the order of writing, in three statements."""
    found = (await session.exec(select(Posting).where(*where).order_by(col(Posting.at), col(Posting.id)))).all()
    ids = [posting.id for posting in found]
    entries = await entries_of(session, ids)
    corrections = select(Posting.corrects, Posting.id).where(col(Posting.corrects).in_(ids))
    corrected = dict((await session.exec(corrections)).all())
    sides: dict[UUID, list[Entry]] = {posting_id: [] for posting_id in ids}
    for entry in entries:
        sides[entry.posting_id].append(entry)
    return [WholePosting(posting, sides[posting.id], corrected.get(posting.id)) for posting in found]


def touches(line_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Postings with an entry on one of these lines."""
    of_line = select(Entry.posting_id).where(col(Entry.line_id).in_(line_ids))
    return col(Posting.id).in_(of_line)


async def account_sums(session: Session, year: int, before: datetime) -> list[AccountSum]:
    """Every account of a year with the sum of its entries before that moment, in one statement."""
    summed = (
        select_columns(
            col(Entry.account), col(Entry.line_id), col(Entry.source_id), func.sum(Entry.amount_cents).label("cents")
        )
        .join(Posting, col(Posting.id) == Entry.posting_id)
        .where(col(Posting.year) == year, col(Posting.at) < before)
        .group_by(col(Entry.account), col(Entry.line_id), col(Entry.source_id))
        .subquery()
    )
    kept = and_(col(Balance.line_id) == summed.c.line_id, col(Balance.account) == summed.c.account)
    columns: list[Any] = [summed.c.account, Line, Source, summed.c.cents, col(Balance.balance_cents)]
    wanted = (
        select_columns(*columns)
        .select_from(summed)
        .outerjoin(Line, col(Line.id) == summed.c.line_id)
        .outerjoin(Source, col(Source.id) == summed.c.source_id)
        .outerjoin(Balance, kept)
        .order_by(summed.c.account, col(Line.key).nulls_first(), col(Source.created_at))
    )
    rows = (await session.execute(wanted)).all()
    return [AccountSum(account, line, source, int(cents), balance) for account, line, source, cents, balance in rows]
