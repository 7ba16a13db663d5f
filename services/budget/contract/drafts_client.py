"""The part of the typed client that is about ideas being typed: one method per route."""

from uuid import UUID

from services.budget.contract import draft_refusals
from services.budget.contract.drafts import (
    DraftDiscarded,
    DraftLinkMailed,
    DraftStarted,
    DraftView,
    MailDraftLink,
    OpenDraft,
    SaveDraft,
    StartDraft,
    SubmitDraft,
)
from services.budget.contract.initiatives import IdeaReceived
from services.kit.http import ServiceClient

REFUSALS = draft_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class DraftsClient(ServiceClient):
    """Whoever has the link may read, save, send and throw away; secrets stand in bodies only."""

    async def start_draft(self, body: StartDraft, *, key: str) -> DraftStarted:
        """Raises TooManyDrafts."""
        return await self._ask(DraftStarted, "POST", "/v1/idea-drafts", body=body, key=key)

    async def open_draft(self, body: OpenDraft) -> DraftView:
        """Raises DraftNotKnown."""
        return await self._ask(DraftView, "POST", "/v1/idea-drafts/openings", body=body)

    async def save_draft(self, draft_id: UUID, body: SaveDraft) -> DraftView:
        """What met another text stands in `others`. Raises DraftNotKnown, DraftBecameIdea, DraftHasManyTexts."""
        return await self._ask(DraftView, "POST", f"/v1/idea-drafts/{draft_id}/savings", body=body)

    async def submit_draft(self, draft_id: UUID, body: SubmitDraft) -> IdeaReceived:
        """Once; a second time gives the same idea.

        Raises DraftNotKnown, DraftHasTwoTexts, StaleVersion, NoMoneyForArea, TooManyIdeas.
        """
        return await self._ask(IdeaReceived, "POST", f"/v1/idea-drafts/{draft_id}/submission", body=body)

    async def mail_draft_link(self, draft_id: UUID, body: MailDraftLink, *, key: str) -> DraftLinkMailed:
        """Raises DraftNotKnown, TooManyDraftLinks."""
        return await self._ask(DraftLinkMailed, "POST", f"/v1/idea-drafts/{draft_id}/link-mails", body=body, key=key)

    async def discard_draft(self, draft_id: UUID, body: OpenDraft) -> DraftDiscarded:
        """Everything that was typed is deleted. Raises DraftNotKnown."""
        return await self._ask(DraftDiscarded, "POST", f"/v1/idea-drafts/{draft_id}/discarding", body=body)
