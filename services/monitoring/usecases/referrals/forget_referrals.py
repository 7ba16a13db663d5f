"""Delete by which somebody could still tell which referral it was, when nobody needs that any more."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.store.referral_queries import cases_of_referrals, reviews_of_referrals, steps_of, to_forget


def referral_forgetter(clock: Clock) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting."""

    async def forget(session: Session, _payload: Mapping[str, Any]) -> None:
        await forget_referrals(session, clock)

    return forget


async def forget_referrals(session: Session, clock: Clock) -> None:
    """Reference, days, reason, notes and remarks go, and the receipts; what is counted and decided stays."""
    referrals, receipts = await to_forget(session, clock.today())
    ids = [referral.id for referral in referrals]
    for referral in referrals:
        referral.reference, referral.referred_on, referral.ended_on, referral.reason = None, None, None, ""
        referral.changed_because, referral.end_told_at = "", None
    for step in await steps_of(session, [case.id for case in await cases_of_referrals(session, ids)]):
        step.note = ""
    for review in await reviews_of_referrals(session, ids):
        review.remark = ""
    for receipt in receipts:
        await session.delete(receipt)
    await session.flush()
