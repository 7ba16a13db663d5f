"""The part of the typed client that is about letters: one method per route."""

from uuid import UUID

from services.budget.contract import letter_refusals
from services.budget.contract.letters import LetterView
from services.kit.http import ServiceClient

REFUSALS = letter_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class LettersClient(ServiceClient):
    """Letters are for the applicant, and for staff who print them for somebody without e-mail."""

    async def letters(self, initiative_id: UUID) -> list[LetterView]:
        """Newest first."""
        return await self._ask(list[LetterView], "GET", f"/v1/initiatives/{initiative_id}/letters")

    async def letter_pdf(self, letter_id: UUID) -> bytes:
        """PDF/UA-1. Raises UnknownLetter."""
        return await self._ask(bytes, "GET", f"/v1/letters/{letter_id}/pdf")
