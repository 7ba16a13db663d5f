"""Look at referrals for their quality: all of them or a lot, with what was seen and what is learned."""

import secrets
from uuid import UUID

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.referral_refusals import NoReferralsToDraw, QuarterStillRuns
from services.monitoring.contract.referrals import DrawSample, WriteReview
from services.monitoring.domain.sample import drawn
from services.monitoring.domain.scaling import has_ended
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.store.referral_queries import get_review, ids_of_quarter
from services.monitoring.store.referral_tables import ReferralReview, ReferralSample
from services.monitoring.usecases.said_period import SaidPeriod


async def draw_sample(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, body: DrawSample
) -> ReferralSample:
    """For officers, once a quarter. Raises QuarterStillRuns, NoReferralsToDraw, SampleExists (constraint)."""
    caller.require_role("policy_officer")
    await get_partner(session, partner_id)
    if not has_ended(body.quarter, clock.today()):
        raise QuarterStillRuns(quarter=SaidPeriod(body.quarter))
    await hold_deliveries_of(session, partner_id)
    ids = await ids_of_quarter(session, partner_id, body.quarter)
    if not ids:
        raise NoReferralsToDraw(quarter=SaidPeriod(body.quarter))
    sample = ReferralSample(
        partner_id=partner_id,
        quarter=body.quarter,
        percent=body.percent,
        seed=secrets.randbelow(2**31),
        population=len(ids),
        drawn_at=clock.now(),
        drawn_by=caller.name,
    )
    session.add(sample)
    await session.flush()
    chosen = drawn(ids, body.percent, sample.seed)
    session.add_all(ReferralReview(sample_id=sample.id, referral_id=referral_id) for referral_id in chosen)
    await session.flush()
    return sample


async def write_review(
    session: Session, clock: Clock, caller: Caller, partner_id: UUID, review_id: UUID, body: WriteReview
) -> ReferralReview:
    """For officers; written again, the last one counts. Raises UnknownReview."""
    caller.require_role("policy_officer")
    review = await get_review(session, partner_id, review_id)
    review.verdict, review.remark, review.learning_point = body.verdict, body.remark, body.learning_point
    review.reviewed_by, review.reviewed_at = caller.name, clock.now()
    await session.flush()
    return review
