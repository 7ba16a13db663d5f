"""Routes of what goes with an idea beyond the first page, and of the desk."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col

from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.application_views import application_view, costs_view, waits_for
from services.budget.contract.applications import (
    ApplicationView,
    ConfirmByHand,
    ConfirmWithDetails,
    EnterIdea,
    IdeaCosts,
    NeededDetails,
    SignAlong,
    SignedAlong,
    SignerCodeMailed,
)
from services.budget.contract.initiatives import IdeaConfirmed, IdeaReceived
from services.budget.contract.refusals import WrongCode
from services.budget.domain.details import costs_needed
from services.budget.store.application_queries import find_costs, get_whole_application, whole_applications
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.applications.enter_idea import confirm_by_hand, enter_idea
from services.budget.usecases.applications.may_see import check_staff
from services.budget.usecases.applications.sign_along import count_signer_try, mail_signer_again, sign_along
from services.budget.usecases.confirm_idea import confirm_idea, count_try, give_back_try
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.kit.errors import Invalid
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["applications"])


@router.get(
    "/initiatives/{initiative_id}/needed-details",
    operation_id="getNeededDetails",
    summary="What is asked of this idea besides its code",
    response_description="What the scheme asks, and what the idea waits for",
)
async def needed_details(
    initiative_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> NeededDetails:
    async with database.reading() as session:
        whole = await get_whole_application(session, initiative_id)
        rules = await scheme_of_idea(session, whole.initiative, office)
    return NeededDetails(
        waits_for=waits_for(whole.initiative, whole.applicant, whole.more),
        costs_needed=costs_needed(whole.initiative.amount_cents, rules.budget_table_from_cents),
        undertakings_allowed=rules.undertakings_allowed,
        de_minimis_asked=rules.de_minimis_asked,
        sign_age=rules.sign_age,
    )


@router.post(
    "/initiatives/{initiative_id}/detailed-confirmation",
    operation_id="confirmWithDetails",
    responses=may_refuse(429),
    summary="Confirm an idea with the mailed code and what else is needed; five tries",
    response_description="The idea is open, or waits for the adult who signs too",
)
async def complete(
    initiative_id: UUID, body: ConfirmWithDetails, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> IdeaConfirmed:
    async with database.transaction() as session:
        await count_try(session, initiative_id)
    try:
        async with database.transaction() as session:
            return await confirm_idea(session, initiative_id, body.code, office, body.details)
    except WrongCode:
        raise
    except Invalid:
        async with database.transaction() as session:
            await give_back_try(session, initiative_id)
        raise


@router.post(
    "/initiatives/{initiative_id}/signature",
    operation_id="signAlong",
    responses=may_refuse(429),
    summary="Sign too for somebody younger, with the code that was mailed; five tries",
    response_description="The idea is open",
)
async def sign(
    initiative_id: UUID, body: SignAlong, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> SignedAlong:
    async with database.transaction() as session:
        await count_signer_try(session, initiative_id)
    async with database.transaction() as session:
        return await sign_along(session, initiative_id, body.code, office)


@router.post(
    "/initiatives/{initiative_id}/signer-codes",
    status_code=201,
    operation_id="mailSignerCode",
    responses=may_refuse(429),
    summary="Mail another code to who signs too; five a day",
    response_description="The code is on its way; codes before it work no more",
)
async def signer_code(
    initiative_id: UUID, caller: AnyCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> SignerCodeMailed:
    async with database.transaction() as session:
        return await once.answer(session, SignerCodeMailed, lambda: mail_signer_again(session, initiative_id, office))


@router.post(
    "/desk-ideas",
    status_code=201,
    operation_id="enterIdea",
    summary="Enter an idea for somebody at the desk or by phone, who confirms it by code or on paper",
    response_description="The idea is kept and waits for its code or signature",
)
async def enter(
    body: EnterIdea, caller: PersonCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> IdeaReceived:
    async with database.transaction() as session:
        return await once.answer(session, IdeaReceived, lambda: enter_idea(session, caller, body, office))


@router.post(
    "/initiatives/{initiative_id}/signature-on-paper",
    operation_id="confirmByHand",
    summary="Tell that who asks signed the printed receipt",
    response_description="The idea is open",
)
async def by_hand(
    initiative_id: UUID, body: ConfirmByHand, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ApplicationView:
    async with database.transaction() as session:
        await confirm_by_hand(session, caller, initiative_id, body, office)
        return application_view(await get_whole_application(session, initiative_id))


@router.get(
    "/applications",
    operation_id="listApplications",
    summary="Who asks in an area, for the staff who answer, call and print",
    response_description="Newest first; without area those for the whole city",
)
async def applications(
    caller: PersonCaller,
    database: DatabaseDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
) -> list[ApplicationView]:
    check_staff(caller, area_id)
    here = col(Initiative.area_id).is_(None) if area_id is None else col(Initiative.area_id) == area_id
    async with database.reading() as session:
        return [application_view(whole) for whole in await whole_applications(session, Initiative.year == year, here)]


@router.get(
    "/initiatives/{initiative_id}/application",
    operation_id="getApplication",
    summary="Who asks for one idea, for staff of its area",
    response_description="What they typed, and how to reach them",
)
async def application(initiative_id: UUID, caller: PersonCaller, database: DatabaseDep) -> ApplicationView:
    async with database.reading() as session:
        whole = await get_whole_application(session, initiative_id)
    check_staff(caller, whole.initiative.area_id)
    return application_view(whole)


@router.get(
    "/initiatives/{initiative_id}/costs",
    dependencies=[PUBLIC],
    operation_id="getIdeaCosts",
    summary="The table of costs of a confirmed idea",
    response_description="What it is for and how much; empty when none was asked",
)
async def costs(initiative_id: UUID, caller: AnyCaller, database: DatabaseDep) -> IdeaCosts:
    async with database.reading() as session:
        await get_whole_initiative(session, initiative_id, public=True)
        return costs_view(await find_costs(session, initiative_id))
