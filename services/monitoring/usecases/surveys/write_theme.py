"""Themes: what goes well and what can be better, with an answer and follow-up, and quotes under it."""

from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.survey_follow import ChooseQuote, WriteTheme
from services.monitoring.store.survey_follow_queries import get_dialogue, get_theme, themes_of
from services.monitoring.store.survey_follow_tables import SurveyTheme
from services.monitoring.store.survey_queries import get_text, lock_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.surveys.of_survey import check_closed, check_point, check_words


async def add_theme(session: Session, caller: Caller, survey_id: UUID, body: WriteTheme) -> SurveyTheme:
    """For policy officers, once the survey is closed. Raises SurveyNotClosed, UnknownPoint, PersonInWords."""
    survey = await _checked(session, caller, survey_id, body)
    number = len(await themes_of(session, survey_id)) + 1
    theme = SurveyTheme(survey_id=survey.id, number=number, **_fields(body))
    session.add(theme)
    await session.flush()
    return theme


async def change_theme(
    session: Session, caller: Caller, survey_id: UUID, theme_id: UUID, body: WriteTheme
) -> SurveyTheme:
    """For policy officers. What was sent to the council keeps the theme as it was then. Raises StaleVersion too.

    Free words of before about who does it go: whoever writes the theme saw them, and chose a side or none.
    """
    await _checked(session, caller, survey_id, body)
    theme = await get_theme(session, survey_id, theme_id)
    check_version(theme.version, body.seen_version)
    for name, value in _fields(body).items():
        setattr(theme, name, value)
    theme.who = ""
    theme.version += 1
    await session.flush()
    return theme


async def choose_quote(session: Session, caller: Caller, survey_id: UUID, number: int, body: ChooseQuote) -> None:
    """For policy officers: what somebody wrote, shown under a theme, perhaps shorter. Never with a name.

    Raises SurveyNotClosed, UnknownText, UnknownTheme, PersonInWords.
    """
    caller.require_role("policy_officer")
    check_closed(await lock_survey(session, survey_id))
    text = await get_text(session, survey_id, number)
    theme = await get_theme(session, survey_id, body.theme_id)
    check_words(body.words)
    text.quote, text.theme_id = body.words, theme.id if body.words else None
    await session.flush()


async def _checked(session: Session, caller: Caller, survey_id: UUID, body: WriteTheme) -> Survey:
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    check_closed(survey)
    check_point(survey, body.point)
    check_words(body.title, body.answer, body.done)
    if body.dialogue_id:
        await get_dialogue(session, survey_id, body.dialogue_id)
    return survey


def _fields(body: WriteTheme) -> dict[str, Any]:
    return body.model_dump(exclude={"seen_version"})
