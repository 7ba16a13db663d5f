"""The part of the client that asks what is due and gives more time."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract.deliveries import (
    DueValues,
    ExtensionView,
    GiveExtension,
    PartnerEvents,
    PartnerEventView,
    PartnerPeriods,
    ReviewPeriod,
)
from services.monitoring.contract.models import Receipt, SubmitKpiValues


class DeliveriesClient(ServiceClient):
    async def submit_as_person(
        self,
        partner_id: UUID,
        body: SubmitKpiValues,
        *,
        dry_run: bool = False,
        mode: str = "skip_bad",
        replace: bool = False,
        key: str | None = None,
    ) -> Receipt:
        """For people of the partner. `key`: of the form; the same content in another form is a new delivery.

        Raises NotYours, NoAgreement, PeriodNotBegun, PeriodLocked, VersionNotInForce.
        """
        query: dict[str, str | int | None] = {
            "dryRun": str(dry_run).lower(),
            "mode": mode,
            "replace": str(replace).lower(),
        }
        path = f"/v1/partners/{partner_id}/submissions"
        return await self._ask(Receipt, "POST", path, body=body, query=query, key=key)

    async def receipt_of(self, submission_id: UUID) -> Receipt:
        """For the partner's people and the municipality. Raises UnknownSubmission."""
        return await self._ask(Receipt, "GET", f"/v1/submissions/{submission_id}")

    async def give_extension(self, partner_id: UUID, body: GiveExtension, *, key: str) -> ExtensionView:
        """For policy officers. Raises UnknownPartner, ExtensionInThePast."""
        return await self._ask(ExtensionView, "POST", f"/v1/partners/{partner_id}/extensions", body=body, key=key)

    async def review_period(self, partner_id: UUID, body: ReviewPeriod, *, key: str) -> PartnerEventView:
        """For policy officers. Raises NothingToReview, StaleVersion, OwnPartner, DelivererCannotReview."""
        return await self._ask(PartnerEventView, "POST", f"/v1/partners/{partner_id}/reviews", body=body, key=key)

    async def partner_events(self, partner_id: UUID, after: int = 0) -> PartnerEvents:
        """For the partner and the municipality: what happened since a cursor."""
        return await self._ask(PartnerEvents, "GET", f"/v1/partners/{partner_id}/events", query={"after": after})

    async def periods(self, partner_id: UUID, year: int) -> PartnerPeriods:
        """For the partner and the municipality: per period until when, and how much came. Raises NoAgreement."""
        return await self._ask(PartnerPeriods, "GET", f"/v1/partners/{partner_id}/periods", query={"year": year})

    async def due(self, partner_id: UUID, year: int, period: str | None = None, *, later: bool = False) -> DueValues:
        """For the partner and the municipality: every value that is to come. Raises NoAgreement.

        `later`: also what was agreed when its period had ended, and may come.
        """
        query = {"year": year, "period": period, "later": str(later).lower()}
        return await self._ask(DueValues, "GET", f"/v1/partners/{partner_id}/due", query=query)
