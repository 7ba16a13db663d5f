"""Routes of awards that are fixed afterwards, lowered or withdrawn: one proposes, another decides, everybody reads."""

from uuid import UUID

from fastapi import APIRouter

from services.budget.api.wiring import OfficeDep
from services.budget.award_change_views import change_view, changes_view
from services.budget.contract.award_changes import AwardChange, AwardChanges, DecideChange, ProposeChange
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.usecases.payments.change_award import decide_change, propose_change
from services.kit.caller import AnyCaller, PersonCaller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.kit.openapi import may_refuse

router = APIRouter(tags=["award changes"])


@router.get(
    "/initiatives/{initiative_id}/award-changes",
    operation_id="listAwardChanges",
    responses=may_refuse(409),
    summary="How an award changed after it was made: fixed, lowered or withdrawn, with the ground",
    response_description="What was decided; officers and approvers see proposals too",
)
async def changes(initiative_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep) -> AwardChanges:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=True)
        return await changes_view(session, whole, caller, office)


@router.post(
    "/initiatives/{initiative_id}/award-changes",
    status_code=201,
    operation_id="proposeChange",
    summary="Propose to fix, lower or withdraw an award, on a ground of the law; somebody else decides",
    response_description="The proposal",
)
async def propose(
    initiative_id: UUID,
    body: ProposeChange,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    office: OfficeDep,
) -> AwardChange:
    async with database.transaction() as session:

        async def work() -> AwardChange:
            return change_view(await propose_change(session, caller, initiative_id, body, office), caller)

        return await once.answer(session, AwardChange, work)


@router.post(
    "/award-changes/{change_id}/decision",
    operation_id="decideChange",
    summary="Decide on a change that somebody else proposed",
    response_description="The change, decided or dropped",
)
async def decide(
    change_id: UUID, body: DecideChange, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> AwardChange:
    async with database.transaction() as session:
        return change_view(await decide_change(session, caller, change_id, body, office), caller)
