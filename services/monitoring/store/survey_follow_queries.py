"""Every statement about themes, dialogue sessions and summaries of a survey."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.survey_refusals import UnknownDialogue, UnknownSummary, UnknownTheme
from services.monitoring.store.survey_follow_tables import SurveyDialogue, SurveySummary, SurveyTheme


async def themes_of(session: Session, survey_id: UUID) -> Sequence[SurveyTheme]:
    of = select(SurveyTheme).where(col(SurveyTheme.survey_id) == survey_id)
    return (await session.scalars(of.order_by(col(SurveyTheme.number)))).all()


async def get_theme(session: Session, survey_id: UUID, theme_id: UUID) -> SurveyTheme:
    """Raises UnknownTheme."""
    found = await session.get(SurveyTheme, theme_id, with_for_update=True)
    if found is None or found.survey_id != survey_id:
        raise UnknownTheme
    return found


async def dialogues_of(session: Session, survey_id: UUID) -> Sequence[SurveyDialogue]:
    of = select(SurveyDialogue).where(col(SurveyDialogue.survey_id) == survey_id)
    order = (col(SurveyDialogue.day), col(SurveyDialogue.starts_at), col(SurveyDialogue.id))
    return (await session.scalars(of.order_by(*order))).all()


async def get_dialogue(session: Session, survey_id: UUID, dialogue_id: UUID) -> SurveyDialogue:
    """Raises UnknownDialogue."""
    found = await session.get(SurveyDialogue, dialogue_id, with_for_update=True)
    if found is None or found.survey_id != survey_id:
        raise UnknownDialogue
    return found


async def add_people(session: Session, dialogue: SurveyDialogue, *, invited: int = 0, signed_up: int = 0) -> None:
    """So many more, also when others are counted at the same moment; the version is that of what people wrote."""
    row = update(SurveyDialogue).where(col(SurveyDialogue.id) == dialogue.id)
    changed = {
        "invited": col(SurveyDialogue.invited) + invited,
        "signed_up": col(SurveyDialogue.signed_up) + signed_up,
    }
    await session.execute(row.values(changed).execution_options(synchronize_session=False))
    await session.refresh(dialogue)


async def summaries_of(session: Session, survey_id: UUID) -> Sequence[SurveySummary]:
    of = select(SurveySummary).where(col(SurveySummary.survey_id) == survey_id)
    return (await session.scalars(of.order_by(col(SurveySummary.number)))).all()


async def get_summary(session: Session, survey_id: UUID, number: int) -> SurveySummary:
    """Raises UnknownSummary."""
    found = await session.get(SurveySummary, (survey_id, number), with_for_update=True)
    if found is None:
        raise UnknownSummary
    return found


async def count_sent(session: Session, survey_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many summaries of these were sent."""
    sent = col(SurveySummary.survey_id).in_(list(survey_ids)) & col(SurveySummary.sent_at).is_not(None)
    counted = select(col(SurveySummary.survey_id), func.count()).where(sent)
    rows = await session.execute(counted.group_by(col(SurveySummary.survey_id)))
    return {row[0]: row[1] for row in rows}
