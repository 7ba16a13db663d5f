"""The part of the typed client that is about what is learned."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import learning_refusals
from services.monitoring.contract.learning import AddCaseReview, AddVisit, LearningView

REFUSALS = learning_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class LearningClient(ServiceClient):
    """Case-review sessions and uncertainties, for the partner's own people and the municipality."""

    async def learning(self, partner_id: UUID, year: int) -> LearningView:
        """Raises UnknownPartner, NotYours."""
        return await self._ask(LearningView, "GET", f"{_path(partner_id, year)}/learning")

    async def add_case_review(self, partner_id: UUID, year: int, body: AddCaseReview, *, key: str) -> LearningView:
        """Raises DayNotCome, UnknownUncertainty, NoAgreement, PersonalDataFound, NotYours."""
        return await self._ask(LearningView, "POST", f"{_path(partner_id, year)}/case-reviews", body=body, key=key)

    async def add_visit(self, partner_id: UUID, year: int, body: AddVisit, *, key: str) -> LearningView:
        """Raises DayNotCome, UnknownUncertainty, UnknownCaseReview, NoAgreement, PersonalDataFound, NotYours."""
        path = f"{_path(partner_id, year)}/uncertainty-visits"
        return await self._ask(LearningView, "POST", path, body=body, key=key)

    async def withdraw_case_review(self, partner_id: UUID, year: int, review_id: UUID, *, key: str) -> LearningView:
        """Empty its words for good. Raises UnknownCaseReview, NotYours."""
        path = f"{_path(partner_id, year)}/case-reviews/{review_id}/withdrawal"
        return await self._ask(LearningView, "POST", path, key=key)

    async def withdraw_visit(self, partner_id: UUID, year: int, visit_id: UUID, *, key: str) -> LearningView:
        """Empty its words for good. Raises UnknownVisit, NotYours."""
        path = f"{_path(partner_id, year)}/uncertainty-visits/{visit_id}/withdrawal"
        return await self._ask(LearningView, "POST", path, key=key)


def _path(partner_id: UUID, year: int) -> str:
    return f"/v1/partners/{partner_id}/dossiers/{year}"
