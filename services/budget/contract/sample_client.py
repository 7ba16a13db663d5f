"""The part of the typed client that is about the sample check: one method per route."""

from uuid import UUID

from services.budget.contract import sample_refusals
from services.budget.contract.sample import DrawSample, SampleView, SettleCheck
from services.kit.http import ServiceClient

REFUSALS = sample_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class SampleClient(ServiceClient):
    async def sample(self, year: int) -> SampleView:
        return await self._ask(SampleView, "GET", f"/v1/sample-checks/{year}")

    async def draw_sample(self, year: int, body: DrawSample) -> SampleView:
        """For policy officers, once a year. Raises NoSampleCheck, SampleDrawn, NothingToDraw."""
        return await self._ask(SampleView, "POST", f"/v1/sample-checks/{year}", body=body)

    async def settle_check(self, year: int, initiative_id: UUID, body: SettleCheck) -> SampleView:
        """For policy officers. Raises NotInSample."""
        path = f"/v1/sample-checks/{year}/{initiative_id}/outcome"
        return await self._ask(SampleView, "PUT", path, body=body)
