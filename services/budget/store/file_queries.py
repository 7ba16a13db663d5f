"""Which files rows still name."""

from collections.abc import Collection

from sqlmodel import col, select

from services.budget.store.attachment_tables import Attachment
from services.budget.store.guard_tables import ResultDocument
from services.budget.store.tables import Photo
from services.kit.database import Session


async def named_photos(session: Session, ids: Collection[str]) -> set[str]:
    """Photos of results and journals."""
    return set((await session.exec(select(Photo.photo_id).where(col(Photo.photo_id).in_(ids)))).all())


async def named_documents(session: Session, ids: Collection[str]) -> set[str]:
    """PDFs of results."""
    known = select(ResultDocument.document_id).where(col(ResultDocument.document_id).in_(ids))
    return set((await session.exec(known)).all())


async def named_attachments(session: Session, ids: Collection[str]) -> set[str]:
    """Files with applications."""
    return set((await session.exec(select(Attachment.file_id).where(col(Attachment.file_id).in_(ids)))).all())
