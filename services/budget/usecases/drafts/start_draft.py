"""Begins to keep what somebody types, behind a secret link: no account, and few from one place."""

import hmac
from datetime import datetime, timedelta

from services.budget.contract.draft_refusals import TooManyDrafts
from services.budget.contract.drafts import DraftStarted, StartDraft
from services.budget.domain import secrets
from services.budget.domain.drafts import merge
from services.budget.store.draft_queries import count_once_more, forget_counts
from services.budget.store.draft_tables import IdeaDraft
from services.budget.usecases.drafts.forget_draft import plan_forgetting_draft
from services.budget.usecases.drafts.kept_fields import rows_of, texts_of
from services.budget.usecases.office import Office
from services.kit.database import Session

DRAFTS_AN_HOUR = 100
"""From one place, which may be a school or a library."""


async def start_draft(session: Session, body: StartDraft, origin: str, office: Office) -> DraftStarted:
    """Raises TooManyDrafts."""
    now = office.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    if await times_done(session, f"draft:{origin}", hour, timedelta(hours=1), office) > DRAFTS_AN_HOUR:
        raise TooManyDrafts(limit=DRAFTS_AN_HOUR)
    link_secret = secrets.new_secret()
    draft = IdeaDraft(
        link_hash=secrets.secret_hash(link_secret),
        year=body.year,
        area_id=body.area_id,
        language=body.language,
        fields=rows_of(merge({}, texts_of(body.fields), {}, seen=0, version=1)),
        version=1,
        updated_at=now,
        delete_after=office.today() + timedelta(days=office.settings.unconfirmed_days),
    )
    session.add(draft)
    await session.flush()
    await plan_forgetting_draft(session, draft)
    return DraftStarted(id=draft.id, link_secret=link_secret, version=draft.version)


async def times_done(session: Session, what: str, since: datetime, lasts: timedelta, office: Office) -> int:
    """How often this was done since then, now included. The start is in the hash: the next stretch cannot be joined."""
    await forget_counts(session, office.now())
    kept = hmac.digest(office.pepper, f"{what}:{since.isoformat()}".encode(), "sha256")
    return await count_once_more(session, kept, since + lasts)
