"""Every statement about surveys, their invitations, codes, answers and texts."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.survey_refusals import UnknownSurvey, UnknownText
from services.monitoring.store.survey_tables import Survey, SurveyAnswer, SurveyCode, SurveyInvitation, SurveyText
from services.monitoring.store.survey_try_tables import SurveyTry


async def get_survey(session: Session, survey_id: UUID) -> Survey:
    """Raises UnknownSurvey."""
    return _known(await session.get(Survey, survey_id))


async def lock_survey(session: Session, survey_id: UUID) -> Survey:
    """Nobody answers meanwhile, and nobody else changes it. Raises UnknownSurvey."""
    return _known(await session.get(Survey, survey_id, with_for_update=True))


async def hold_survey(session: Session, survey_id: UUID) -> Survey:
    """Many may answer at once; closing waits for them. Raises UnknownSurvey."""
    return _known(await session.get(Survey, survey_id, with_for_update={"read": True}))


def _known(found: Survey | None) -> Survey:
    if found is None:
        raise UnknownSurvey
    return found


async def surveys_of(session: Session, year: int, *, with_drafts: bool) -> Sequence[Survey]:
    """Of a year, newest first."""
    of_year = select(Survey).where(col(Survey.year) == year)
    if not with_drafts:
        of_year = of_year.where(col(Survey.state) != "draft")
    return (await session.scalars(of_year.order_by(col(Survey.made_at).desc(), col(Survey.id)))).all()


async def invitations_of(session: Session, survey_id: UUID) -> Sequence[SurveyInvitation]:
    of = select(SurveyInvitation).where(col(SurveyInvitation.survey_id) == survey_id)
    return (await session.scalars(of.order_by(col(SurveyInvitation.email), col(SurveyInvitation.id)))).all()


async def find_invitation(session: Session, survey_id: UUID, link_hash: bytes) -> SurveyInvitation | None:
    of = (col(SurveyInvitation.survey_id) == survey_id) & (col(SurveyInvitation.link_hash) == link_hash)
    found: SurveyInvitation | None = await session.scalar(select(SurveyInvitation).where(of))
    return found


async def drop_invitations(session: Session, survey_id: UUID, group: str) -> None:
    of = (col(SurveyInvitation.survey_id) == survey_id) & (col(SurveyInvitation.group_name) == group)
    await session.execute(delete(SurveyInvitation).where(of))


async def add_codes(session: Session, survey_id: UUID, hashes: Iterable[bytes]) -> None:
    await session.execute(insert(SurveyCode), [{"survey_id": survey_id, "code_hash": each} for each in hashes])


async def is_code(session: Session, survey_id: UUID, code_hash: bytes) -> bool:
    return await session.get(SurveyCode, (survey_id, code_hash)) is not None


async def count_codes(session: Session, survey_id: UUID) -> int:
    of = select(func.count()).select_from(SurveyCode).where(col(SurveyCode.survey_id) == survey_id)
    return await session.scalar(of) or 0


async def find_answer(session: Session, survey_id: UUID, given_with: bytes) -> SurveyAnswer | None:
    return await session.get(SurveyAnswer, (survey_id, given_with))


async def write_answer(session: Session, answer: SurveyAnswer) -> None:
    """The answer of a link, code or form, in place of the one there was."""
    row = answer.model_dump()
    keys = ("survey_id", "given_with")
    new = insert(SurveyAnswer).values(**row)
    rest = {name: value for name, value in row.items() if name not in keys}
    await session.execute(new.on_conflict_do_update(index_elements=keys, set_=rest))


async def answers_of(session: Session, survey_id: UUID) -> Sequence[SurveyAnswer]:
    of = select(SurveyAnswer).where(col(SurveyAnswer.survey_id) == survey_id)
    return (await session.scalars(of)).all()


async def answered_by_group(session: Session, survey_id: UUID) -> dict[str, int]:
    counted = select(col(SurveyAnswer.group_name), func.count()).where(col(SurveyAnswer.survey_id) == survey_id)
    rows = await session.execute(counted.group_by(col(SurveyAnswer.group_name)))
    return {row[0]: row[1] for row in rows}


async def answered_with(session: Session, survey_id: UUID) -> set[bytes]:
    of = select(col(SurveyAnswer.given_with)).where(col(SurveyAnswer.survey_id) == survey_id)
    return set((await session.scalars(of)).all())


async def forget_answers(session: Session, survey_id: UUID) -> None:
    """Delete what could tie an answer to anybody: answers on their links, codes, invitations with their addresses,
    places that were counted."""
    for table in (SurveyAnswer, SurveyCode, SurveyInvitation, SurveyTry):
        await session.execute(delete(table).where(col(table.survey_id) == survey_id))


async def write_texts(session: Session, survey_id: UUID, texts: Sequence[tuple[str, str]]) -> None:
    """Kind and words, in this order, from 1."""
    rows = [
        {"survey_id": survey_id, "number": at, "kind": kind, "words": words, "quote": "", "theme_id": None}
        for at, (kind, words) in enumerate(texts, 1)
    ]
    if rows:
        await session.execute(insert(SurveyText), rows)


async def texts_of(session: Session, survey_id: UUID) -> Sequence[SurveyText]:
    of = select(SurveyText).where(col(SurveyText.survey_id) == survey_id)
    return (await session.scalars(of.order_by(col(SurveyText.number)))).all()


async def get_text(session: Session, survey_id: UUID, number: int) -> SurveyText:
    """Raises UnknownText."""
    found = await session.get(SurveyText, (survey_id, number), with_for_update=True)
    if found is None:
        raise UnknownText
    return found
