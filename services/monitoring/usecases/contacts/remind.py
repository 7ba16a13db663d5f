"""Remind a partner of figures that are due, or were: once for each moment, and only of what is not there."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.kit.database import Session
from services.kit.texts import in_words
from services.monitoring.domain.due import Tally
from services.monitoring.domain.reminders import Moment, day_of, is_its_turn, still_open
from services.monitoring.store.contact_queries import find_contact, log_once
from services.monitoring.store.contact_tables import PartnerContact, PartnerMail
from services.monitoring.store.queries import get_partner, get_terms
from services.monitoring.usecases.look_at_periods import look_at_periods
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.remembered import Remembered
from services.monitoring.usecases.said_period import SaidPeriod
from services.monitoring.usecases.terms import AreaIds


def partner_reminder(
    office: Office, known_areas: Remembered[int, AreaIds]
) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of reminding. It may ask profiles for the areas, and writes no more than the mail and its log."""

    async def remind(session: Session, payload: Mapping[str, Any]) -> None:
        partner_id, year = UUID(payload["partnerId"]), int(payload["year"])
        moment = Moment(date.fromisoformat(payload["dueOn"]), int(payload["days"]))
        contact = await find_contact(session, partner_id)
        if contact is None or not contact.reminders:
            return
        if not is_its_turn(moment, office.settings.remind_days, office.today()):
            return
        missing = await _missing(session, known_areas, partner_id, year, moment.due_on)
        if missing:
            await _mail(session, office, contact, year, moment, missing)

    return remind


async def _missing(
    session: Session, known_areas: Remembered[int, AreaIds], partner_id: UUID, year: int, on: date
) -> dict[str, Tally]:
    terms = await get_terms(session, partner_id, year)
    areas = await known_areas.get(year) if terms.has_kpi_by_area else ()
    found = await look_at_periods(session, terms, areas)
    per_period = found.tallies
    return still_open(per_period, {each: day_of(each, found.extended.get(each)) for each in per_period}, on)


async def _mail(
    session: Session, office: Office, contact: PartnerContact, year: int, moment: Moment, missing: Mapping[str, Tally]
) -> None:
    mail = PartnerMail(
        id=uuid4(),
        partner_id=contact.partner_id,
        kind="reminder",
        year=year,
        due_on=moment.due_on,
        days=moment.days,
        periods=list(missing),
        planned_at=office.now(),
    )
    if not await log_once(session, mail):
        return
    slug = "mail.figures-after" if moment.days > 0 else "mail.figures-before"
    page = f"{office.settings.public_url}/{year}/partners/{contact.partner_id}"
    facts = {
        "partner": (await get_partner(session, contact.partner_id)).name,
        "due": in_words(moment.due_on, contact.language),
        "periods": "\n".join(_line(office, contact.language, *each) for each in missing.items()),
        "page": f"{page}/leveren",
        "stop": f"{page}/contact",
    }
    await plan_mail(session, office, contact.email, slug, contact.language, facts, log_id=mail.id)


def _line(office: Office, language: str, period: str, tally: Tally) -> str:
    return office.say(
        "mail.period-line", language, period=SaidPeriod(period), there=tally.delivered, all=tally.expected
    )
