"""Throws away what was typed, at once."""

from uuid import UUID

from services.budget.contract.draft_refusals import DraftBecameIdea
from services.budget.contract.drafts import DraftDiscarded
from services.budget.domain.secrets import secret_hash
from services.budget.store.draft_queries import lock_draft
from services.kit.database import Session


async def discard_draft(session: Session, draft_id: UUID, link_secret: str) -> DraftDiscarded:
    """Raises DraftNotKnown, DraftBecameIdea."""
    draft = await lock_draft(session, draft_id, secret_hash(link_secret))
    if draft.initiative_id is not None:
        raise DraftBecameIdea
    await session.delete(draft)
    await session.flush()
    return DraftDiscarded(id=draft_id)
