"""Keep where a partner can be reached, and forget it: when asked, or two years after the last agreement."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.caller import Caller, NotYours
from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.contract.contacts import SetContact
from services.monitoring.store.contact_queries import delete_contact, find_contact, last_agreed_year
from services.monitoring.store.contact_tables import PartnerContact
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.usecases.office import Office, start_of

FORGET_CONTACT = "forget-contact"
KEPT_YEARS = 2
"""Whole years after the year of the last agreement: until then a period can be corrected or a report talked about."""


def require_own_or_officer(caller: Caller, partner_id: UUID) -> None:
    """Raises NotYours for who is neither a policy officer nor one of the partner's own people."""
    if not (caller.has_role("policy_officer") or caller.has_role("partner_member", str(partner_id))):
        raise NotYours(roles="policy_officer, partner_member")


async def set_contact(session: Session, office: Office, caller: Caller, partner_id: UUID, body: SetContact) -> None:
    """For policy officers and the partner's own people. Raises UnknownPartner."""
    require_own_or_officer(caller, partner_id)
    await get_partner(session, partner_id)
    await hold_deliveries_of(session, partner_id)
    contact = await find_contact(session, partner_id) or PartnerContact(
        partner_id=partner_id, email="", language="nl", reminders=True, set_at=office.now(), set_by=""
    )
    contact.email, contact.language, contact.reminders = body.email, body.language, body.reminders
    contact.surveys = body.surveys
    contact.set_at, contact.set_by = office.now(), caller.name
    session.add(contact)
    await plan_forgetting(
        session, partner_id, max(await last_agreed_year(session, partner_id) or 0, office.today().year)
    )
    await session.flush()


async def end_contact(session: Session, caller: Caller, partner_id: UUID) -> None:
    """For the same. Raises UnknownPartner; when there is no address, nothing happens."""
    require_own_or_officer(caller, partner_id)
    await get_partner(session, partner_id)
    await delete_contact(session, partner_id)


async def plan_forgetting(session: Session, partner_id: UUID, year: int) -> None:
    """Look again when nobody needs the address any more, as things stand now."""
    until = date(year + KEPT_YEARS + 1, 1, 1)
    await plan_work(session, FORGET_CONTACT, {"partnerId": str(partner_id), "year": year}, start_of(until))


def contact_forgetter() -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of forgetting. A later agreement has planned its own."""

    async def forget(session: Session, payload: Mapping[str, Any]) -> None:
        partner_id = UUID(payload["partnerId"])
        if (await last_agreed_year(session, partner_id) or 0) <= payload["year"]:
            await delete_contact(session, partner_id)

    return forget
