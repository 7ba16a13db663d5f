"""The typed client of monitoring: one method per route."""

from datetime import date
from uuid import UUID

from services.monitoring.contract.contacts_client import ContactsClient
from services.monitoring.contract.council_client import CouncilClient
from services.monitoring.contract.deliveries_client import DeliveriesClient
from services.monitoring.contract.dossier_client import DossierClient
from services.monitoring.contract.learning_client import LearningClient
from services.monitoring.contract.models import (
    AddPartner,
    ApiKeyMade,
    AreaFigures,
    InitiativeSums,
    PartnerPage,
    PartnerView,
    Receipt,
    SubmitKpiValues,
)
from services.monitoring.contract.programme_client import ProgrammeClient
from services.monitoring.contract.referrals_client import ReferralsClient
from services.monitoring.contract.reports_client import ReportsClient
from services.monitoring.contract.signals_client import SignalsClient
from services.monitoring.contract.surveys_client import SurveysClient
from services.monitoring.contract.talks_client import TalksClient
from services.monitoring.contract.timeliness_client import TimelinessClient
from services.monitoring.contract.webhooks_client import WebhooksClient


class MonitoringClient(
    ContactsClient,
    DeliveriesClient,
    DossierClient,
    ReferralsClient,
    SignalsClient,
    ReportsClient,
    ProgrammeClient,
    SurveysClient,
    CouncilClient,
    TalksClient,
    TimelinessClient,
    WebhooksClient,
    LearningClient,
):
    service = "monitoring"

    async def add_partner(self, body: AddPartner, *, key: str) -> PartnerView:
        """For policy officers."""
        return await self._ask(PartnerView, "POST", "/v1/partners", body=body, key=key)

    async def partners(self) -> list[PartnerView]:
        return await self._ask(list[PartnerView], "GET", "/v1/partners")

    async def partner_page(self, partner_id: UUID, year: int, as_of: date | None = None) -> PartnerPage:
        """`as_of`: with the figures as they were reported at the end of that day."""
        query = {"year": year, "asOf": as_of.isoformat() if as_of else None}
        return await self._ask(PartnerPage, "GET", f"/v1/partners/{partner_id}", query=query)

    async def make_api_key(self, partner_id: UUID, *, key: str) -> ApiKeyMade:
        """The key itself is in the reply to the first request only."""
        return await self._ask(ApiKeyMade, "POST", f"/v1/partners/{partner_id}/api-keys", key=key)

    async def submit(self, body: SubmitKpiValues, *, api_key: str, key: str | None = None) -> Receipt:
        """For a partner's software, with its API key; the same content again gets the same receipt."""
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(Receipt, "POST", "/v1/submissions", body=body, key=key, headers=headers)

    async def receipt(self, submission_id: UUID, *, api_key: str) -> Receipt:
        headers = {"Authorization": f"Bearer {api_key}"}
        return await self._ask(Receipt, "GET", f"/v1/submissions/{submission_id}", headers=headers)

    async def initiative_sums(self, year: int) -> InitiativeSums:
        """What the initiatives of a year told together, and how many answered each question."""
        return await self._ask(InitiativeSums, "GET", "/v1/initiative-sums", query={"year": year})

    async def area_figures(self, area_id: str, year: int, as_of: date | None = None) -> AreaFigures:
        query = {"year": year, "asOf": as_of.isoformat() if as_of else None}
        return await self._ask(AreaFigures, "GET", f"/v1/areas/{area_id}/figures", query=query)
