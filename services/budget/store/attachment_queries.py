"""All SELECTs about photos and documents with an application."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.contract.attachment_refusals import UnknownAttachment
from services.budget.store.attachment_tables import Attachment
from services.kit.database import Session


async def attachments_of(session: Session, initiative_id: UUID) -> Sequence[Attachment]:
    """In the order they came."""
    of = select(Attachment).where(Attachment.initiative_id == initiative_id).order_by(col(Attachment.kept_at))
    return (await session.exec(of)).all()


async def get_attachment(session: Session, initiative_id: UUID, file_id: str) -> Attachment:
    """Raises UnknownAttachment."""
    found = await session.get(Attachment, (initiative_id, file_id))
    if found is None:
        raise UnknownAttachment
    return found


async def is_kept(session: Session, file_id: str) -> bool:
    """Does any application still have this file?"""
    of = select(Attachment.file_id).where(Attachment.file_id == file_id).limit(1)
    return (await session.exec(of)).first() is not None
