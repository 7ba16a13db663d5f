"""The part of the typed client that is about objections: one method per route."""

from uuid import UUID

from services.budget.contract import objection_refusals
from services.budget.contract.objections import (
    DecideObjection,
    EnterObjection,
    ExtendObjection,
    FileObjection,
    ObjectionView,
    WithdrawObjection,
)
from services.kit.http import ServiceClient

REFUSALS = objection_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class ObjectionsClient(ServiceClient):
    """To the newest decision on an idea; who asked files, staff enter what came by post and handle them."""

    async def file_objection(self, initiative_id: UUID, body: FileObjection, *, key: str) -> ObjectionView:
        """For the applicant; too late is taken too. Raises NoDecisionYet, ObjectedAlready."""
        path = f"/v1/initiatives/{initiative_id}/objections"
        return await self._ask(ObjectionView, "POST", path, body=body, key=key)

    async def enter_objection(self, initiative_id: UUID, body: EnterObjection, *, key: str) -> ObjectionView:
        """For policy officers and workers of the area. Raises NoDecisionYet, ObjectedAlready, ReceivedLater."""
        path = f"/v1/initiatives/{initiative_id}/entered-objections"
        return await self._ask(ObjectionView, "POST", path, body=body, key=key)

    async def objections_of(self, initiative_id: UUID) -> list[ObjectionView]:
        """For the applicant (their own) and for staff; newest first."""
        return await self._ask(list[ObjectionView], "GET", f"/v1/initiatives/{initiative_id}/objections")

    async def objections(self, year: int) -> list[ObjectionView]:
        """For policy officers and approvers; what is to be decided first, soonest first."""
        return await self._ask(list[ObjectionView], "GET", "/v1/objections", query={"year": year})

    async def objection(self, objection_id: UUID) -> ObjectionView:
        """For policy officers and approvers. Raises UnknownObjection."""
        return await self._ask(ObjectionView, "GET", f"/v1/objections/{objection_id}")

    async def extend_objection(self, objection_id: UUID, body: ExtendObjection) -> ObjectionView:
        """Six weeks more, once. Raises ExtendedAlready, ObjectionMove, StaleVersion."""
        return await self._ask(ObjectionView, "POST", f"/v1/objections/{objection_id}/extension", body=body)

    async def decide_objection(self, objection_id: UUID, body: DecideObjection, *, key: str) -> ObjectionView:
        """Raises TookPart, ObjectionMove, StaleVersion."""
        return await self._ask(ObjectionView, "POST", f"/v1/objections/{objection_id}/decision", body=body, key=key)

    async def withdraw_objection(self, objection_id: UUID, body: WithdrawObjection) -> ObjectionView:
        """For the applicant. Raises ObjectionMove, StaleVersion."""
        return await self._ask(ObjectionView, "POST", f"/v1/objections/{objection_id}/withdrawal", body=body)
