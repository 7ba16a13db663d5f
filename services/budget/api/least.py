"""The route of the least an idea can do with."""

from uuid import UUID

from fastapi import APIRouter

from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.least import SetLeast
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.usecases.set_least import set_least
from services.budget.views import initiative_view
from services.kit.caller import KnownCaller
from services.kit.database import DatabaseDep

router = APIRouter(tags=["initiatives"])


@router.put(
    "/initiatives/{initiative_id}/least",
    operation_id="setLeast",
    summary="Say the least an open idea can do with, as who told it or as staff of its area for them",
    response_description="The initiative as it now is",
)
async def least(initiative_id: UUID, body: SetLeast, caller: KnownCaller, database: DatabaseDep) -> InitiativeView:
    async with database.transaction() as session:
        await set_least(session, caller, initiative_id, body)
        return initiative_view(await get_whole_initiative(session, initiative_id, public=True))
