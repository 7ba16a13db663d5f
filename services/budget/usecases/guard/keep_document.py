"""Keeps a PDF of an initiative: the row, written after the file is on disk."""

from uuid import UUID

from services.budget.contract.guard_refusals import TooManyDocuments
from services.budget.contract.initiatives import DocumentKept
from services.budget.domain.document import CheckedDocument
from services.budget.store.guard_queries import count_documents, has_document, is_kept_document
from services.budget.store.guard_tables import ResultDocument
from services.budget.usecases.guard.of_journal import lock_journal
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session

DOCUMENTS_EACH = 5


async def check_may_keep_document(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """Ask before the file is looked at. Raises NotYours, UnknownInitiative, JournalNotOpen, TooManyDocuments."""
    check_own(caller, initiative_id)
    await lock_journal(session, initiative_id)
    if await count_documents(session, initiative_id) >= DOCUMENTS_EACH:
        raise TooManyDocuments(limit=DOCUMENTS_EACH)


async def keep_document(
    session: Session, caller: Caller, initiative_id: UUID, document: CheckedDocument, office: Office
) -> DocumentKept:
    """The same document twice is one document."""
    await check_may_keep_document(session, caller, initiative_id)
    size = len(document.content)
    if not await has_document(session, initiative_id, document.document_id):
        session.add(
            ResultDocument(
                initiative_id=initiative_id, document_id=document.document_id, size=size, kept_at=office.now()
            )
        )
        await session.flush()
    return DocumentKept(document_id=document.document_id, size=size)


async def forget_document(session: Session, initiative_id: UUID, document_id: str) -> str | None:
    """Forget that an initiative keeps a document it shows no more; its id when nobody keeps it any more."""
    if (row := await session.get(ResultDocument, (initiative_id, document_id))) is not None:
        await session.delete(row)
        await session.flush()
    return None if await is_kept_document(session, document_id) else document_id
