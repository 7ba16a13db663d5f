"""Routes of surveys: made by an officer, answered by whoever was asked, seen by everybody."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse
from services.monitoring.api.dependencies import OfficeDep, PeerDep
from services.monitoring.api.survey_views import desk_view, line_view, survey_view
from services.monitoring.contract.survey_follow import SurveyView
from services.monitoring.contract.survey_refusals import WrongSurveyCode
from services.monitoring.contract.surveys import (
    ContactToInvite,
    GiveAnswer,
    GivenAnswer,
    InviteContacts,
    InvitePeople,
    OpenAnswer,
    OpenSurvey,
    PrintSurveyCodes,
    SaveSurvey,
    StartSurvey,
    SurveyCodes,
    SurveyDesk,
    SurveyLine,
)
from services.monitoring.store.survey_follow_queries import count_sent
from services.monitoring.store.survey_queries import get_survey, surveys_of
from services.monitoring.usecases.surveys import answer, invite, make_survey
from services.monitoring.usecases.surveys.of_survey import check_seen_by, sees_drafts
from services.monitoring.usecases.surveys.open_survey import open_survey
from services.monitoring.usecases.surveys.tries import count_wrong_code

router = APIRouter(prefix="/surveys", tags=["surveys"])


@router.get("", operation_id="listSurveys", summary="The surveys of a year", response_description="Newest first")
async def list_surveys(caller: AnyCaller, database: DatabaseDep, year: Annotated[Year, Query()]) -> list[SurveyLine]:
    """Drafts for policy officers and approvers only."""
    async with database.reading() as session:
        found = await surveys_of(session, year, with_drafts=sees_drafts(caller))
        sent = await count_sent(session, [survey.id for survey in found])
    return [line_view(survey, sent.get(survey.id, 0)) for survey in found]


@router.post(
    "", status_code=201, operation_id="startSurvey", summary="Start a survey", response_description="The draft"
)
async def start(
    body: StartSurvey, caller: PersonCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> SurveyView:
    """With ten anchor points from the documents, to be worded, added to and dropped."""

    async def work() -> SurveyView:
        return await survey_view(session, await make_survey.start_survey(session, caller, body, office))

    async with database.transaction() as session:
        return await once.answer(session, SurveyView, work)


@router.get(
    "/{survey_id}",
    operation_id="getSurvey",
    summary="A survey, with what came out of it and what is done",
    response_description="The survey",
)
async def read(survey_id: UUID, caller: AnyCaller, database: DatabaseDep) -> SurveyView:
    async with database.reading() as session:
        survey = await get_survey(session, survey_id)
        check_seen_by(caller, survey)
        return await survey_view(session, survey)


@router.put("/{survey_id}", operation_id="saveSurvey", summary="Word a survey", response_description="The draft")
async def save(
    survey_id: UUID, body: SaveSurvey, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SurveyView:
    """As long as it is a draft."""
    async with database.transaction() as session:
        return await survey_view(session, await make_survey.save_survey(session, caller, survey_id, body, office))


@router.get(
    "/{survey_id}/desk",
    operation_id="getSurveyDesk",
    summary="Who is invited, the response, and what people wrote",
    response_description="For policy officers and approvers",
)
async def desk(survey_id: UUID, caller: PersonCaller, database: DatabaseDep) -> SurveyDesk:
    """Never who answered. What people wrote is here once the survey is closed."""
    caller.require_role("policy_officer", "approver")
    async with database.reading() as session:
        return await desk_view(session, await get_survey(session, survey_id))


@router.put(
    "/{survey_id}/invitations",
    operation_id="inviteToSurvey",
    summary="Say who of a group gets a personal link",
    response_description="The desk as it now is",
)
async def invite_people(
    survey_id: UUID, body: InvitePeople, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SurveyDesk:
    """In a draft the whole group; in an open survey in addition, and they get their mail at once."""
    async with database.transaction() as session:
        await invite.invite_people(session, caller, survey_id, body, office)
        return await desk_view(session, await get_survey(session, survey_id))


@router.get(
    "/{survey_id}/contacts-to-invite",
    operation_id="listContactsToInvite",
    summary="Partners whose mailbox may be invited to surveys, and is not yet",
    response_description="For policy officers",
)
async def contacts(survey_id: UUID, caller: PersonCaller, database: DatabaseDep) -> list[ContactToInvite]:
    """Only those that said yes to surveys: they gave their address for figures otherwise."""
    caller.require_role("policy_officer")
    async with database.reading() as session:
        await get_survey(session, survey_id)
        found = await invite.contacts_to_invite(session, survey_id)
    return [
        ContactToInvite(partner_id=partner.id, name=partner.name, email=contact.email, language=contact.language)
        for partner, contact in found
    ]


@router.put(
    "/{survey_id}/invited-contacts",
    operation_id="inviteContacts",
    summary="Invite partners by the mailbox the system has",
    response_description="The desk as it now is",
)
async def invite_contacts(
    survey_id: UUID, body: InviteContacts, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> SurveyDesk:
    """In addition to who is there; in an open survey they get their mail at once."""
    async with database.transaction() as session:
        await invite.invite_contacts(session, caller, survey_id, body, office)
        return await desk_view(session, await get_survey(session, survey_id))


@router.post(
    "/{survey_id}/opening",
    status_code=201,
    operation_id="openSurvey",
    summary="Open a survey and mail the links",
    response_description="The survey; its points stay as they are",
)
async def open_it(
    survey_id: UUID, body: OpenSurvey, caller: PersonCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> SurveyView:
    async def work() -> SurveyView:
        return await survey_view(session, await open_survey(session, caller, survey_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, SurveyView, work)


@router.post(
    "/{survey_id}/codes",
    status_code=201,
    operation_id="printSurveyCodes",
    summary="Make codes to print for residents",
    response_description="The codes, in this answer only",
)
async def codes(
    survey_id: UUID,
    body: PrintSurveyCodes,
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
    once: OnceDep,
) -> SurveyCodes:
    """The same request again answers without codes: they are kept nowhere."""

    async def work() -> SurveyCodes:
        return SurveyCodes(codes=await invite.print_codes(session, caller, survey_id, body, office))

    async with database.transaction() as session:
        return await once.answer(session, SurveyCodes, work, remember=lambda made: SurveyCodes(codes=[]))


@router.put(
    "/{survey_id}/answers",
    status_code=204,
    operation_id="answerSurvey",
    responses=may_refuse(429),
    summary="Answer a survey by personal link, printed code or open form",
    response_description="Taken",
    response_class=Response,
)
async def give_answer(
    survey_id: UUID, body: GiveAnswer, caller: AnyCaller, database: DatabaseDep, office: OfficeDep, peer: PeerDep
) -> None:
    """The same link, code or form again replaces the answer, until the survey closes. No Idempotency-Key: it would
    keep a trace of the answer."""
    # Only our own site is believed: anybody else could say another place each time.
    origin = f"site:{body.origin}" if caller.name == "service:frontend" else f"peer:{peer}"
    try:
        async with database.transaction() as session:
            await answer.give_answer(session, survey_id, body, origin, office)
    except WrongSurveyCode:
        async with database.transaction() as session:
            await count_wrong_code(session, survey_id, origin, office)
        raise


@router.post(
    "/{survey_id}/own-answers",
    operation_id="openOwnSurveyAnswer",
    summary="What was answered with a personal link",
    response_description="The answer so far; the link stands in the body, never in an address",
)
async def own_answer(
    survey_id: UUID, body: OpenAnswer, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> GivenAnswer:
    async with database.transaction() as session:
        return await answer.given_with_link(session, survey_id, body.link, office)


@router.post(
    "/{survey_id}/stops",
    status_code=204,
    operation_id="stopSurveyMail",
    summary="No more mail about this survey for who has this link",
    response_description="The address is deleted",
    response_class=Response,
)
async def stop_mail(
    survey_id: UUID, body: OpenAnswer, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> None:
    async with database.transaction() as session:
        await answer.stop_mail(session, survey_id, body.link, office)
