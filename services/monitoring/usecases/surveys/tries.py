"""Limits how often somebody answers an open form, or tries a code, from one place within an hour.

By place and not by person: nobody is asked who they are. The place is kept as a hash under the survey's key, and not
longer than the hour it counts for.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.kit.database import Session
from services.kit.errors import TooMany
from services.kit.work import plan_work
from services.monitoring.contract.survey_refusals import TooManySurveyAnswers, TooManySurveyCodes
from services.monitoring.domain.surveys.links import origin_hash
from services.monitoring.store.survey_queries import hold_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.store.survey_try_queries import add_try, forget_tries, tries_since
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.surveys.of_survey import key_of

OPEN_ANSWER, WRONG_CODE = "open_answer", "wrong_code"
TRIES_LAST = timedelta(hours=1)
MOST_ANSWERS = 60
"""Two classes of a school on one connection: who stands for many must not be sent away."""
MOST_WRONG_CODES = 20
FORGET_TRIES = "forget-survey-tries"


async def count_open_answer(session: Session, survey: Survey, origin: str, office: Office) -> None:
    """One more new answer from here. Raises TooManySurveyAnswers."""
    await _count(session, survey, OPEN_ANSWER, origin, office)
    await _check(session, survey, OPEN_ANSWER, origin, MOST_ANSWERS, TooManySurveyAnswers, office)


async def check_codes(session: Session, survey: Survey, origin: str, office: Office) -> None:
    """Before a code is looked up. Raises TooManySurveyCodes."""
    await _check(session, survey, WRONG_CODE, origin, MOST_WRONG_CODES - 1, TooManySurveyCodes, office)


async def count_wrong_code(session: Session, survey_id: UUID, origin: str, office: Office) -> None:
    """In a transaction of its own: that of the answer was undone. A survey that closed meanwhile keeps nothing."""
    survey = await hold_survey(session, survey_id)
    if survey.state == "open":
        await _count(session, survey, WRONG_CODE, origin, office)


async def _check(
    session: Session, survey: Survey, kind: str, origin: str, most: int, refusal: type[TooMany], office: Office
) -> None:
    here = origin_hash(key_of(survey, office), origin)
    if await tries_since(session, survey.id, kind, here, office.now() - TRIES_LAST) > most:
        raise refusal(limit=most)


async def _count(session: Session, survey: Survey, kind: str, origin: str, office: Office) -> None:
    here, now = origin_hash(key_of(survey, office), origin), office.now()
    is_first = await add_try(session, survey.id, kind, here, since=now - TRIES_LAST, now=now)
    if is_first:
        await plan_work(session, FORGET_TRIES, {"surveyId": str(survey.id)}, now + TRIES_LAST)


def try_forgetter(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting places: those of this survey that no longer count."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        await forget_tries(session, UUID(payload["surveyId"]), office.now() - TRIES_LAST)

    return forget
