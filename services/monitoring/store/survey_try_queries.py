"""Every statement about how often something was tried from one place."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.store.survey_try_tables import SurveyTry


async def tries_since(session: Session, survey_id: UUID, kind: str, origin_hash: bytes, since: datetime) -> int:
    """How often this was tried from here since a moment."""
    here = (col(SurveyTry.survey_id) == survey_id) & (col(SurveyTry.kind) == kind)
    asked = select(col(SurveyTry.tries)).where(here, col(SurveyTry.origin_hash) == origin_hash)
    return await session.scalar(asked.where(col(SurveyTry.since) > since)) or 0


async def add_try(
    session: Session, survey_id: UUID, kind: str, origin_hash: bytes, *, since: datetime, now: datetime
) -> bool:
    """One more, in one statement, so that none gets lost; what was tried before `since` no longer counts.

    Returns whether it is the first that counts.
    """
    keys = ("survey_id", "kind", "origin_hash")
    first = insert(SurveyTry).values(survey_id=survey_id, kind=kind, origin_hash=origin_hash, tries=1, since=now)
    is_old = col(SurveyTry.since) <= since
    again = {
        "tries": case((is_old, literal(1)), else_=col(SurveyTry.tries) + 1),
        "since": case((is_old, literal(now)), else_=col(SurveyTry.since)),
    }
    written = first.on_conflict_do_update(index_elements=keys, set_=again).returning(col(SurveyTry.tries))
    return await session.scalar(written) == 1


async def forget_tries(session: Session, survey_id: UUID, before: datetime | None = None) -> None:
    """Delete those up to and including a moment; without one all of a survey."""
    old = delete(SurveyTry).where(col(SurveyTry.survey_id) == survey_id)
    await session.execute(old if before is None else old.where(col(SurveyTry.since) <= before))
