"""All SELECTs about splits and money; those about initiatives stand in `initiative_queries.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.models import SplitState
from services.budget.contract.refusals import NoMoneyForArea, UnknownSplit
from services.budget.store.tables import Entry, Initiative, Line, Posting, Split, Step
from services.kit.database import Session


@dataclass(frozen=True)
class WholeSplit:
    """A split with everything that belongs to it."""

    split: Split
    lines: Sequence[Line]
    steps: Sequence[Step]


@dataclass(frozen=True)
class LineMoney:
    """A line and its balances in euro cents."""

    line: Line
    free: int
    awarded: int
    paid: int
    asked: int


async def get_split(session: Session, split_id: UUID, *, for_update: bool = False) -> Split:
    """Raises UnknownSplit. `for_update` makes others who want to decide on it wait."""
    wanted = select(Split).where(Split.id == split_id)
    split = (await session.exec(wanted.with_for_update() if for_update else wanted)).one_or_none()
    if split is None:
        raise UnknownSplit(split_id=str(split_id))
    return split


async def whole_splits(session: Session, *where: ColumnElement[bool] | bool) -> list[WholeSplit]:
    """Splits with their lines and steps, newest first, in three statements."""
    newest_first = col(Split.created_at).desc(), col(Split.id)
    splits = (await session.exec(select(Split).where(*where).order_by(*newest_first))).all()
    ids = [split.id for split in splits]
    of_these = select(Line).where(col(Line.split_id).in_(ids)).order_by(col(Line.position))
    lines = (await session.exec(of_these)).all()
    records = select(Step).where(col(Step.split_id).in_(ids)).order_by(col(Step.version))
    steps = (await session.exec(records)).all()
    return [
        WholeSplit(
            split,
            [line for line in lines if line.split_id == split.id],
            [step for step in steps if step.split_id == split.id],
        )
        for split in splits
    ]


async def get_whole_split(session: Session, split_id: UUID) -> WholeSplit:
    """Raises UnknownSplit."""
    found = await whole_splits(session, Split.id == split_id)
    if not found:
        raise UnknownSplit(split_id=str(split_id))
    return found[0]


async def proposers(session: Session, split_id: UUID) -> set[str]:
    """Everybody who ever proposed this split."""
    by = select(Step.by).where(Step.split_id == split_id, Step.state == SplitState.PROPOSED.value)
    return set((await session.exec(by)).all())


_APPROVED = select(Split).where(Split.year == bindparam("year"), Split.state == SplitState.APPROVED.value)


async def find_approved_split(session: Session, year: int) -> Split | None:
    return (await session.exec(_APPROVED, params={"year": year})).one_or_none()


async def get_line_of_area(session: Session, year: int, area_id: str) -> Line:
    """The area's line in the approved split of a year. Raises NoMoneyForArea."""
    wanted = (
        select(Line)
        .join(Split, col(Split.id) == Line.split_id)
        .where(Split.year == year, Split.state == SplitState.APPROVED.value, Line.area_id == area_id)
    )
    line = (await session.exec(wanted)).one_or_none()
    if line is None:
        raise NoMoneyForArea(area_id=area_id, year=year)
    return line


async def lock_line(session: Session, line_id: UUID) -> Line:
    """The line, locked: whoever else wants to award from it waits, and then reads what we wrote."""
    wanted = select(Line).where(Line.id == line_id).with_for_update(key_share=True)
    return (await session.exec(wanted)).one()


async def free_cents(session: Session, line_id: UUID) -> int:
    """What is left of a line in euro cents. To decide on it, lock the line first."""
    free = select(func.coalesce(func.sum(Entry.amount_cents), 0)).where(
        Entry.line_id == line_id, Entry.account == "free"
    )
    return int((await session.exec(free)).one())


@cache
def _line_money(in_one_area: bool) -> Select[Any]:
    """Put together once: that costs more than to ask it, and every page shows money."""

    def booked(account: str) -> ColumnElement[int]:
        here = (col(Entry.line_id) == Line.id) & (col(Entry.account) == account)
        total = select_columns(func.coalesce(func.sum(Entry.amount_cents), 0)).where(here)
        return total.correlate(Line).scalar_subquery()

    is_open = (col(Initiative.line_id) == Line.id) & (col(Initiative.state) == InitiativeState.OPEN.value)
    asked = select_columns(func.coalesce(func.sum(Initiative.amount_cents), 0)).where(is_open)
    in_area = [col(Line.area_id) == bindparam("area_id")] if in_one_area else []
    return (
        select_columns(Line, booked("free"), booked("awarded"), booked("paid"), asked.correlate(Line).scalar_subquery())
        .join(Split, col(Split.id) == Line.split_id)
        .where(col(Split.state) == SplitState.APPROVED.value, col(Split.year) == bindparam("year"), *in_area)
        .order_by(col(Line.position))
    )


async def line_money(session: Session, year: int, area_id: str | None = None) -> list[LineMoney]:
    """Lines of a year's approved split with their balances, in one statement; all of them, or an area's."""
    given = {"year": year} if area_id is None else {"year": year, "area_id": area_id}
    rows = await session.execute(_line_money(area_id is not None), given)
    return [LineMoney(line, int(free), int(given), int(paid), int(wanted)) for line, free, given, paid, wanted in rows]


async def ledger_of(session: Session, year: int) -> list[tuple[Posting, Entry]]:
    """Every entry of a year with its posting, in the order of writing."""
    entries = (
        select(Posting, Entry)
        .join(Entry, col(Entry.posting_id) == Posting.id)
        .where(Posting.year == year)
        .order_by(col(Posting.at), col(Posting.id), col(Entry.account).desc(), col(Entry.line_id))
    )
    return list((await session.exec(entries)).all())
