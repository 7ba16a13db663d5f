"""The part of the typed client that is about the report of a quarter."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import report_refusals
from services.monitoring.contract.reports import AcceptReport, MoveReport, QuarterReport, ReturnReport, WriteOwnWords

REFUSALS = report_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class ReportsClient(ServiceClient):
    """Reports of quarters, for the partner's own people and the municipality."""

    async def report(self, partner_id: UUID, quarter: str) -> QuarterReport:
        """Raises UnknownPartner, NoAgreement, NotYours."""
        return await self._ask(QuarterReport, "GET", _path(partner_id, quarter))

    async def write_own_words(self, partner_id: UUID, quarter: str, body: WriteOwnWords) -> QuarterReport:
        """For the partner's own people. Raises ReportNotDraft, PersonalDataFound, StaleVersion."""
        return await self._ask(QuarterReport, "PUT", f"{_path(partner_id, quarter)}/words", body=body)

    async def submit_report(self, partner_id: UUID, quarter: str, body: MoveReport, *, key: str) -> QuarterReport:
        """For the partner's own people. Raises QuarterNotOver, ReportNotDraft, StaleVersion."""
        return await self._ask(QuarterReport, "POST", f"{_path(partner_id, quarter)}/submission", body=body, key=key)

    async def return_report(self, partner_id: UUID, quarter: str, body: ReturnReport, *, key: str) -> QuarterReport:
        """For policy officers who do not belong to the partner.

        Raises ReportNotSubmitted, StaleVersion, ReportChanged, OwnPartner, PersonalDataFound.
        """
        return await self._ask(QuarterReport, "POST", f"{_path(partner_id, quarter)}/return", body=body, key=key)

    async def accept_report(self, partner_id: UUID, quarter: str, body: AcceptReport, *, key: str) -> QuarterReport:
        """Likewise, and not by who submitted it. Raises ReportNotSubmitted, StaleVersion, ReportChanged, OwnPartner."""
        return await self._ask(QuarterReport, "POST", f"{_path(partner_id, quarter)}/acceptance", body=body, key=key)


def _path(partner_id: UUID, quarter: str) -> str:
    return f"/v1/partners/{partner_id}/reports/{quarter}"
