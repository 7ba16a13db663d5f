"""Routes of the deciding circle of an area: what is open, a yes, a stake."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.api.asking import ask_is_applicant
from services.budget.api.wiring import OfficeDep, ProfilesDep
from services.budget.contract.initiatives import DecisionView, DeclareStake, InitiativeState, InitiativeView, SayYes
from services.budget.store.circle_queries import area_and_contact
from services.budget.store.initiative_queries import get_whole_initiative, whole_initiatives
from services.budget.store.line_money import line_money
from services.budget.store.tables import Initiative
from services.budget.usecases.declare_stake import declare_stake
from services.budget.usecases.say_yes import check_of_circle, say_yes
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.budget.views import decision_view, initiative_view
from services.kit.caller import PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(tags=["circle"])


@router.get(
    "/decisions",
    operation_id="listDecisions",
    summary="Open initiatives of an area (or, without one, of the whole city), for a member of its circle",
    response_description="Each with its money, and whether the member can still say yes",
)
async def decisions(
    caller: PersonCaller,
    database: DatabaseDep,
    office: OfficeDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
) -> list[DecisionView]:
    seats = check_of_circle(caller, area_id)
    is_open = Initiative.state == InitiativeState.OPEN.value
    async with database.reading() as session:
        found = await whole_initiatives(session, Initiative.year == year, Initiative.area_id == area_id, is_open)
        money = await line_money(session, year, area_id)
        schemes = await schemes_of_ideas(session, [whole.initiative for whole in found], office)
    lines = {each.line.id: each for each in money}
    return [
        decision_view(whole, lines[whole.initiative.line_id], schemes[whole.initiative.id], seats, caller, office)
        for whole in found
    ]


@router.post(
    "/initiatives/{initiative_id}/yeses",
    status_code=201,
    operation_id="sayYes",
    summary="Say yes to an initiative or to a part of it; the second yes to the same, of the other kind, awards it",
    response_description="The initiative as it now is",
)
async def yes(
    initiative_id: UUID,
    body: SayYes,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    profiles: ProfilesDep,
    office: OfficeDep,
) -> InitiativeView:
    async with database.reading() as session:
        area_id, contact_email = await area_and_contact(session, initiative_id)
    check_of_circle(caller, area_id)
    is_applicant = await ask_is_applicant(profiles, caller, contact_email)
    async with database.transaction() as session:

        async def decide() -> InitiativeView:
            await say_yes(session, caller, initiative_id, body, is_applicant=is_applicant, office=office)
            return await _as_it_now_is(session, initiative_id)

        return await once.answer(session, InitiativeView, decide)


@router.post(
    "/initiatives/{initiative_id}/stakes",
    status_code=201,
    operation_id="declareStake",
    summary="Say that you have a personal interest in an initiative and keep out of its decision",
    response_description="The initiative as it now is",
)
async def stake(
    initiative_id: UUID,
    body: DeclareStake,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> InitiativeView:
    async with database.transaction() as session:

        async def declare() -> InitiativeView:
            await declare_stake(session, caller, initiative_id, seen_version=body.version, office=office)
            return await _as_it_now_is(session, initiative_id)

        return await once.answer(session, InitiativeView, declare)


async def _as_it_now_is(session: Session, initiative_id: UUID) -> InitiativeView:
    return initiative_view(await get_whole_initiative(session, initiative_id, public=True))
