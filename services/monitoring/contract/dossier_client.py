"""The part of the typed client that is about dossiers: one method per route."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import dossier_refusals
from services.monitoring.contract.dossier import DossierVersion, DossierView, DraftView, PutInForce, SaveDraft

REFUSALS = dossier_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class DossierClient(ServiceClient):
    """Dossiers of partners."""

    async def dossier(self, partner_id: UUID, year: int, version: int | None = None) -> DossierView:
        """The version in force, or another one. Raises UnknownPartner, UnknownAgreementVersion."""
        path = f"/v1/partners/{partner_id}/dossiers/{year}"
        return await self._ask(DossierView, "GET", path, query={"version": version})

    async def save_draft(self, partner_id: UUID, year: int, body: SaveDraft) -> DraftView:
        """For policy officers. Raises KpiGivenTwice, FrequencyOfDelivered, StaleVersion."""
        return await self._ask(DraftView, "PUT", f"/v1/partners/{partner_id}/dossiers/{year}/draft", body=body)

    async def put_in_force(self, partner_id: UUID, year: int, body: PutInForce, *, key: str) -> DossierVersion:
        """For approvers who wrote nothing in it.

        Raises NoDraft, WriterCannotDecide, FrequencyOfDelivered, StaleVersion.
        """
        path = f"/v1/partners/{partner_id}/dossiers/{year}/versions"
        return await self._ask(DossierVersion, "POST", path, body=body, key=key)
