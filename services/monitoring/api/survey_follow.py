"""Routes of what is done with a survey: themes, quotes, dialogue sessions, the summary to the council."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import OfficeDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.survey_views import dialogue_view, summary_view, survey_view
from services.monitoring.contract.survey_follow import (
    ChooseQuote,
    DialogueView,
    InviteToDialogue,
    PlanDialogue,
    SendSummary,
    SignUp,
    SummaryView,
    SurveyView,
    WriteOutcomes,
    WriteSummary,
    WriteTheme,
)
from services.monitoring.contract.survey_refusals import UnknownSummary
from services.monitoring.store.survey_follow_queries import summaries_of
from services.monitoring.store.survey_queries import get_survey
from services.monitoring.usecases.surveys import hold_dialogue, write_summary, write_theme
from services.monitoring.usecases.surveys.of_survey import sees_drafts

router = APIRouter(prefix="/surveys/{survey_id}", tags=["surveys"])
DIALOGUES = "/dialogues/{dialogue_id}"


@router.post(
    "/themes", status_code=201, operation_id="addSurveyTheme", summary="Add a theme", response_description="The survey"
)
async def add_theme(
    survey_id: UUID, body: WriteTheme, caller: PersonCaller, database: DatabaseDep, once: OnceDep
) -> SurveyView:
    """What goes well or can be better, with an answer and follow-up. Once the survey is closed."""

    async def work() -> SurveyView:
        await write_theme.add_theme(session, caller, survey_id, body)
        return await _survey(session, survey_id)

    async with database.transaction() as session:
        return await once.answer(session, SurveyView, work)


@router.put(
    "/themes/{theme_id}",
    operation_id="changeSurveyTheme",
    summary="Change a theme, its answer or its follow-up",
    response_description="The survey",
)
async def change_theme(
    survey_id: UUID, theme_id: UUID, body: WriteTheme, caller: PersonCaller, database: DatabaseDep
) -> SurveyView:
    async with database.transaction() as session:
        await write_theme.change_theme(session, caller, survey_id, theme_id, body)
        return await _survey(session, survey_id)


@router.put(
    "/quotes/{number}",
    operation_id="chooseSurveyQuote",
    summary="Show what somebody wrote under a theme, or take it away",
    response_description="The survey",
)
async def choose_quote(
    survey_id: UUID, number: int, body: ChooseQuote, caller: PersonCaller, database: DatabaseDep
) -> SurveyView:
    async with database.transaction() as session:
        await write_theme.choose_quote(session, caller, survey_id, number, body)
        return await _survey(session, survey_id)


@router.post(
    "/dialogues",
    status_code=201,
    operation_id="planDialogue",
    summary="Plan a dialogue session",
    response_description="The session",
)
async def plan_dialogue(
    survey_id: UUID, body: PlanDialogue, caller: PersonCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> DialogueView:
    async def work() -> DialogueView:
        return dialogue_view(await hold_dialogue.plan_dialogue(session, caller, survey_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, DialogueView, work)


@router.put(DIALOGUES, operation_id="moveDialogue", summary="Change a session", response_description="The session")
async def move_dialogue(
    survey_id: UUID,
    dialogue_id: UUID,
    body: PlanDialogue,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> DialogueView:
    async with database.transaction() as session:
        return dialogue_view(await hold_dialogue.move_dialogue(session, caller, survey_id, dialogue_id, body, office))


@router.post(
    DIALOGUES + "/invitations",
    status_code=201,
    operation_id="inviteToDialogue",
    summary="Mail an invitation to a session; addresses are not kept",
    response_description="The session",
)
async def invite_to_dialogue(
    survey_id: UUID,
    dialogue_id: UUID,
    body: InviteToDialogue,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
    once: OnceDep,
) -> DialogueView:
    async def work() -> DialogueView:
        found = await hold_dialogue.invite_to_dialogue(session, caller, survey_id, dialogue_id, body, office)
        return dialogue_view(found)

    async with database.transaction() as session:
        return await once.answer(session, DialogueView, work)


@router.post(
    DIALOGUES + "/sign-ups",
    status_code=201,
    operation_id="signUpForDialogue",
    summary="Say with how many you come",
    response_description="The session",
)
async def sign_up(
    survey_id: UUID,
    dialogue_id: UUID,
    body: SignUp,
    caller: AnyCaller,
    database: DatabaseDep,
    office: OfficeDep,
    once: OnceDep,
) -> DialogueView:
    async def work() -> DialogueView:
        return dialogue_view(await hold_dialogue.sign_up(session, caller, survey_id, dialogue_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, DialogueView, work)


@router.put(
    DIALOGUES + "/outcomes",
    operation_id="writeDialogueOutcomes",
    summary="Write what came out of a session, per anchor point",
    response_description="The session",
)
async def write_outcomes(
    _no_number_of_person: NoNumberOfPerson,
    survey_id: UUID,
    dialogue_id: UUID,
    body: WriteOutcomes,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
) -> DialogueView:
    async with database.transaction() as session:
        found = await hold_dialogue.write_outcomes(session, caller, survey_id, dialogue_id, body, office)
        return dialogue_view(found)


@router.put(
    "/summary",
    operation_id="writeSurveySummary",
    summary="Write the summary to the council",
    response_description="The summary that is being written",
)
async def write(survey_id: UUID, body: WriteSummary, caller: PersonCaller, database: DatabaseDep) -> SummaryView:
    async with database.transaction() as session:
        summary = await write_summary.write_summary(session, caller, survey_id, body)
        return await summary_view(session, await get_survey(session, survey_id), summary, caller)


@router.get(
    "/summary",
    operation_id="getLatestSurveySummary",
    summary="The latest summary a reader may see",
    response_description="One that is being written only for policy officers and approvers",
)
async def latest(survey_id: UUID, caller: AnyCaller, database: DatabaseDep) -> SummaryView:
    async with database.reading() as session:
        return await _latest(session, survey_id, caller)


@router.get(
    "/summaries/{number}",
    operation_id="getSurveySummary",
    summary="A summary as the council got it",
    response_description="The summary",
)
async def read(survey_id: UUID, number: int, caller: AnyCaller, database: DatabaseDep) -> SummaryView:
    async with database.reading() as session:
        survey, known = await get_survey(session, survey_id), await summaries_of(session, survey_id)
        seen = [each for each in known if each.number == number and (each.sent_at or sees_drafts(caller))]
        if not seen:
            raise UnknownSummary
        return await summary_view(session, survey, seen[0], caller)


@router.post(
    "/summaries/{number}/sending",
    status_code=201,
    operation_id="sendSurveySummary",
    summary="Send the summary to the council exactly as it was read",
    response_description="The summary as it will stay",
)
async def send(
    survey_id: UUID,
    number: int,
    body: SendSummary,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
    once: OnceDep,
) -> SummaryView:
    """For a policy officer or approver who wrote nothing in it."""

    async def work() -> SummaryView:
        summary = await write_summary.hold_summary(session, caller, survey_id, number, body)
        survey = await get_survey(session, survey_id)
        seen = await summary_view(session, survey, summary, caller)
        told = (seen.content, seen.content_sha256, body, office)
        await write_summary.send_summary(session, caller, survey, summary, *told)
        return await summary_view(session, survey, summary, caller)

    async with database.transaction() as session:
        return await once.answer(session, SummaryView, work)


async def _survey(session: Session, survey_id: UUID) -> SurveyView:
    return await survey_view(session, await get_survey(session, survey_id))


async def _latest(session: Session, survey_id: UUID, caller: Caller) -> SummaryView:
    survey = await get_survey(session, survey_id)
    seen = [each for each in await summaries_of(session, survey_id) if each.sent_at or sees_drafts(caller)]
    if not seen:
        raise UnknownSummary
    return await summary_view(session, survey, seen[-1], caller)
