"""Routes of deliberating on an idea: which way it is decided, proposals, and sending it on to the whole city."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.api.asking import ask_is_applicant
from services.budget.api.wiring import OfficeDep, ProfilesDep
from services.budget.contract.deliberations import (
    AnswerQuestion,
    AskQuestion,
    DecidingOverview,
    Deliberation,
    ObjectToProposal,
    OpenProposal,
    PutOnWaitingList,
    SendToCity,
    SupportProposal,
)
from services.budget.contract.initiatives import InitiativeState
from services.budget.store.deliberation_queries import idea_of_proposal
from services.budget.store.initiative_queries import find_applicant, get_whole_initiative, whole_initiatives
from services.budget.store.tables import Initiative
from services.budget.usecases.deliberations.ask_and_answer import answer_question, ask_question
from services.budget.usecases.deliberations.open_proposal import open_proposal
from services.budget.usecases.deliberations.read_deliberation import deliberations_of
from services.budget.usecases.deliberations.read_overview import read_overview
from services.budget.usecases.deliberations.send_to_city import send_to_city
from services.budget.usecases.deliberations.speak import object_to_proposal, support_proposal
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import check_of_circle
from services.budget.usecases.waiting.put_on_list import put_on_list
from services.kit.caller import AnyCaller, ApplicantCaller, Caller, PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import Database, DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.profiles.contract.client import ProfilesClient

router = APIRouter(tags=["deliberation"])
OF_IDEA = "/initiatives/{initiative_id}"
AS_IT_IS = "How the initiative is decided now"


async def _view(session: Session, caller: Caller, initiative_id: UUID, office: Office) -> Deliberation:
    whole = await get_whole_initiative(session, initiative_id, public=True)
    return (await deliberations_of(session, caller, [whole], office))[initiative_id]


async def _is_applicant(database: Database, profiles: ProfilesClient, caller: Caller, initiative_id: UUID) -> bool:
    """Asked before the transaction, and of who decides there only. Raises UnknownInitiative, NotOfThisCircle."""
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=True)
        applicant = await find_applicant(session, initiative_id)
    check_of_circle(caller, whole.initiative.area_id)
    return await ask_is_applicant(profiles, caller, applicant.contact_email if applicant else None)


async def _idea_of(database: Database, proposal_id: UUID) -> UUID:
    async with database.reading() as session:
        return await idea_of_proposal(session, proposal_id)


@router.get(
    "/deliberations",
    operation_id="listDeliberations",
    summary="How each open initiative of an area (or, without one, of the whole city) is being decided",
    response_description="The way that was set beforehand, and what was said, of each",
)
async def deliberations(
    caller: AnyCaller,
    database: DatabaseDep,
    office: OfficeDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
) -> list[Deliberation]:
    is_open = Initiative.state == InitiativeState.OPEN.value
    async with database.reading() as session:
        found = await whole_initiatives(session, Initiative.year == year, Initiative.area_id == area_id, is_open)
        return list((await deliberations_of(session, caller, found, office)).values())


@router.get(
    "/deciding-overview",
    operation_id="getDecidingOverview",
    summary="All open initiatives of an area (or of the whole city) against the money, for a member of its circle",
    response_description="What is asked, what is free, and which initiatives go together within it",
)
async def deciding_overview(
    caller: PersonCaller,
    database: DatabaseDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
    line_id: Annotated[UUID | None, Query(alias="lineId", description="of several lines for the whole city")] = None,
) -> DecidingOverview:
    check_of_circle(caller, area_id)
    async with database.reading() as session:
        return await read_overview(session, year, area_id, line_id)


@router.get(
    f"{OF_IDEA}/deliberation",
    operation_id="getDeliberation",
    summary="How an initiative is being decided",
    response_description="The way that was set beforehand, and what was said",
)
async def deliberation(
    initiative_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> Deliberation:
    async with database.reading() as session:
        return await _view(session, caller, initiative_id, office)


@router.post(
    f"{OF_IDEA}/city-wide",
    operation_id="sendToCity",
    summary="Send an idea that rises above its area to the circle of the whole city, with a reason",
    response_description=AS_IT_IS,
)
async def city_wide(
    initiative_id: UUID, body: SendToCity, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> Deliberation:
    async with database.transaction() as session:
        await send_to_city(session, caller, initiative_id, body, office)
        return await _view(session, caller, initiative_id, office)


@router.post(
    f"{OF_IDEA}/proposals",
    status_code=201,
    operation_id="openProposal",
    summary="Propose to award an idea, where consent decides; it stands open for the days of the scheme",
    response_description=AS_IT_IS,
)
async def propose(
    initiative_id: UUID,
    body: OpenProposal,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    profiles: ProfilesDep,
    office: OfficeDep,
) -> Deliberation:
    is_applicant = await _is_applicant(database, profiles, caller, initiative_id)
    async with database.transaction() as session:

        async def work() -> Deliberation:
            await open_proposal(session, caller, initiative_id, body, is_applicant=is_applicant, office=office)
            return await _view(session, caller, initiative_id, office)

        return await once.answer(session, Deliberation, work)


@router.post(
    "/proposals/{proposal_id}/yeses",
    status_code=201,
    operation_id="supportProposal",
    summary="Say yes to a proposal that stands open: a worker and a resident must have taken part",
    response_description=AS_IT_IS,
)
async def support(
    proposal_id: UUID,
    body: SupportProposal,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    profiles: ProfilesDep,
    office: OfficeDep,
) -> Deliberation:
    is_applicant = await _is_applicant(database, profiles, caller, await _idea_of(database, proposal_id))
    async with database.transaction() as session:

        async def work() -> Deliberation:
            idea = await support_proposal(session, caller, proposal_id, is_applicant=is_applicant, office=office)
            return await _view(session, caller, idea, office)

        return await once.answer(session, Deliberation, work)


@router.post(
    "/proposals/{proposal_id}/objections",
    status_code=201,
    operation_id="objectToProposal",
    summary="Object to a proposal with a reason: it stops, and a better one may follow",
    response_description=AS_IT_IS,
)
async def object_to(
    proposal_id: UUID,
    body: ObjectToProposal,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    profiles: ProfilesDep,
    office: OfficeDep,
) -> Deliberation:
    is_applicant = await _is_applicant(database, profiles, caller, await _idea_of(database, proposal_id))
    async with database.transaction() as session:

        async def work() -> Deliberation:
            idea = await object_to_proposal(
                session, caller, proposal_id, body, is_applicant=is_applicant, office=office
            )
            return await _view(session, caller, idea, office)

        return await once.answer(session, Deliberation, work)


@router.post(
    f"{OF_IDEA}/questions",
    status_code=201,
    operation_id="askQuestion",
    summary="Ask who told an idea something, as a member of its circle; everybody reads it",
    response_description=AS_IT_IS,
)
async def ask(
    initiative_id: UUID,
    body: AskQuestion,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> Deliberation:
    async with database.transaction() as session:

        async def work() -> Deliberation:
            await ask_question(session, caller, initiative_id, body.text, office)
            return await _view(session, caller, initiative_id, office)

        return await once.answer(session, Deliberation, work)


@router.post(
    f"{OF_IDEA}/answers",
    status_code=201,
    operation_id="answerQuestion",
    summary="Answer the circle, as who told the idea; everybody reads it",
    response_description=AS_IT_IS,
)
async def answer(
    initiative_id: UUID,
    body: AnswerQuestion,
    caller: ApplicantCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> Deliberation:
    async with database.transaction() as session:

        async def work() -> Deliberation:
            await answer_question(session, caller, initiative_id, body.text, office)
            return await _view(session, caller, initiative_id, office)

        return await once.answer(session, Deliberation, work)


@router.post(
    f"{OF_IDEA}/waiting",
    status_code=201,
    operation_id="putOnWaitingList",
    summary="Put an idea on the waiting list, when less is left than it asks",
    response_description=AS_IT_IS,
)
async def wait(
    initiative_id: UUID,
    body: PutOnWaitingList,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> Deliberation:
    async with database.transaction() as session:

        async def work() -> Deliberation:
            await put_on_list(session, caller, initiative_id, body, office)
            return await _view(session, caller, initiative_id, office)

        return await once.answer(session, Deliberation, work)
