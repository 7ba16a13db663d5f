"""Routes of initiatives for everybody: put an idea in, confirm it, and see what became of all of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col

from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.contract.initiatives import (
    CodeMailed,
    ConfirmIdea,
    IdeaConfirmed,
    IdeaReceived,
    InitiativeView,
    SubmitIdea,
)
from services.budget.store import initiative_queries
from services.budget.store.initiative_queries import get_whole_initiative, whole_initiatives
from services.budget.store.tables import Initiative
from services.budget.usecases.confirm_idea import confirm_idea, count_try
from services.budget.usecases.mail_new_code import mail_new_code
from services.budget.usecases.submit_idea import submit_idea
from services.budget.views import initiative_view
from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(prefix="/initiatives", tags=["initiatives"])


@router.post(
    "",
    status_code=201,
    operation_id="submitIdea",
    responses=may_refuse(429),
    summary="Put an idea in, without an account; a code goes out by mail",
    response_description="The idea is kept and waits for its code",
)
async def submit(
    body: SubmitIdea, caller: AnyCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> IdeaReceived:
    async with database.transaction() as session:
        return await once.answer(session, IdeaReceived, lambda: submit_idea(session, body, office))


@router.post(
    "/{initiative_id}/confirmation",
    operation_id="confirmIdea",
    responses=may_refuse(429),
    summary="Confirm an idea with the mailed code; five tries",
    response_description="The idea is open; the secret lets this browser follow it",
)
async def confirm(
    initiative_id: UUID, body: ConfirmIdea, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> IdeaConfirmed:
    async with database.transaction() as session:
        await count_try(session, initiative_id)
    async with database.transaction() as session:
        return await confirm_idea(session, initiative_id, body.code, office)


@router.post(
    "/{initiative_id}/codes",
    status_code=201,
    operation_id="mailNewCode",
    responses=may_refuse(429),
    summary="Mail another code for an idea that is not confirmed; five codes a day for one address",
    response_description="The code is on its way; codes before it work no more",
)
async def new_code(
    initiative_id: UUID, caller: AnyCaller, once: OnceDep, database: DatabaseDep, office: OfficeDep
) -> CodeMailed:
    async with database.transaction() as session:
        return await once.answer(session, CodeMailed, lambda: mail_new_code(session, initiative_id, office))


@router.get(
    "",
    dependencies=[PUBLIC],
    operation_id="listInitiatives",
    summary="Confirmed initiatives of a year, newest first; never who asked",
    response_description="The initiatives",
)
async def initiatives(
    caller: AnyCaller,
    database: DatabaseDep,
    year: Annotated[Year, Query()],
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
) -> list[InitiativeView]:
    in_area = [Initiative.area_id == area_id] if area_id else []
    is_public = col(Initiative.state).in_(initiative_queries.PUBLIC)
    async with database.reading() as session:
        found = await whole_initiatives(session, Initiative.year == year, is_public, *in_area)
    return [initiative_view(whole) for whole in found]


@router.get(
    "/{initiative_id}",
    dependencies=[PUBLIC],
    operation_id="getInitiative",
    summary="One confirmed initiative",
    response_description="The initiative",
)
async def initiative(initiative_id: UUID, caller: AnyCaller, database: DatabaseDep) -> InitiativeView:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=True)
    return initiative_view(whole)
