"""The part of the typed client that is about guarding together: one method per route."""

from uuid import UUID

from services.budget.contract import guard_refusals
from services.budget.contract.guard import (
    CorrectEntry,
    JournalEntry,
    JournalMessage,
    JournalView,
    SayInJournal,
    WriteEntry,
)
from services.budget.contract.initiatives import ChangeResult, DocumentKept, ResultView
from services.kit.http import ServiceClient

REFUSALS = guard_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class GuardClient(ServiceClient):
    """Of the open journal of an initiative, and of results in a form of their own."""

    async def journal(self, initiative_id: UUID) -> JournalView:
        """For everybody. Raises UnknownInitiative."""
        return await self._ask(JournalView, "GET", f"/v1/initiatives/{initiative_id}/journal")

    async def write_entry(self, initiative_id: UUID, body: WriteEntry, *, key: str) -> JournalEntry:
        """For the applicant. Raises JournalNotOpen, SpentOnWrongDay, UnknownPhoto, TooManyInJournal."""
        path = f"/v1/initiatives/{initiative_id}/journal-entries"
        return await self._ask(JournalEntry, "POST", path, body=body, key=key)

    async def correct_entry(self, entry_id: UUID, body: CorrectEntry) -> JournalView:
        """Striking: the applicant. Taking away: also circle and officers. Raises UnknownEntry, StruckAlready."""
        return await self._ask(JournalView, "POST", f"/v1/journal-entries/{entry_id}/correction", body=body)

    async def say_in_journal(self, initiative_id: UUID, body: SayInJournal, *, key: str) -> JournalMessage:
        """For the applicant and the circle. Raises JournalNotOpen, HasStake, NotToAnswer, TooManyInJournal."""
        path = f"/v1/initiatives/{initiative_id}/journal-messages"
        return await self._ask(JournalMessage, "POST", path, body=body, key=key)

    async def remove_message(self, message_id: UUID) -> JournalView:
        """Takes its text away: for who wrote it as applicant, for the circle and officers. Raises UnknownMessage."""
        return await self._ask(JournalView, "POST", f"/v1/journal-messages/{message_id}/removal")

    async def change_result(self, initiative_id: UUID, body: ChangeResult) -> ResultView:
        """For the applicant, of a shared result. Raises StaleVersion, ConferenceIsKept, UnknownPhoto."""
        return await self._ask(ResultView, "PUT", f"/v1/initiatives/{initiative_id}/result", body=body)

    async def keep_document(self, initiative_id: UUID, document: bytes) -> DocumentKept:
        """A PDF, checked by content. Raises NotADocument, DocumentTooLarge, TooManyDocuments."""
        path = f"/v1/initiatives/{initiative_id}/documents"
        return await self._ask(DocumentKept, "POST", path, files={"document": ("document", document)})

    async def document(self, document_id: str) -> bytes:
        """PDF. Raises UnknownDocument."""
        return await self._ask(bytes, "GET", f"/v1/documents/{document_id}")
