"""The part of the typed client that is about awards that change: one method per route."""

from uuid import UUID

from services.budget.contract.award_changes import AwardChange, AwardChanges, DecideChange, ProposeChange
from services.kit.http import ServiceClient


class AwardChangesClient(ServiceClient):
    async def award_changes(self, initiative_id: UUID) -> AwardChanges:
        """Public: what was decided; policy officers and approvers see proposals too. Raises NoAccountYet (no award)."""
        return await self._ask(AwardChanges, "GET", f"/v1/initiatives/{initiative_id}/award-changes")

    async def propose_change(self, initiative_id: UUID, body: ProposeChange, *, key: str) -> AwardChange:
        """For policy officers.

        Raises NotAChange, NotAGround, NotHeard, TooLateToChange, PaymentUnderWay, ChangeOpen.
        """
        path = f"/v1/initiatives/{initiative_id}/award-changes"
        return await self._ask(AwardChange, "POST", path, body=body, key=key)

    async def decide_change(self, change_id: UUID, body: DecideChange) -> AwardChange:
        """For approvers who did not propose it. Raises ProposerCannotDecideChange, StaleVersion, ChangeDecided."""
        return await self._ask(AwardChange, "POST", f"/v1/award-changes/{change_id}/decision", body=body)
