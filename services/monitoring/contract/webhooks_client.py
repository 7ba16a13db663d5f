"""The part of the client that is about webhooks: for people of the partner; the municipality looks.

Its software asks the same with its key.
"""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import webhook_refusals
from services.monitoring.contract.webhooks import SetWebhook, WebhookDeliveryView, WebhookView

REFUSALS = webhook_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class WebhooksClient(ServiceClient):
    async def webhook(self, partner_id: UUID) -> WebhookView:
        """Without the secret. Raises UnknownPartner, NotYours."""
        return await self._ask(WebhookView, "GET", f"/v1/partners/{partner_id}/webhook")

    async def set_webhook(self, partner_id: UUID, body: SetWebhook, *, key: str) -> WebhookView:
        """The secret is in the reply that makes it, once. Raises WebhookNotAllowed, WebhookHostUnknown."""
        return await self._ask(WebhookView, "POST", f"/v1/partners/{partner_id}/webhook", body=body, key=key)

    async def rotate_webhook(self, partner_id: UUID, *, key: str) -> WebhookView:
        """A new secret, once; the old one signs for a day more. Raises NoWebhook."""
        return await self._ask(WebhookView, "POST", f"/v1/partners/{partner_id}/webhook/rotations", key=key)

    async def test_webhook(self, partner_id: UUID, *, key: str) -> WebhookDeliveryView:
        """Plan a message that says nothing happened. Raises NoWebhook."""
        return await self._ask(WebhookDeliveryView, "POST", f"/v1/partners/{partner_id}/webhook/tests", key=key)

    async def delete_webhook(self, partner_id: UUID) -> None:
        await self._ask(type(None), "DELETE", f"/v1/partners/{partner_id}/webhook")
