"""All SELECTs about guarding together: entries and messages of a journal, and which photos they show."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, func
from sqlmodel import col, select

from services.budget.contract.guard_refusals import UnknownEntry, UnknownMessage
from services.budget.store.guard_tables import JournalEntry, JournalMessage, ResultDocument
from services.budget.store.initiative_queries import lock_initiative
from services.budget.store.tables import Initiative, Photo, Result
from services.kit.database import Session


async def entries_of(session: Session, initiative_id: UUID) -> Sequence[JournalEntry]:
    """By the day it was spent, the newest first."""
    wanted = select(JournalEntry).where(JournalEntry.initiative_id == initiative_id)
    in_order = wanted.order_by(col(JournalEntry.spent_on).desc(), col(JournalEntry.written_at).desc())
    return (await session.exec(in_order)).all()


async def messages_of(session: Session, initiative_id: UUID) -> Sequence[JournalMessage]:
    """In the order they were written."""
    wanted = select(JournalMessage).where(JournalMessage.initiative_id == initiative_id)
    return (await session.exec(wanted.order_by(col(JournalMessage.at), col(JournalMessage.id)))).all()


async def count_entries(session: Session, initiative_id: UUID) -> int:
    wanted = select(func.count()).select_from(JournalEntry).where(JournalEntry.initiative_id == initiative_id)
    return (await session.exec(wanted)).one()


async def count_messages(session: Session, initiative_id: UUID) -> int:
    wanted = select(func.count()).select_from(JournalMessage).where(JournalMessage.initiative_id == initiative_id)
    return (await session.exec(wanted)).one()


async def lock_entry(session: Session, entry_id: UUID) -> tuple[Initiative, JournalEntry]:
    """The initiative first, as all who write do, so that two never wait for each other. Raises UnknownEntry."""
    of = select(JournalEntry.initiative_id).where(JournalEntry.id == entry_id)
    initiative_id = (await session.exec(of)).one_or_none()
    if initiative_id is None:
        raise UnknownEntry
    initiative = await lock_initiative(session, initiative_id)
    entry = (await session.exec(select(JournalEntry).where(JournalEntry.id == entry_id))).one()
    return initiative, entry


async def get_message(session: Session, message_id: UUID) -> JournalMessage:
    """Raises UnknownMessage."""
    message = await session.get(JournalMessage, message_id)
    if message is None:
        raise UnknownMessage
    return message


async def is_settled(session: Session, concern_id: UUID) -> bool:
    settled = select(JournalMessage.id).where(JournalMessage.about_id == concern_id, JournalMessage.kind == "settled")
    return (await session.exec(settled)).first() is not None


async def is_public_photo(session: Session, photo_id: str) -> bool:
    """Does somebody's result or journal show this photo?"""
    shown = select(
        exists().where(col(Result.photo_id) == photo_id)
        | exists().where(col(Result.more_pictures).contains([{"photo_id": photo_id}]))
        | exists().where(col(JournalEntry.photo_id) == photo_id)
    )
    return bool((await session.exec(shown)).one())


async def is_kept_photo(session: Session, photo_id: str) -> bool:
    """Does any initiative still keep this photo?"""
    return bool((await session.exec(select(exists().where(col(Photo.photo_id) == photo_id)))).one())


async def is_public_document(session: Session, document_id: str) -> bool:
    return bool((await session.exec(select(exists().where(col(Result.document_id) == document_id)))).one())


async def has_document(session: Session, initiative_id: UUID, document_id: str) -> bool:
    return await session.get(ResultDocument, (initiative_id, document_id)) is not None


async def count_documents(session: Session, initiative_id: UUID) -> int:
    kept = select(func.count()).select_from(ResultDocument).where(ResultDocument.initiative_id == initiative_id)
    return (await session.exec(kept)).one()


async def is_kept_document(session: Session, document_id: str) -> bool:
    """Does any initiative still keep this document?"""
    kept = select(exists().where(col(ResultDocument.document_id) == document_id))
    return bool((await session.exec(kept)).one())
