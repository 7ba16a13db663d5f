"""The part of the client that is about where a partner can be reached."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract.contacts import ContactView, SetContact


class ContactsClient(ServiceClient):
    async def contact(self, partner_id: UUID) -> ContactView:
        """For the municipality and the partner. Raises UnknownPartner, NotYours."""
        return await self._ask(ContactView, "GET", f"/v1/partners/{partner_id}/contact")

    async def set_contact(self, partner_id: UUID, body: SetContact) -> ContactView:
        """For policy officers and people of the partner. Raises UnknownPartner, NotYours."""
        return await self._ask(ContactView, "PUT", f"/v1/partners/{partner_id}/contact", body=body)

    async def delete_contact(self, partner_id: UUID) -> None:
        """For policy officers and people of the partner; without an address it is done too."""
        await self._ask(type(None), "DELETE", f"/v1/partners/{partner_id}/contact")
