"""Routes of objections: file one, enter one that came by post, handle them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.budget.api.wiring import OfficeDep
from services.budget.contract.objections import (
    DecideObjection,
    EnterObjection,
    ExtendObjection,
    FileObjection,
    ObjectionView,
    WithdrawObjection,
)
from services.budget.objection_views import HANDLERS, objection_view
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.objection_queries import get_whole_objection, who_decided, whole_objections
from services.budget.store.objection_tables import Objection
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.may_read import check_may_read
from services.budget.usecases.objections.file_objection import enter_objection, file_objection
from services.budget.usecases.objections.handle_objection import decide_objection, extend_objection, withdraw_objection
from services.kit.caller import ApplicantCaller, Caller, KnownCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep

router = APIRouter(tags=["objections"])
NOW = "The objection as it now is"


@router.post(
    "/initiatives/{initiative_id}/objections",
    status_code=201,
    operation_id="fileObjection",
    summary="Object to the decision on your own idea; too late is taken too",
    response_description=NOW,
)
async def filing(
    initiative_id: UUID,
    body: FileObjection,
    caller: ApplicantCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> ObjectionView:
    async with database.transaction() as session:

        async def file() -> ObjectionView:
            return await _view(session, await file_objection(session, caller, initiative_id, body, office), caller)

        return await once.answer(session, ObjectionView, file)


@router.post(
    "/initiatives/{initiative_id}/entered-objections",
    status_code=201,
    operation_id="enterObjection",
    summary="Enter an objection that came by post or at the desk",
    response_description=NOW,
)
async def entering(
    initiative_id: UUID,
    body: EnterObjection,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> ObjectionView:
    async with database.transaction() as session:

        async def enter() -> ObjectionView:
            return await _view(session, await enter_objection(session, caller, initiative_id, body, office), caller)

        return await once.answer(session, ObjectionView, enter)


@router.get(
    "/initiatives/{initiative_id}/objections",
    operation_id="listObjectionsOfInitiative",
    summary="The objections to a decision on an idea: for its applicant their own, for staff all",
    response_description="What is to be decided first",
)
async def of_initiative(initiative_id: UUID, caller: KnownCaller, database: DatabaseDep) -> list[ObjectionView]:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=False)
        check_may_read(caller, whole.initiative)
        own = [Objection.of_applicant == True] if caller.kind == "applicant" else []  # noqa: E712 (SQL, not Python)
        found = await whole_objections(session, Objection.initiative_id == initiative_id, *own)
        decided = await who_decided(session, [initiative_id])
    return [objection_view(each, decided[initiative_id], caller) for each in found]


@router.get(
    "/objections",
    operation_id="listObjections",
    summary="The objections of a year, for policy officers and approvers",
    response_description="What is to be decided first, the soonest on top",
)
async def objections(
    caller: PersonCaller, database: DatabaseDep, year: Annotated[Year, Query()]
) -> list[ObjectionView]:
    caller.require_role(*HANDLERS)
    async with database.reading() as session:
        found = await whole_objections(session, Initiative.year == year)
        decided = await who_decided(session, [each.initiative.id for each in found])
    return [objection_view(each, decided[each.initiative.id], caller) for each in found]


@router.get(
    "/objections/{objection_id}",
    operation_id="getObjection",
    summary="One objection, for policy officers and approvers",
    response_description="The objection",
)
async def objection(objection_id: UUID, caller: PersonCaller, database: DatabaseDep) -> ObjectionView:
    caller.require_role(*HANDLERS)
    async with database.reading() as session:
        whole = await get_whole_objection(session, objection_id)
        decided = await who_decided(session, [whole.initiative.id])
    return objection_view(whole, decided[whole.initiative.id], caller)


@router.post(
    "/objections/{objection_id}/extension",
    operation_id="extendObjection",
    summary="Take six weeks more to decide, once",
    response_description=NOW,
)
async def extending(
    objection_id: UUID, body: ExtendObjection, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ObjectionView:
    async with database.transaction() as session:
        return await _view(session, await extend_objection(session, caller, objection_id, body.version, office), caller)


@router.post(
    "/objections/{objection_id}/decision",
    status_code=201,
    operation_id="decideObjection",
    summary="Decide on an objection; never by who took part in what it is against",
    response_description=NOW,
)
async def deciding(
    objection_id: UUID,
    body: DecideObjection,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> ObjectionView:
    async with database.transaction() as session:

        async def decide() -> ObjectionView:
            return await _view(session, await decide_objection(session, caller, objection_id, body, office), caller)

        return await once.answer(session, ObjectionView, decide)


@router.post(
    "/objections/{objection_id}/withdrawal",
    operation_id="withdrawObjection",
    summary="Withdraw your own objection",
    response_description=NOW,
)
async def withdrawing(
    objection_id: UUID, body: WithdrawObjection, caller: ApplicantCaller, database: DatabaseDep, office: OfficeDep
) -> ObjectionView:
    async with database.transaction() as session:
        done = await withdraw_objection(session, caller, objection_id, body.version, office)
        return await _view(session, done, caller)


async def _view(session: Session, done: Objection, caller: Caller) -> ObjectionView:
    whole = await get_whole_objection(session, done.id)
    decided = await who_decided(session, [done.initiative_id])
    return objection_view(whole, decided[done.initiative_id], caller)
