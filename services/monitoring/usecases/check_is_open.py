"""Whether a period can be delivered today."""

from datetime import date
from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.delivery_refusals import PeriodLocked, SubsidyEnded
from services.monitoring.contract.refusals import PeriodNotBegun
from services.monitoring.domain.periods import is_asked, locks_after, read_period, state_of
from services.monitoring.store.delivery_queries import extended_until
from services.monitoring.usecases.said_period import SaidPeriod


async def check_is_open(
    session: Session, partner_id: UUID, period: str, today: date, subsidy_ended_on: date | None
) -> None:
    """Raise SubsidyEnded, PeriodNotBegun, or PeriodLocked with until when it was open.

    An extension is looked up when it matters. What began before the subsidy ended can still come, and be corrected.
    """
    if not is_asked(period, subsidy_ended_on):
        raise SubsidyEnded(period=SaidPeriod(period), ended_on=subsidy_ended_on)
    state = state_of(period, today)
    if state == "not_begun":
        raise PeriodNotBegun(period=SaidPeriod(period), from_day=read_period(period).first_day)
    if state == "open":
        return
    until = await extended_until(session, partner_id, period)
    if state_of(period, today, until) == "locked":
        last_day = max(locks_after(period), until) if until else locks_after(period)
        raise PeriodLocked(period=SaidPeriod(period), open_until=last_day)
