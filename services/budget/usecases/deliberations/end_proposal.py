"""Ends a proposal when its days are over: awarded when nobody objected and both kinds of member took part."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from services.budget.contract.deliberations import ProposalState
from services.budget.contract.initiatives import InitiativeState
from services.budget.domain import consent
from services.budget.store.circle_queries import cents_to_give, letterhead, lock_line, municipality_of
from services.budget.store.deliberation_queries import (
    WholeProposal,
    find_open_proposal,
    get_whole_proposal,
    idea_of_proposal,
)
from services.budget.store.deliberation_tables import Proposal
from services.budget.store.initiative_queries import find_applicant, get_whole_initiative, lock_initiative
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.award_initiative import ByConsent, award_initiative
from services.budget.usecases.office import Office, end_of
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.work import plan_work

END_PROPOSAL = "end-proposal"
BY_THE_CLOCK = Caller(kind="service", id="budget")
"""Who books an award by consent: nobody in particular decided at that moment."""


async def plan_ending(session: Session, proposal: Proposal) -> None:
    await plan_work(session, END_PROPOSAL, {"proposalId": str(proposal.id)}, end_of(proposal.last_day))


def proposal_ender(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of ending."""

    async def end(session: Session, payload: Mapping[str, Any]) -> None:
        await end_proposal(session, UUID(payload["proposalId"]), office)

    return end


async def end_proposal(session: Session, proposal_id: UUID, office: Office) -> None:
    """All of it or nothing; one that was ended before stays as it is. Who objects meanwhile holds the idea's row."""
    idea = await lock_initiative(session, await idea_of_proposal(session, proposal_id))
    whole = await get_whole_proposal(session, proposal_id)
    if whole.proposal.state != ProposalState.OPEN:
        return
    if office.now() < end_of(whole.proposal.last_day):
        await plan_ending(session, whole.proposal)
        return
    state = await _outcome(session, idea, whole)
    whole.proposal.state, whole.proposal.ended_at = state.value, office.now()
    if state is ProposalState.AWARDED:
        agreed = ByConsent(whole.proposal.amount_cents, whole.proposal.days, whole.proposal.text)
        head = letterhead(await municipality_of(session, idea.line_id), await find_applicant(session, idea.id))
        await award_initiative(session, BY_THE_CLOCK, idea, head, office, agreed)
    else:
        idea.version += 1
    await session.flush()


async def _outcome(session: Session, idea: Initiative, whole: WholeProposal) -> ProposalState:
    if idea.state != InitiativeState.OPEN or await in_active_rounds(session, [idea.id]):
        return ProposalState.WITHDRAWN
    known = await get_whole_initiative(session, idea.id, public=True)
    if not consent.is_of_both([voice.seat for voice in whole.of_part(known.stake_holders)]):
        return ProposalState.LAPSED
    enough = whole.proposal.amount_cents <= await left_of(session, idea)
    return ProposalState.AWARDED if enough else ProposalState.NO_MONEY


async def left_of(session: Session, idea: Initiative) -> int:
    """Cents an award can still take from the idea's line, which stays locked until the transaction ends."""
    await lock_line(session, idea.line_id)
    return max(await cents_to_give(session, idea.line_id), 0)


async def withdraw_proposal(session: Session, initiative_id: UUID, office: Office) -> None:
    """The idea goes elsewhere: what stands open about it is over. The idea is locked."""
    if proposal := await find_open_proposal(session, initiative_id):
        proposal.state, proposal.ended_at = ProposalState.WITHDRAWN.value, office.now()
