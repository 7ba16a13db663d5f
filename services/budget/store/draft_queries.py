"""All statements about ideas that are being typed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.budget.contract.draft_refusals import DraftNotKnown
from services.budget.store.draft_tables import DraftCount, IdeaDraft
from services.kit.database import Session


async def get_draft(session: Session, link_hash: bytes) -> IdeaDraft:
    """Raises DraftNotKnown."""
    draft = (await session.exec(select(IdeaDraft).where(IdeaDraft.link_hash == link_hash))).one_or_none()
    if draft is None:
        raise DraftNotKnown
    return draft


async def lock_draft(session: Session, draft_id: UUID, link_hash: bytes) -> IdeaDraft:
    """The draft, so that others who type wait. Raises DraftNotKnown."""
    wanted = select(IdeaDraft).where(IdeaDraft.id == draft_id, IdeaDraft.link_hash == link_hash).with_for_update()
    draft = (await session.exec(wanted)).one_or_none()
    if draft is None:
        raise DraftNotKnown
    return draft


async def find_draft(session: Session, draft_id: UUID) -> IdeaDraft | None:
    return (await session.exec(select(IdeaDraft).where(IdeaDraft.id == draft_id).with_for_update())).one_or_none()


async def count_once_more(session: Session, what_hash: bytes, until: datetime) -> int:
    """How often this was done, now included, since nothing of it was kept."""
    once = insert(DraftCount).values(what_hash=what_hash, times=1, delete_after=until)
    again = once.on_conflict_do_update(index_elements=["what_hash"], set_={"times": col(DraftCount.times) + 1})
    return int((await session.execute(again.returning(col(DraftCount.times)))).scalar_one())


async def forget_counts(session: Session, now: datetime) -> None:
    await session.execute(delete(DraftCount).where(col(DraftCount.delete_after) < now))
