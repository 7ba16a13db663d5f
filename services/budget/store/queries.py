"""All statements about sources, splits and money; those about initiatives stand in `initiative_queries.py`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, bindparam, exists
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from services.budget.contract.refusals import UnknownSource, UnknownSplit
from services.budget.contract.splits import SplitState
from services.budget.store.money_tables import Balance, Line, Source, Split, SplitLine, Step
from services.kit.database import Session

IN_FORCE = (SplitState.APPROVED.value, SplitState.PUBLISHED.value)


@dataclass(frozen=True)
class WholeSplit:
    """A split with everything that belongs to it."""

    split: Split
    lines: Sequence[SplitLine]
    steps: Sequence[Step]


async def get_source(session: Session, source_id: UUID, *, for_update: bool = False) -> Source:
    """Raises UnknownSource."""
    wanted = select(Source).where(Source.id == source_id)
    source = (await session.exec(wanted.with_for_update() if for_update else wanted)).one_or_none()
    if source is None:
        raise UnknownSource(source_id=str(source_id))
    return source


async def sources_of(session: Session, year: int) -> list[Source]:
    """All sources of a year, also those that were withdrawn, in the order they were added."""
    wanted = select(Source).where(Source.year == year).order_by(col(Source.created_at), col(Source.id))
    return list((await session.exec(wanted)).all())


async def sources_with(session: Session, ids: Collection[UUID]) -> dict[UUID, Source]:
    wanted = select(Source).where(col(Source.id).in_(ids))
    return {source.id: source for source in (await session.exec(wanted)).all()}


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
    of_these = select(SplitLine).where(col(SplitLine.split_id).in_(ids)).order_by(col(SplitLine.position))
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


_IN_FORCE = select(Split).where(Split.year == bindparam("year"), col(Split.state).in_(IN_FORCE))


async def find_split_in_force(session: Session, year: int, *, for_update: bool = False) -> Split | None:
    """The split whose amounts stand in the ledger: approved, and perhaps published."""
    wanted = _IN_FORCE.with_for_update() if for_update else _IN_FORCE
    return (await session.exec(wanted, params={"year": year})).one_or_none()


_PUBLISHED = select(exists().where(col(Split.year) == bindparam("year"), col(Split.published_on).is_not(None)))


async def is_published(session: Session, year: int) -> bool:
    """Was a split of this year ever published? A change of it then counts from its approval on."""
    return bool((await session.execute(_PUBLISHED, {"year": year})).scalar())


WAS_IN_FORCE = (SplitState.APPROVED.value, SplitState.REPLACED.value)
_Announced = aliased(Split)


def public_splits() -> ColumnElement[bool]:
    """Published; or approved in a year of which a split was: money, ledger and open data then show its amounts too."""
    announced = select(_Announced.year).where(col(_Announced.published_on).is_not(None))
    return col(Split.published_on).is_not(None) | (col(Split.state).in_(WAS_IN_FORCE) & col(Split.year).in_(announced))


async def is_public(session: Session, split: Split) -> bool:
    """Whether `split` is one of `public_splits`."""
    return split.published_on is not None or (split.state in WAS_IN_FORCE and await is_published(session, split.year))


async def add_lines(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Make the lines of a year that are not there yet; two who do it at once wait for each other."""
    in_order = sorted(({"id": uuid4()} | line for line in lines), key=lambda line: str(line["key"]))
    await session.execute(insert(Line).values(in_order).on_conflict_do_nothing())


async def lines_of(session: Session, year: int) -> dict[str, Line]:
    """The lines of a year by their key."""
    return {line.key: line for line in (await session.exec(select(Line).where(Line.year == year))).all()}


async def lines_with(session: Session, ids: Collection[UUID]) -> dict[UUID, Line]:
    return {line.id: line for line in (await session.exec(select(Line).where(col(Line.id).in_(ids)))).all()}


async def lock_lines(session: Session, line_ids: Collection[UUID]) -> None:
    """As `lock_line`; always in one order, so that two who do it wait for each other and do not meet halfway."""
    wanted = select(Line.id).where(col(Line.id).in_(line_ids)).order_by(col(Line.id)).with_for_update(key_share=True)
    (await session.exec(wanted)).all()


_FREE = select(Balance.balance_cents).where(Balance.line_id == bindparam("line_id"), Balance.account == "free")


async def free_cents(session: Session, line_id: UUID) -> int:
    """What is left of a line in euro cents. To decide on it, lock the line first."""
    return (await session.exec(_FREE, params={"line_id": line_id})).one_or_none() or 0


async def free_of_lines(session: Session, line_ids: Collection[UUID]) -> dict[UUID, int]:
    """What is left of several lines in euro cents."""
    free = select(Balance.line_id, Balance.balance_cents).where(
        col(Balance.line_id).in_(line_ids), Balance.account == "free"
    )
    return dict((await session.exec(free)).all())
