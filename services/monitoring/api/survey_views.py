"""A survey, its desk and its summaries as monitoring answers them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.monitoring.contract.survey_follow import (
    DialogueView,
    OutcomeNote,
    SummaryLine,
    SummaryView,
    SurveyView,
    ThemeView,
)
from services.monitoring.contract.surveys import AnchorPoint, InvitedView, Outcome, SurveyDesk, SurveyLine, TextView
from services.monitoring.store.survey_follow_queries import dialogues_of, summaries_of, themes_of
from services.monitoring.store.survey_follow_tables import SurveyDialogue, SurveySummary, SurveyTheme
from services.monitoring.store.survey_queries import count_codes, invitations_of, texts_of
from services.monitoring.store.survey_tables import Survey, SurveyText
from services.monitoring.usecases.surveys.close_survey import responses_of


def line_view(survey: Survey, summaries_sent: int) -> SurveyLine:
    return SurveyLine(
        id=survey.id,
        year=survey.year,
        title=survey.title,
        state=survey.state,
        opened_at=survey.opened_at,
        closes_on=survey.closes_on,
        residents=survey.residents,
        summaries_sent=summaries_sent,
    )


async def survey_view(session: Session, survey: Survey) -> SurveyView:
    """As everybody sees it."""
    quotes = _quotes(await texts_of(session, survey.id))
    return SurveyView(
        id=survey.id,
        year=survey.year,
        title=survey.title,
        introduction=survey.introduction,
        points=[AnchorPoint(number=at, **point) for at, point in enumerate(survey.points, 1)],
        closes_on=survey.closes_on,
        remind_on=[date.fromisoformat(day) for day in survey.remind_on],
        residents=survey.residents,
        state=survey.state,
        version=survey.version,
        opened_at=survey.opened_at,
        closed_at=survey.closed_at,
        outcome=Outcome.model_validate(survey.outcome) if survey.outcome else None,
        themes=[_theme(theme, quotes[theme.id]) for theme in await themes_of(session, survey.id)],
        dialogues=[dialogue_view(dialogue) for dialogue in await dialogues_of(session, survey.id)],
        summaries=[
            SummaryLine(number=each.number, sent_at=each.sent_at)
            for each in await summaries_of(session, survey.id)
            if each.sent_at
        ],
    )


def _quotes(texts: Iterable[SurveyText]) -> defaultdict[UUID | None, list[str]]:
    quotes: defaultdict[UUID | None, list[str]] = defaultdict(list)
    for text in texts:
        if text.quote:
            quotes[text.theme_id].append(text.quote)
    return quotes


def _theme(theme: SurveyTheme, quotes: list[str]) -> ThemeView:
    return ThemeView(quotes=quotes, **theme.model_dump(exclude={"survey_id", "number"}))


def dialogue_view(dialogue: SurveyDialogue) -> DialogueView:
    notes = sorted((int(point), words) for point, words in dialogue.outcomes.items())
    fields = dialogue.model_dump(exclude={"survey_id", "outcomes"})
    return DialogueView(outcomes=[OutcomeNote(point=point, words=words) for point, words in notes], **fields)


async def desk_view(session: Session, survey: Survey) -> SurveyDesk:
    """Whom was invited, never who answered; what people wrote once it is closed."""
    invited: Sequence[Any] = await invitations_of(session, survey.id)
    is_closed = survey.state == "closed"
    outcome = Outcome.model_validate(survey.outcome) if survey.outcome else None
    return SurveyDesk(
        invited=[
            InvitedView(group=each.group_name, email=each.email, language=each.language)
            for each in invited
            if each.email
        ],
        stopped=sum(each.email is None for each in invited),
        codes_printed=0 if is_closed else await count_codes(session, survey.id),
        responses=outcome.responses if outcome else await responses_of(session, survey),
        texts=[
            TextView(number=each.number, kind=each.kind, words=each.words, quote=each.quote, theme_id=each.theme_id)
            for each in await texts_of(session, survey.id)
            if each.words or each.quote
        ],
    )


async def summary_view(session: Session, survey: Survey, summary: SurveySummary, caller: Caller) -> SummaryView:
    """As it was sent, or as it would be sent now."""
    kept = SurveyView.model_validate(summary.content) if summary.content else None
    content = kept or (await survey_view(session, survey)).model_copy(update={"summaries": []})
    may_decide = caller.has_role("policy_officer") or caller.has_role("approver")
    return SummaryView(
        number=summary.number,
        introduction=summary.introduction,
        conclusion=summary.conclusion,
        version=summary.version,
        sent_at=summary.sent_at,
        may_send=may_decide and summary.sent_at is None and caller.answerable not in summary.writers,
        content=content,
        content_sha256=hashlib.sha256(content.model_dump_json(by_alias=True).encode()).hexdigest(),
    )
