"""The part of the typed client that is about KPIs over time."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import signal_refusals
from services.monitoring.contract.signals import KpiSeries

REFUSALS = signal_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class SignalsClient(ServiceClient):
    """KPIs over time."""

    async def kpi_series(
        self,
        partner_id: UUID,
        code: str,
        year: int,
        *,
        area_id: str | None = None,
        baseline: tuple[str | None, str | None] = (None, None),
    ) -> KpiSeries:
        """`baseline`: first and last period; None is the usual one.

        Raises UnknownPartner, UnknownKpi, KpiNotByArea, UnknownBaseline.
        """
        first, last = baseline
        query = {"year": year, "areaId": area_id, "baselineFrom": first, "baselineTo": last}
        return await self._ask(KpiSeries, "GET", f"/v1/partners/{partner_id}/kpis/{code}/series", query=query)
