"""Opens a survey: its points are frozen, invitations go out, reminders and closing are planned."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.kit.work import plan_work
from services.monitoring.contract.survey_refusals import ClosesTooSoon, NobodyAsked
from services.monitoring.contract.surveys import OpenSurvey
from services.monitoring.domain.surveys.links import link_hash, link_secret
from services.monitoring.store.survey_queries import answered_with, invitations_of, lock_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.office import Office, end_of, start_of
from services.monitoring.usecases.surveys.invite import INVITATION, REMINDER, mail_links
from services.monitoring.usecases.surveys.of_survey import check_draft, key_of

CLOSE_SURVEY, REMIND_SURVEY = "close-survey", "remind-survey"
AT_NINE = 9
"""The hour of a reminder, in Europe/Amsterdam."""


async def open_survey(session: Session, caller: Caller, survey_id: UUID, body: OpenSurvey, office: Office) -> Survey:
    """For policy officers. Raises SurveyNotDraft, StaleVersion, ClosesTooSoon, NobodyAsked."""
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    check_draft(survey)
    check_version(survey.version, body.seen_version)
    if survey.closes_on <= office.today():
        raise ClosesTooSoon
    invitations = await invitations_of(session, survey_id)
    if not invitations and survey.residents == "nobody":
        raise NobodyAsked
    survey.state, survey.opened_at, survey.opened_by = "open", office.now(), caller.name
    survey.version += 1
    await session.flush()
    await mail_links(session, survey, invitations, INVITATION, office)
    for number, day in enumerate(survey.remind_on, 1):
        payload = {"surveyId": str(survey_id), "number": number}
        await plan_work(session, REMIND_SURVEY, payload, start_of(date.fromisoformat(day), AT_NINE))
    await plan_work(session, CLOSE_SURVEY, {"surveyId": str(survey_id)}, end_of(survey.closes_on))
    return survey


def survey_reminder(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of reminding."""

    async def remind(session: Session, payload: Mapping[str, Any]) -> None:
        await remind_of_survey(session, UUID(payload["surveyId"]), payload["number"], office)

    return remind


async def remind_of_survey(session: Session, survey_id: UUID, number: int, office: Office) -> None:
    """Who has not answered and did not say to stop; each reminder once, and none in a survey that closed.

    Who was invited later than this reminder's day is not reminded for it.
    """
    survey = await lock_survey(session, survey_id)
    if survey.state != "open" or office.now() >= end_of(survey.closes_on):
        return
    key, answered = key_of(survey, office), await answered_with(session, survey_id)
    silent = [
        invitation
        for invitation in await invitations_of(session, survey_id)
        if invitation.email
        and invitation.reminded < number
        and link_hash(key, link_secret(key, invitation.id)) not in answered
    ]
    for invitation in silent:
        invitation.reminded = number
    await session.flush()
    await mail_links(session, survey, silent, REMINDER, office)
