"""The part of the typed client that is about keys of the municipality's own software: one method per route."""

from services.budget.contract import software_refusals
from services.budget.contract.software import MakeSoftwareKey, SoftwareKeyMade, SoftwareKeys, SoftwareKeyView
from services.kit.http import ServiceClient

REFUSALS = software_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class SoftwareClient(ServiceClient):
    async def make_software_key(self, body: MakeSoftwareKey, *, key: str) -> SoftwareKeyMade:
        """For policy officers. The key itself is in the first reply only. Raises SoftwareKeyEndDate."""
        return await self._ask(SoftwareKeyMade, "POST", "/v1/software-keys", body=body, key=key)

    async def software_keys(self) -> SoftwareKeys:
        """For policy officers and approvers; newest first."""
        return await self._ask(SoftwareKeys, "GET", "/v1/software-keys")

    async def end_software_key(self, key_id: str) -> SoftwareKeyView:
        """For policy officers. Raises UnknownSoftwareKey."""
        return await self._ask(SoftwareKeyView, "POST", f"/v1/software-keys/{key_id}/ending")
