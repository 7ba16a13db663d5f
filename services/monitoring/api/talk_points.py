"""What the partner puts on the agenda of a talk, and takes off again."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import PersonCaller
from services.kit.idempotency import OnceDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.talks import DeskDep, seen
from services.monitoring.contract.talks import AddOwnPoint, TalkView
from services.monitoring.usecases.talks import own_points

router = APIRouter(prefix="/partners/{partner_id}", tags=["talks"])


@router.post(
    "/talks/{quarter}/own-points",
    status_code=201,
    operation_id="addOwnPoint",
    summary="Put something on the agenda as the partner",
    response_description="The talk",
)
async def add_own(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    body: AddOwnPoint,
    caller: PersonCaller,
    desk: DeskDep,
    once: OnceDep,
) -> TalkView:
    """For the partner's own people, until the day of the talk; ten at most. The rest of the agenda stays as it is."""
    terms, areas = await desk.before()

    async def work() -> TalkView:
        await own_points.add_own_point(session, desk.clock, caller, partner_id, desk.quarter, body)
        return await seen(session, desk, terms, areas)

    async with desk.database.transaction() as session:
        return await once.answer(session, TalkView, work)


@router.post(
    "/talks/{quarter}/own-points/{point_id}/withdrawal",
    status_code=201,
    operation_id="withdrawOwnPoint",
    summary="Take a point of the partner off the agenda",
    response_description="The talk",
)
async def withdraw_own(
    partner_id: UUID, point_id: UUID, caller: PersonCaller, desk: DeskDep, once: OnceDep
) -> TalkView:
    """For the partner's own people, until the day of the talk. The words are deleted."""
    terms, areas = await desk.before()

    async def work() -> TalkView:
        await own_points.withdraw_own_point(session, desk.clock, caller, partner_id, desk.quarter, point_id)
        return await seen(session, desk, terms, areas)

    async with desk.database.transaction() as session:
        return await once.answer(session, TalkView, work)
