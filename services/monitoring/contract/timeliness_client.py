"""The part of the client that looks at all partners side by side: for the municipality."""

from services.kit.http import ServiceClient
from services.monitoring.contract.timeliness import Timeliness, TimelinessOrder


class TimelinessClient(ServiceClient):
    async def timeliness(self, year: int, order: TimelinessOrder = "late") -> Timeliness:
        """For policy officers and approvers: how complete and in time every partner is. Raises NotYours."""
        return await self._ask(Timeliness, "GET", "/v1/timeliness", query={"year": year, "order": order})
