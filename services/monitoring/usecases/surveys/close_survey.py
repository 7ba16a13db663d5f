"""Closes a survey in one transaction: it is counted, texts are shuffled, and what ties answers to people is deleted."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.contract.surveys import GroupResponse, Outcome, PointResult, Spread, SpreadRow
from services.monitoring.domain.surveys import spread
from services.monitoring.domain.surveys.release import GROUPS, counted_rows
from services.monitoring.store.survey_queries import (
    answered_by_group,
    answers_of,
    count_codes,
    forget_answers,
    invitations_of,
    lock_survey,
    texts_of,
    write_texts,
)
from services.monitoring.store.survey_tables import Survey, SurveyAnswer
from services.monitoring.usecases.mails import drop_mails
from services.monitoring.usecases.office import Office, end_of
from services.monitoring.usecases.surveys.open_survey import CLOSE_SURVEY

FORGET_TEXTS = "forget-survey-texts"
KEEP_TEXTS = timedelta(days=365)
"""So long an officer may choose quotes and write themes from what people wrote; then the words go."""


def survey_closer(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of closing."""

    async def close(session: Session, payload: Mapping[str, Any]) -> None:
        await close_survey(session, UUID(payload["surveyId"]), office)

    return close


async def close_survey(session: Session, survey_id: UUID, office: Office) -> None:
    """All of it or nothing; a survey that is closed stays as it is. Nobody answers meanwhile.

    What a row of the outcome says is about five answers or more, and single answers are gone: not even we can look.
    """
    survey = await lock_survey(session, survey_id)
    if survey.state != "open":
        return
    if office.now() < end_of(survey.closes_on):
        await plan_work(session, CLOSE_SURVEY, {"surveyId": str(survey_id)}, end_of(survey.closes_on))
        return
    answers = await answers_of(session, survey_id)
    outcome = _counted(survey, answers, await responses_of(session, survey))
    texts = [("well", each.goes_well) for each in answers] + [("better", each.can_be_better) for each in answers]
    written = [(kind, words) for kind, words in texts if words]
    # From `secrets` and not from the database, that could be asked for the order again.
    secrets.SystemRandom().shuffle(written)
    await write_texts(session, survey_id, written)
    for answer in answers:
        session.expunge(answer)
    await forget_answers(session, survey_id)
    await drop_mails(session, survey=str(survey_id))
    survey.outcome = outcome.model_dump(mode="json", by_alias=True)
    survey.state, survey.pepper, survey.closed_at = "closed", None, office.now()
    survey.version += 1
    await session.flush()
    await plan_work(session, FORGET_TEXTS, {"surveyId": str(survey_id)}, office.now() + KEEP_TEXTS)


async def responses_of(session: Session, survey: Survey) -> list[GroupResponse]:
    """How many of each group were invited and answered, of a survey that is not closed."""
    invited = [each.group_name for each in await invitations_of(session, survey.id)]
    codes, answered = await count_codes(session, survey.id), await answered_by_group(session, survey.id)
    asked = {group: invited.count(group) for group in GROUPS} | {"residents": codes}
    return [
        GroupResponse(
            group=group,
            invited=None if group == "residents" and survey.residents == "link" else asked[group],
            answers=answered.get(group, 0),
        )
        for group in GROUPS
        if asked[group] or answered.get(group) or (group == "residents" and survey.residents != "nobody")
    ]


def _counted(survey: Survey, answers: Sequence[SurveyAnswer], responses: list[GroupResponse]) -> Outcome:
    scores = [(each.group_name, {int(point): score for point, score in each.scores.items()}) for each in answers]
    return Outcome(responses=responses, points=[_of_point(at, scores) for at in range(1, len(survey.points) + 1)])


def _of_point(number: int, scores: Sequence[tuple[str, Mapping[int, int]]]) -> PointResult:
    rows = counted_rows(number, scores)
    total = {score: sum(counts[score] for _, counts in rows) for score in spread.SCORES}
    return PointResult(
        number=number,
        total=_spread(total) if rows else None,
        rows=[SpreadRow(groups=list(groups), spread=_spread(counts)) for groups, counts in rows],
    )


def _spread(counts: Mapping[int, int]) -> Spread:
    made = spread.spread_of(counts)
    return Spread(
        answers=made.answers,
        counts=list(made.counts),
        mean=made.mean,
        median=made.median,
        low=made.low,
        high=made.high,
    )


def text_forgetter() -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting what people wrote; a quote that was chosen stays where it was shown."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        for text in await texts_of(session, UUID(payload["surveyId"])):
            text.words = ""
        await session.flush()

    return forget
