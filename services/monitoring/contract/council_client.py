"""The part of the typed client about mail to council members."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import council_refusals
from services.monitoring.contract.council import CouncilAddressView, CouncilMailLink, KeepCouncilAddress

REFUSALS = council_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class CouncilClient(ServiceClient):
    async def council_addresses(self) -> list[CouncilAddressView]:
        """For policy officers and approvers."""
        return await self._ask(list[CouncilAddressView], "GET", "/v1/council-addresses")

    async def keep_council_address(self, body: KeepCouncilAddress) -> CouncilAddressView:
        """For policy officers. Raises CouncilMailEndsWrong."""
        return await self._ask(CouncilAddressView, "PUT", "/v1/council-addresses", body=body)

    async def delete_council_address(self, address_id: UUID) -> None:
        """For policy officers."""
        await self._ask(type(None), "DELETE", f"/v1/council-addresses/{address_id}")

    async def check_council_mail_link(self, body: CouncilMailLink) -> None:
        """Raises NoCouncilMail when the link ends nothing (any more)."""
        await self._ask(type(None), "POST", "/v1/council-addresses/link-checks", body=body)

    async def end_council_mail(self, body: CouncilMailLink) -> None:
        """Raises NoCouncilMail."""
        await self._ask(type(None), "POST", "/v1/council-addresses/ending-by-link", body=body)
