"""Routes of deliberating on an idea: which way it is decided, and sending it on to the whole city."""

from uuid import UUID

from fastapi import APIRouter

from services.budget.api.wiring import OfficeDep
from services.budget.contract.deliberations import Deliberation, SendToCity
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.usecases.deliberations.read_deliberation import deliberations_of
from services.budget.usecases.deliberations.send_to_city import send_to_city
from services.budget.usecases.office import Office
from services.kit.caller import AnyCaller, PersonCaller
from services.kit.database import DatabaseDep, Session

router = APIRouter(prefix="/initiatives/{initiative_id}", tags=["deliberation"])


async def _view(session: Session, initiative_id: UUID, office: Office) -> Deliberation:
    whole = await get_whole_initiative(session, initiative_id, public=True)
    return (await deliberations_of(session, [whole], office))[initiative_id]


@router.get(
    "/deliberation",
    operation_id="getDeliberation",
    summary="How an initiative is being decided",
    response_description="The way that was set beforehand, and what was said",
)
async def deliberation(
    initiative_id: UUID, caller: AnyCaller, database: DatabaseDep, office: OfficeDep
) -> Deliberation:
    async with database.reading() as session:
        return await _view(session, initiative_id, office)


@router.post(
    "/city-wide",
    operation_id="sendToCity",
    summary="Send an idea that rises above its area to the circle of the whole city, with a reason",
    response_description="How the initiative is decided now",
)
async def city_wide(
    initiative_id: UUID, body: SendToCity, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> Deliberation:
    async with database.transaction() as session:
        await send_to_city(session, caller, initiative_id, body, office)
        return await _view(session, initiative_id, office)
