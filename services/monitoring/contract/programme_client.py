"""The part of the typed client about the programme's short-term results."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import programme_refusals
from services.monitoring.contract.programme import MarkFeed, ProgrammeCandidate, ProgrammeFeedView, ProgrammeYear
from services.monitoring.contract.programme_targets import ProposeTarget, TargetView

REFUSALS = programme_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class ProgrammeClient(ServiceClient):
    async def programme(self, year: int) -> ProgrammeYear:
        return await self._ask(ProgrammeYear, "GET", "/v1/programme-kpis", query={"year": year})

    async def programme_candidates(self, year: int) -> list[ProgrammeCandidate]:
        """For policy officers: what could be marked."""
        query = {"year": year}
        return await self._ask(list[ProgrammeCandidate], "GET", "/v1/programme-candidates", query=query)

    async def mark_feed(self, body: MarkFeed, *, key: str) -> ProgrammeFeedView:
        """For policy officers. Raises UnknownProgrammeKpi, UnknownKpi, UnknownSurvey, FeedDoesNotFit, FeedExists."""
        return await self._ask(ProgrammeFeedView, "POST", "/v1/programme-feeds", body=body, key=key)

    async def end_feed(self, feed_id: UUID) -> ProgrammeFeedView:
        """For policy officers. Raises UnknownFeed."""
        return await self._ask(ProgrammeFeedView, "POST", f"/v1/programme-feeds/{feed_id}/ending")

    async def programme_targets(self, year: int) -> list[TargetView]:
        """For policy officers and approvers: those that wait and those in force."""
        return await self._ask(list[TargetView], "GET", "/v1/programme-targets", query={"year": year})

    async def propose_target(self, body: ProposeTarget, *, key: str) -> TargetView:
        """For policy officers. Raises UnknownProgrammeKpi, TargetDoesNotFit, TargetExists."""
        return await self._ask(TargetView, "POST", "/v1/programme-targets", body=body, key=key)

    async def approve_target(self, target_id: UUID) -> TargetView:
        """For who did not propose it. Raises UnknownTarget, TargetProposerCannotApprove, TargetExists."""
        return await self._ask(TargetView, "POST", f"/v1/programme-targets/{target_id}/approval")

    async def end_target(self, target_id: UUID) -> None:
        """For policy officers. Raises UnknownTarget."""
        await self._ask(type(None), "DELETE", f"/v1/programme-targets/{target_id}")
