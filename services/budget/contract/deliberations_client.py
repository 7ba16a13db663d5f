"""The part of the typed client that is about deliberating on an idea: one method per route."""

from uuid import UUID

from services.budget.contract import deliberation_refusals
from services.budget.contract.deliberations import (
    AnswerQuestion,
    AskQuestion,
    DecidingOverview,
    Deliberation,
    ObjectToProposal,
    OpenProposal,
    PutOnWaitingList,
    SendToCity,
    SupportProposal,
)
from services.kit.http import ServiceClient

REFUSALS = deliberation_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class DeliberationsClient(ServiceClient):
    async def deliberation(self, initiative_id: UUID) -> Deliberation:
        """How an idea is decided, and what the caller may do now. Raises UnknownInitiative."""
        return await self._ask(Deliberation, "GET", f"/v1/initiatives/{initiative_id}/deliberation")

    async def deliberations(self, year: int, area_id: str | None) -> list[Deliberation]:
        """Of each open idea of an area, or of the whole city."""
        query = {"year": year, "areaId": area_id}
        return await self._ask(list[Deliberation], "GET", "/v1/deliberations", query=query)

    async def deciding_overview(self, year: int, area_id: str | None, line_id: UUID | None = None) -> DecidingOverview:
        """For the circle of an area, or of the whole city; then with one of its lines, where there are several.

        Raises NotOfThisCircle, NoMoneyForArea, NoMoneyForCity, ChooseLine, NotALineHere.
        """
        query = {"year": year, "areaId": area_id, "lineId": line_id}
        return await self._ask(DecidingOverview, "GET", "/v1/deciding-overview", query=query)

    async def send_to_city(self, initiative_id: UUID, body: SendToCity) -> Deliberation:
        """For the circle of the area; yesses so far are taken back.

        Raises NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound, NoMoneyForCity,
        ChooseLine, NotALineHere.
        """
        return await self._ask(Deliberation, "POST", f"/v1/initiatives/{initiative_id}/city-wide", body=body)

    async def ask_question(self, initiative_id: UUID, body: AskQuestion, *, key: str) -> Deliberation:
        """For the circle. Raises NotOfThisCircle, HasStake, InitiativeMove."""
        return await self._ask(Deliberation, "POST", f"/v1/initiatives/{initiative_id}/questions", body=body, key=key)

    async def answer_question(self, initiative_id: UUID, body: AnswerQuestion, *, key: str) -> Deliberation:
        """For the applicant. Raises InitiativeMove, NothingAsked."""
        return await self._ask(Deliberation, "POST", f"/v1/initiatives/{initiative_id}/answers", body=body, key=key)

    async def put_on_waiting_list(self, initiative_id: UUID, body: PutOnWaitingList, *, key: str) -> Deliberation:
        """For the circle. Raises NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, WaitsAlready, EnoughLeft."""
        return await self._ask(Deliberation, "POST", f"/v1/initiatives/{initiative_id}/waiting", body=body, key=key)

    async def open_proposal(self, initiative_id: UUID, body: OpenProposal, *, key: str) -> Deliberation:
        """For the circle, where consent decides. At the end of its last day it is awarded unless somebody objected.

        Raises NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound, DecidedByTeam, DecidedByVote,
        ProposalOpenAlready, ProposalNotOfIdea, PartNotAllowed, NotEnoughLeft.
        """
        path = f"/v1/initiatives/{initiative_id}/proposals"
        return await self._ask(Deliberation, "POST", path, body=body, key=key)

    async def support_proposal(self, proposal_id: UUID, body: SupportProposal, *, key: str) -> Deliberation:
        """For the circle. Raises NotOfThisCircle, HasStake, ProposalEnded, AlreadyTookPart."""
        return await self._ask(Deliberation, "POST", f"/v1/proposals/{proposal_id}/yeses", body=body, key=key)

    async def object_to_proposal(self, proposal_id: UUID, body: ObjectToProposal, *, key: str) -> Deliberation:
        """For every member of the circle, with a reason: it stops at once.

        Raises NotOfThisCircle, HasStake, ProposalEnded.
        """
        return await self._ask(Deliberation, "POST", f"/v1/proposals/{proposal_id}/objections", body=body, key=key)
