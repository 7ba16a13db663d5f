"""Where a partner can be reached: set it, look at it with the mails that went there, delete it."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep, Session
from services.monitoring.api.dependencies import OfficeDep
from services.monitoring.api.seeing import check_sees_all
from services.monitoring.contract.contacts import ContactView, PartnerMailView, SetContact
from services.monitoring.store.contact_queries import find_contact, newest_mails
from services.monitoring.store.queries import get_partner
from services.monitoring.usecases.contacts import keep_contact
from services.monitoring.usecases.office import Office

router = APIRouter(prefix="/partners/{partner_id}/contact", tags=["contact"])


@router.get("", operation_id="getContact", summary="Where a partner can be reached", response_description="The address")
async def contact(partner_id: UUID, caller: PersonCaller, database: DatabaseDep, office: OfficeDep) -> ContactView:
    """For the municipality and the partner's own people, with the newest mails."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        return await _view(session, office, partner_id)


@router.put("", operation_id="setContact", summary="Say where a partner can be reached", response_description="As kept")
async def set_contact(
    partner_id: UUID, body: SetContact, caller: PersonCaller, database: DatabaseDep, office: OfficeDep
) -> ContactView:
    """For policy officers and the partner's own people. A mailbox of a function, not of a person."""
    async with database.transaction() as session:
        await keep_contact.set_contact(session, office, caller, partner_id, body)
        return await _view(session, office, partner_id)


@router.delete("", status_code=204, operation_id="deleteContact", summary="Forget where a partner can be reached")
async def delete_contact(partner_id: UUID, caller: PersonCaller, database: DatabaseDep) -> None:
    """For the same people. From then on nobody is reminded."""
    async with database.transaction() as session:
        await keep_contact.end_contact(session, caller, partner_id)


async def _view(session: Session, office: Office, partner_id: UUID) -> ContactView:
    await get_partner(session, partner_id)
    found = await find_contact(session, partner_id)
    mails = [PartnerMailView.model_validate(mail.facts()) for mail in await newest_mails(session, partner_id)]
    days = sorted(office.settings.remind_days)
    if found is None:
        return ContactView(email=None, remind_days=days, mails=mails)
    return ContactView.model_validate(found.model_dump() | {"remind_days": days, "mails": mails})
