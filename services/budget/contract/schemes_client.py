"""The part of the typed client that is about schemes: one method per route."""

from services.budget.contract import scheme_refusals
from services.budget.contract.schemes import PublishScheme, SchemeView, SetScheme
from services.kit.http import ServiceClient

REFUSALS = scheme_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class SchemesClient(ServiceClient):
    async def scheme(self, year: int) -> SchemeView:
        """What holds for a year, with its history; the defaults when nothing was published."""
        return await self._ask(SchemeView, "GET", f"/v1/schemes/{year}")

    async def set_scheme(self, year: int, body: SetScheme, *, key: str) -> SchemeView:
        """For policy officers: a draft, which takes the place of the draft before it. Raises StaleVersion."""
        return await self._ask(SchemeView, "POST", f"/v1/schemes/{year}/versions", body=body, key=key)

    async def publish_scheme(self, year: int, body: PublishScheme) -> SchemeView:
        """For approvers. Raises StaleVersion, NoDraftScheme, SchemeSetterCannotPublish."""
        return await self._ask(SchemeView, "POST", f"/v1/schemes/{year}/publication", body=body)
