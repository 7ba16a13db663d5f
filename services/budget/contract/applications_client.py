"""The part of the typed client about what is asked beyond the first page, and the desk: one method per route."""

from uuid import UUID

from services.budget.contract import application_refusals
from services.budget.contract.applications import (
    ApplicationView,
    ConfirmByHand,
    ConfirmWithDetails,
    EnterIdea,
    IdeaCosts,
    NeededDetails,
    SignAlong,
    SignedAlong,
    SignerCodeMailed,
)
from services.budget.contract.attachments_client import AttachmentsClient
from services.budget.contract.drafts_client import DraftsClient
from services.budget.contract.initiatives import IdeaConfirmed, IdeaReceived, InitiativeView
from services.budget.contract.least import SetLeast

REFUSALS = application_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class ApplicationsClient(DraftsClient, AttachmentsClient):
    """With what is typed before it, and the files that go with it."""

    async def needed_details(self, initiative_id: UUID) -> NeededDetails:
        """For everybody who has the address. Raises UnknownInitiative."""
        return await self._ask(NeededDetails, "GET", f"/v1/initiatives/{initiative_id}/needed-details")

    async def confirm_with_details(self, initiative_id: UUID, body: ConfirmWithDetails) -> IdeaConfirmed:
        """The code with what else is needed.

        Raises WrongCode, TooManyCodes, InitiativeMove, CostsNeeded, CostsDiffer, NoUndertakings, DeMinimisNeeded,
        DeMinimisAbove, SignerIsApplicant.
        """
        return await self._ask(
            IdeaConfirmed, "POST", f"/v1/initiatives/{initiative_id}/detailed-confirmation", body=body
        )

    async def sign_along(self, initiative_id: UUID, body: SignAlong) -> SignedAlong:
        """The adult's own code opens the idea. Raises WrongSignerCode, SignerCodeSpent, NoSignerAsked."""
        return await self._ask(SignedAlong, "POST", f"/v1/initiatives/{initiative_id}/signature", body=body)

    async def mail_signer_code(self, initiative_id: UUID, *, key: str) -> SignerCodeMailed:
        """Another code for who signs too. Raises NoSignerAsked, TooManySignerCodes."""
        path = f"/v1/initiatives/{initiative_id}/signer-codes"
        return await self._ask(SignerCodeMailed, "POST", path, key=key)

    async def enter_idea(self, body: EnterIdea, *, key: str) -> IdeaReceived:
        """For policy officers and workers of the area. Raises NotYours, NoMoneyForArea, AboveMost, TooManyIdeas."""
        return await self._ask(IdeaReceived, "POST", "/v1/desk-ideas", body=body, key=key)

    async def confirm_by_hand(self, initiative_id: UUID, body: ConfirmByHand) -> ApplicationView:
        """For the same. Raises NotYours, NotByHand, InitiativeMove, and what details can be refused for."""
        path = f"/v1/initiatives/{initiative_id}/signature-on-paper"
        return await self._ask(ApplicationView, "POST", path, body=body)

    async def applications(self, year: int, area_id: str | None) -> list[ApplicationView]:
        """For the same: who asks in this area (none: the whole city), newest first. Raises NotYours."""
        query = {"year": year, "areaId": area_id}
        return await self._ask(list[ApplicationView], "GET", "/v1/applications", query=query)

    async def application(self, initiative_id: UUID) -> ApplicationView:
        """For the same. Raises NotYours, UnknownInitiative (also when who asked was forgotten)."""
        return await self._ask(ApplicationView, "GET", f"/v1/initiatives/{initiative_id}/application")

    async def set_least(self, initiative_id: UUID, body: SetLeast) -> InitiativeView:
        """For who told an open idea, and staff of its area. Saying the same again changes nothing.

        Raises NotYours, UnknownInitiative, StaleVersion, InitiativeMove, IdeaInRound, LeastNotOfIdea,
        LeastAboveProposal.
        """
        return await self._ask(InitiativeView, "PUT", f"/v1/initiatives/{initiative_id}/least", body=body)

    async def idea_costs(self, initiative_id: UUID) -> IdeaCosts:
        """For everybody, of a confirmed idea. Raises UnknownInitiative."""
        return await self._ask(IdeaCosts, "GET", f"/v1/initiatives/{initiative_id}/costs")
