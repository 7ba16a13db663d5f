"""The part of the typed client that is about the steps around a decision: one method per route."""

from uuid import UUID

from services.budget.contract import procedure_refusals
from services.budget.contract.letters_client import LettersClient
from services.budget.contract.messages_client import MessagesClient
from services.budget.contract.objections_client import ObjectionsClient
from services.budget.contract.procedure import (
    AgreeRefusal,
    AnswerRefusal,
    AskCompletion,
    CompleteIdea,
    ProcedureView,
    ProposeRefusal,
    RefusalView,
    WithdrawIdea,
    WithdrawRefusal,
)
from services.kit.contract import Request

REFUSALS = procedure_refusals
"""Imported, so that what budget refuses arrives as the same class."""


class ProcedureClient(LettersClient, ObjectionsClient, MessagesClient):
    """Around a decision, with its letters, objections and mails.

    For the applicant, the circle of the area and policy officers, unless it says otherwise.
    """

    async def procedure(self, initiative_id: UUID) -> ProcedureView:
        return await self._ask(ProcedureView, "GET", f"/v1/initiatives/{initiative_id}/procedure")

    async def refusal(self, initiative_id: UUID) -> RefusalView:
        """For everybody. Raises UnknownRefusal."""
        return await self._ask(RefusalView, "GET", f"/v1/initiatives/{initiative_id}/refusal")

    async def ask_completion(self, initiative_id: UUID, body: AskCompletion, *, key: str) -> ProcedureView:
        """For who decides. Raises CompletionAsked, HasStake, StaleVersion, InitiativeMove."""
        return await self._step(initiative_id, "completion-requests", body, key)

    async def complete_idea(self, initiative_id: UUID, body: CompleteIdea, *, key: str) -> ProcedureView:
        """For the applicant. Raises NothingToAnswer."""
        return await self._step(initiative_id, "completions", body, key)

    async def propose_refusal(self, initiative_id: UUID, body: ProposeRefusal, *, key: str) -> ProcedureView:
        """For who decides. Raises UnknownGround, RefusalProposed, HasStake, StaleVersion, IdeaInRound."""
        return await self._step(initiative_id, "refusal-proposals", body, key)

    async def agree_refusal(self, initiative_id: UUID, body: AgreeRefusal, *, key: str) -> ProcedureView:
        """For who decides and did not propose it; it is the decision. Raises NoOfAnother, HearFirst, StaleVersion."""
        return await self._step(initiative_id, "refusal-agreements", body, key)

    async def withdraw_refusal(self, initiative_id: UUID, body: WithdrawRefusal, *, key: str) -> ProcedureView:
        """For who proposed it. Raises NoOfAnother, UnknownRefusal, StaleVersion."""
        return await self._step(initiative_id, "refusal-withdrawals", body, key)

    async def answer_refusal(self, initiative_id: UUID, body: AnswerRefusal, *, key: str) -> ProcedureView:
        """For the applicant, who is heard first. Raises NothingToAnswer."""
        return await self._step(initiative_id, "refusal-answers", body, key)

    async def withdraw_idea(self, initiative_id: UUID, body: WithdrawIdea, *, key: str) -> ProcedureView:
        """For the applicant, before a decision. Raises StaleVersion, InitiativeMove, IdeaInRound."""
        return await self._step(initiative_id, "withdrawals", body, key)

    async def _step(self, initiative_id: UUID, what: str, body: Request, key: str) -> ProcedureView:
        return await self._ask(
            ProcedureView,
            "POST",
            f"/v1/initiatives/{initiative_id}/{what}",
            body=body,
            key=key,
        )
