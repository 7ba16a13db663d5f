"""A survey before it opens: started with the points of the documents, then worded by the officer."""

from datetime import date, timedelta
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.survey_refusals import ClosesTooSoon
from services.monitoring.contract.surveys import PointText, SaveSurvey, StartSurvey
from services.monitoring.domain.surveys.links import new_pepper
from services.monitoring.domain.surveys.points import DEFAULT_POINTS
from services.monitoring.store.survey_queries import lock_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.surveys.of_survey import check_draft

REMIND_BEFORE = (timedelta(days=7), timedelta(days=2))
"""To begin with, a reminder falls so long before the last day; the officer sets them."""


async def start_survey(session: Session, caller: Caller, body: StartSurvey, office: Office) -> Survey:
    """For policy officers. Raises ClosesTooSoon."""
    caller.require_role("policy_officer")
    _check_days(body.closes_on, [], office.today())
    survey = Survey(
        year=body.year,
        title=body.title,
        points=[
            {each: getattr(point, each) for each in ("name", "statement", "name_en", "statement_en")}
            for point in DEFAULT_POINTS
        ],
        closes_on=body.closes_on,
        remind_on=[
            (body.closes_on - before).isoformat()
            for before in REMIND_BEFORE
            if body.closes_on - before > office.today()
        ],
        pepper=new_pepper(),
        made_by=caller.name,
        made_at=office.now(),
    )
    session.add(survey)
    await session.flush()
    return survey


async def save_survey(session: Session, caller: Caller, survey_id: UUID, body: SaveSurvey, office: Office) -> Survey:
    """For policy officers, as long as it is a draft. Raises SurveyNotDraft, StaleVersion, ClosesTooSoon."""
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    check_draft(survey)
    check_version(survey.version, body.seen_version)
    _check_days(body.closes_on, body.remind_on, office.today())
    survey.title, survey.introduction = body.title, body.introduction
    survey.points = [_kept(point) for point in body.points]
    survey.closes_on, survey.residents = body.closes_on, body.residents
    survey.remind_on = [day.isoformat() for day in sorted(set(body.remind_on))]
    survey.version += 1
    await session.flush()
    return survey


def _kept(point: PointText) -> dict[str, str]:
    return point.model_dump()


def _check_days(closes_on: date, remind_on: list[date], today: date) -> None:
    if closes_on <= today or any(not today < day <= closes_on for day in remind_on):
        raise ClosesTooSoon
