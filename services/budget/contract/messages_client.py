"""The part of the typed client that is about mails: one method per route."""

from uuid import UUID

from services.budget.contract.messages import MailPreferences, MailPreferencesView, MessagesView
from services.kit.http import ServiceClient


class MessagesClient(ServiceClient):
    async def messages(self, *, only_troubled: bool = False) -> MessagesView:
        """For policy officers; the newest 200, without anybody's address."""
        return await self._ask(MessagesView, "GET", "/v1/messages", query={"onlyTroubled": only_troubled})

    async def mail_preferences(self, initiative_id: UUID) -> MailPreferencesView:
        """For the applicant."""
        path = f"/v1/initiatives/{initiative_id}/mail-preferences"
        return await self._ask(MailPreferencesView, "GET", path)

    async def choose_mails(self, initiative_id: UUID, body: MailPreferences) -> MailPreferencesView:
        """For the applicant; what was chosen before is replaced."""
        path = f"/v1/initiatives/{initiative_id}/mail-preferences"
        return await self._ask(MailPreferencesView, "PUT", path, body=body)
