"""The part of the typed client that is about rounds of ballots: one method per route."""

from uuid import UUID

from services.budget.contract import round_refusals
from services.budget.contract.code_strips import PrintStrips
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import (
    AddProjects,
    AskVotingCode,
    BallotReceipt,
    CallOffRound,
    CastBallot,
    ConfirmRound,
    PrintCodes,
    PublishRound,
    RemoveProject,
    RoundView,
    SetRound,
    VotingCodeAsked,
)
from services.kit.http import ServiceClient

REFUSALS = round_refusals
"""Imported, so that what budget refuses arrives as the same class."""


PATIENCE_OF_A_CROWD = 120.0
"""Seconds. Sending it again is safe, and puts nobody ahead."""


class RoundsClient(ServiceClient):
    """A body's `origin` is believed of the site itself only: call then on behalf of `tokens.service()`."""

    async def set_round(self, body: SetRound, *, key: str) -> RoundView:
        """For policy officers, and area workers of that area. Raises UnknownLine, NotALineToVoteOn, RoundAboveFree."""
        return await self._ask(RoundView, "POST", "/v1/rounds", body=body, key=key)

    async def rounds(self, year: int, area_id: str | None = None) -> list[RoundView]:
        """Newest first. The public sees published ones only."""
        return await self._ask(list[RoundView], "GET", "/v1/rounds", query={"year": year, "areaId": area_id})

    async def round(self, round_id: UUID) -> RoundView:
        """Raises UnknownRound."""
        return await self._ask(RoundView, "GET", f"/v1/rounds/{round_id}")

    async def add_projects(self, round_id: UUID, body: AddProjects) -> RoundView:
        """Until it opens. Raises StaleVersion, RoundMove, UnknownInitiative, IdeaNotForRound, IdeaInRound."""
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/projects", body=body)

    async def remove_project(self, round_id: UUID, body: RemoveProject) -> RoundView:
        """Until it opens; the other numbers stay. Raises StaleVersion, RoundMove, UnknownProject."""
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/project-removals", body=body)

    async def set_project_terms(self, round_id: UUID, body: SetProjectTerms) -> RoundView:
        """Until it opens. Raises StaleVersion, RoundMove, UnknownProject, UnknownRoundTheme, NotALeast."""
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/project-terms", body=body)

    async def publish_round(self, round_id: UUID, body: PublishRound) -> RoundView:
        """For who may set one. Raises StaleVersion, RoundMove, RoundOpensInThePast, RoundAboveFree."""
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/publication", body=body)

    async def call_off_round(self, round_id: UUID, body: CallOffRound) -> RoundView:
        """Before it is counted; codes and ballots are deleted. Raises StaleVersion, RoundMove."""
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/calling-off", body=body)

    async def ask_voting_code(self, round_id: UUID, body: AskVotingCode) -> VotingCodeAsked:
        """For everybody, from publication to closing; an address gets one code, and asking again sends nothing.

        Raises RoundMove (not published), RoundClosed, NoCodesByMail, TooManyVotingCodes.
        """
        return await self._ask(VotingCodeAsked, "POST", f"/v1/rounds/{round_id}/code-requests", body=body)

    async def print_codes(self, round_id: UUID, body: PrintCodes, *, key: str) -> bytes:
        """For who may set a round: CSV (`;`, UTF-8 with BOM) with the columns `number` and `code`, given this once.

        Raises RoundMove, RoundClosed, TooManyPrintedCodes, SheetGivenAlready (the same key again).
        """
        return await self._ask(bytes, "POST", f"/v1/rounds/{round_id}/code-sheets", body=body, key=key)

    async def print_strips(self, round_id: UUID, body: PrintStrips, *, key: str) -> bytes:
        """The same as PDF/UA-1: one strip per code, with how and until when to vote. Given this once.

        Raises RoundMove, RoundClosed, TooManyPrintedCodes, SheetGivenAlready (the same key again).
        """
        return await self._ask(bytes, "POST", f"/v1/rounds/{round_id}/code-strips", body=body, key=key)

    async def cast_ballot(self, round_id: UUID, body: CastBallot) -> BallotReceipt:
        """For everybody. A second time with the same ballot gives the same receipt. In a crowd it waits for its turn.

        Raises RoundNotOpenYet, RoundClosed, WrongVotingCode, CodeUsed, UnknownProject, TooManyVotingTries.
        """
        path = f"/v1/rounds/{round_id}/ballots"
        return await self._ask(BallotReceipt, "POST", path, body=body, patience=PATIENCE_OF_A_CROWD)

    async def enter_paper_ballot(self, round_id: UUID, body: CastBallot) -> BallotReceipt:
        """For who may set a round: a ballot on paper with its code. Raises what `cast_ballot` raises."""
        return await self._ask(BallotReceipt, "POST", f"/v1/rounds/{round_id}/paper-ballots", body=body)

    async def confirm_round(self, round_id: UUID, body: ConfirmRound) -> RoundView:
        """For approvers, and area workers of that area who did not set it.

        Raises StaleVersion, RoundMove, RoundSetterCannotConfirm, HasStake, NotADeviation, DecisionsAboveBudget,
        NotEnoughLeft.
        """
        return await self._ask(RoundView, "POST", f"/v1/rounds/{round_id}/confirmation", body=body)

    async def round_bundle(self, round_id: UUID) -> bytes:
        """The file anybody can count again (`voorveld tally FILE.pb`). Raises NoBundleYet."""
        return await self._ask(bytes, "GET", f"/v1/rounds/{round_id}/bundle")
