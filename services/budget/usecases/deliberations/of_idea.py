"""What every step of deliberating on an idea begins with: the idea locked, and who may say something of it."""

from uuid import UUID

from services.budget.contract.deliberation_refusals import ProposalEnded
from services.budget.contract.deliberations import ProposalState
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import HasStake
from services.budget.domain.circle import Seat
from services.budget.store.deliberation_queries import WholeProposal, get_whole_proposal, idea_of_proposal
from services.budget.store.initiative_queries import has_stake, lock_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible
from services.budget.usecases.office import Office, end_of
from services.budget.usecases.say_yes import check_of_circle
from services.kit.caller import Caller
from services.kit.database import Session


async def lock_for_circle(
    session: Session, caller: Caller, initiative_id: UUID, *, is_applicant: bool
) -> tuple[Initiative, Seat]:
    """The idea, locked, and as what kind of member the caller speaks. Raises NotOfThisCircle, HasStake."""
    idea = await lock_initiative(session, initiative_id)
    check_initiative_visible(idea)
    seats = check_of_circle(caller, idea.area_id)
    if is_applicant or await has_stake(session, idea.id, caller.id):
        raise HasStake
    return idea, seats[0]


async def lock_open_proposal(
    session: Session, caller: Caller, proposal_id: UUID, office: Office, *, is_applicant: bool
) -> tuple[Initiative, WholeProposal, Seat]:
    """The same with a proposal that stands open, by its state and by the clock.

    Raises UnknownProposal, ProposalEnded.
    """
    idea, seat = await lock_for_circle(
        session, caller, await idea_of_proposal(session, proposal_id), is_applicant=is_applicant
    )
    whole = await get_whole_proposal(session, proposal_id)
    is_over = office.now() >= end_of(whole.proposal.last_day)
    if whole.proposal.state != ProposalState.OPEN or idea.state != InitiativeState.OPEN or is_over:
        raise ProposalEnded
    return idea, whole, seat
