"""Return the figures of a period with remarks, or accept them: by somebody who did not deliver them."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.monitoring.contract.deliveries import ReviewPeriod
from services.monitoring.contract.delivery_refusals import DelivererCannotReview, NothingToReview, RemarksMissing
from services.monitoring.domain.review import STATE_AFTER, may_follow
from services.monitoring.store.delivery_queries import decisive_events, who_delivered
from services.monitoring.store.delivery_tables import PartnerEvent
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.usecases.four_eyes import require_officer_of_another
from services.monitoring.usecases.said_period import SaidPeriod
from services.monitoring.usecases.webhooks.plan_message import tell_software


async def review_period(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, body: ReviewPeriod
) -> PartnerEvent:
    """For policy officers who do not belong to the partner and delivered none of it themselves.

    Raises UnknownPartner, NothingToReview, StaleVersion, DelivererCannotReview, RemarksMissing.
    """
    require_officer_of_another(caller, partner_id)
    await get_partner(session, partner_id)
    if body.decision == "returned" and not body.remarks:
        raise RemarksMissing
    await hold_deliveries_of(session, partner_id)
    last = (await decisive_events(session, partner_id, [body.period])).get(body.period)
    if last is None or last.id is None:
        raise NothingToReview(period=SaidPeriod(body.period))
    check_version(last.id, body.version)
    if not may_follow(STATE_AFTER[last.kind], body.decision):
        raise NothingToReview(period=SaidPeriod(body.period))
    if caller.name in await who_delivered(session, partner_id, body.period):
        raise DelivererCannotReview
    return await _decide(session, clock, caller, partner_id, body)


async def _decide(session: Session, clock: Clock, caller: Caller, partner_id: UUID, body: ReviewPeriod) -> PartnerEvent:
    event = PartnerEvent(
        partner_id=partner_id,
        kind=body.decision,
        period=body.period,
        changes=True,
        remarks=body.remarks,
        by=caller.name,
        by_role=body.given_as,
        at=clock.now(),
    )
    session.add(event)
    await session.flush()
    await tell_software(session, partner_id, body.decision, body.period, event.at)
    return event
