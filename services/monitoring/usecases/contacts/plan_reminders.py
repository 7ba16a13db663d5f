"""Plan when to look whether a partner is to be reminded; whether a mail goes is decided on that day."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.domain.due import cells_of
from services.monitoring.domain.periods import due_on
from services.monitoring.domain.reminders import Moment, moments_of
from services.monitoring.store.queries import get_terms
from services.monitoring.usecases.office import Office, start_of

PLAN_REMINDERS = "plan-reminders"
REMIND = "remind-partner"
HOUR = 8
"""Mails go in the morning, so that there is a day to do something."""


async def plan_reminders_of(session: Session, partner_id: UUID, year: int) -> None:
    """For a version that is put in force; it is work of its own, so that nobody waits for it."""
    await plan_work(session, PLAN_REMINDERS, {"partnerId": str(partner_id), "year": year})


async def plan_moments(session: Session, office: Office, partner_id: UUID, year: int, due: Iterable[date]) -> None:
    """Look on each of these moments that is still to come. A moment that was planned before does no harm."""
    for moment in moments_of(due, office.settings.remind_days, office.today()):
        await plan_work(session, REMIND, as_payload(partner_id, year, moment), start_of(moment.on, HOUR))


def as_payload(partner_id: UUID, year: int, moment: Moment) -> dict[str, Any]:
    return {
        "partnerId": str(partner_id),
        "year": year,
        "dueOn": moment.due_on.isoformat(),
        "days": moment.days,
    }


def reminder_planner(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of planning."""

    async def plan(session: Session, payload: Mapping[str, Any]) -> None:
        partner_id, year = UUID(payload["partnerId"]), payload["year"]
        terms = await get_terms(session, partner_id, year)
        # Periods and their days are the same for every area.
        periods = {cell.period for cell in cells_of(terms, ["anywhere"])}
        await plan_moments(session, office, partner_id, year, map(due_on, periods))

    return plan
