"""Makes an idea of a draft, once; from then on the link leads to the idea, and nothing typed is left in the draft."""

from uuid import UUID

from services.budget.contract.draft_refusals import DraftHasTwoTexts
from services.budget.contract.drafts import SubmitDraft
from services.budget.contract.initiatives import IdeaReceived, InitiativeState
from services.budget.domain.secrets import secret_hash
from services.budget.store.draft_queries import lock_draft
from services.budget.store.tables import Initiative
from services.budget.usecases.drafts.kept_fields import draft_view
from services.budget.usecases.office import Office
from services.budget.usecases.submit_idea import submit_idea
from services.kit.database import Session
from services.kit.errors import StaleVersion


async def submit_draft(session: Session, draft_id: UUID, body: SubmitDraft, office: Office) -> IdeaReceived:
    """Raises DraftNotKnown, DraftHasTwoTexts, StaleVersion, NoMoneyForArea, TooManyIdeas."""
    draft = await lock_draft(session, draft_id, secret_hash(body.link_secret))
    if draft.initiative_id is not None:
        return await _received(session, draft.initiative_id)
    view = draft_view(draft)
    if view.others:
        raise DraftHasTwoTexts
    if draft.version != body.version:
        raise StaleVersion(current=view.model_dump(mode="json", by_alias=True))
    received = await submit_idea(session, body.idea, office)
    draft.initiative_id, draft.fields = received.id, {}
    draft.version += 1
    await session.flush()
    return received


async def _received(session: Session, initiative_id: UUID) -> IdeaReceived:
    """What was answered the first time, as the idea now is."""
    initiative = await session.get_one(Initiative, initiative_id)
    return IdeaReceived(
        id=initiative.id,
        title=initiative.title,
        state=InitiativeState(initiative.state),
        answer_by=initiative.answer_by,
    )
