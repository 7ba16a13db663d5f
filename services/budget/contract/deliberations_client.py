"""The part of the typed client that is about deliberating on an idea: one method per route."""

from uuid import UUID

from services.budget.contract.deliberations import Deliberation, SendToCity
from services.kit.http import ServiceClient


class DeliberationsClient(ServiceClient):
    async def deliberation(self, initiative_id: UUID) -> Deliberation:
        """How an idea is decided. Raises UnknownInitiative."""
        return await self._ask(Deliberation, "GET", f"/v1/initiatives/{initiative_id}/deliberation")

    async def send_to_city(self, initiative_id: UUID, body: SendToCity) -> Deliberation:
        """For the circle of the area; yesses so far are taken back.

        Raises NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound, NoMoneyForCity.
        """
        return await self._ask(Deliberation, "POST", f"/v1/initiatives/{initiative_id}/city-wide", body=body)
