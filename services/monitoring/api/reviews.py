"""Returning or accepting a partner's figures, and the feed of what happened with them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.kit.caller import PersonCaller
from services.kit.contract import LARGEST_WHOLE
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.monitoring.api.delivery_views import view_event
from services.monitoring.api.dependencies import ClockDep
from services.monitoring.api.harmless import NoNumberOfPerson
from services.monitoring.api.seeing import SeeingCaller, check_sees_all
from services.monitoring.contract.deliveries import PartnerEvents, PartnerEventView, ReviewPeriod
from services.monitoring.store.delivery_queries import events_after
from services.monitoring.usecases import review_period

router = APIRouter(prefix="/partners", tags=["deliveries"])


@router.post(
    "/{partner_id}/reviews",
    status_code=201,
    operation_id="reviewPeriod",
    summary="Return or accept the figures of a period",
    response_description="What was decided",
)
async def review(
    _no_number_of_person: NoNumberOfPerson,
    partner_id: UUID,
    body: ReviewPeriod,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
) -> PartnerEventView:
    """For policy officers who do not belong to the partner. `version` is the one seen: figures may have come since."""

    async def work() -> PartnerEventView:
        return view_event(await review_period.review_period(session, clock, caller, partner_id, body))

    async with database.transaction() as session:
        return await once.answer(session, PartnerEventView, work)


@router.get(
    "/{partner_id}/events",
    operation_id="listPartnerEvents",
    summary="What happened with the figures of a partner",
    response_description="Events in the order they happened, and the cursor to ask the next with",
)
async def events(
    partner_id: UUID,
    caller: SeeingCaller,
    database: DatabaseDep,
    after: Annotated[int, Query(ge=0, le=LARGEST_WHOLE, description="`next` of the answer before; 0 to begin")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> PartnerEvents:
    """For the partner's software and people, and for the municipality. Nothing is missed between two questions."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        found = [view_event(event) for event in await events_after(session, partner_id, after, limit)]
    return PartnerEvents(events=found, next=found[-1].id if found else after)
