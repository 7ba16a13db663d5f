"""Keeps what somebody typed in a draft; where another text came in between, both."""

from datetime import timedelta
from uuid import UUID

from services.budget.contract.draft_refusals import DraftBecameIdea, DraftHasManyTexts
from services.budget.contract.drafts import SaveDraft
from services.budget.domain.drafts import merge
from services.budget.domain.secrets import secret_hash
from services.budget.store.draft_queries import lock_draft
from services.budget.store.draft_tables import IdeaDraft
from services.budget.usecases.drafts.kept_fields import fields_of, rows_of, texts_of
from services.budget.usecases.office import Office
from services.kit.database import Session

MOST_OTHERS = 5


async def save_draft(session: Session, draft_id: UUID, body: SaveDraft, office: Office) -> IdeaDraft:
    """Raises DraftNotKnown, DraftBecameIdea, DraftHasManyTexts."""
    draft = await lock_draft(session, draft_id, secret_hash(body.link_secret))
    if draft.initiative_id is not None:
        raise DraftBecameIdea
    kept, typed, settled = fields_of(draft.fields), texts_of(body.fields), texts_of(body.settled)
    fields = merge(kept, typed, settled, seen=body.version, version=draft.version + 1)
    if any(len(each.others) > MOST_OTHERS for each in fields.values()):
        raise DraftHasManyTexts(limit=MOST_OTHERS)
    rows = rows_of(fields)
    if rows != draft.fields or draft.area_id != body.area_id:
        draft.fields, draft.area_id = rows, body.area_id
        draft.version += 1
    draft.updated_at = office.now()
    draft.delete_after = office.today() + timedelta(days=office.settings.unconfirmed_days)
    await session.flush()
    return draft
