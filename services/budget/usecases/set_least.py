"""Who told an idea says with how much less it can do too; staff of its area for who came to the desk."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.least import SetLeast
from services.budget.contract.least_refusals import BelowLeast, LeastAboveProposal, LeastNotOfIdea
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.domain.amounts import Euros
from services.budget.domain.moves import check_initiative_move
from services.budget.store.deliberation_queries import find_open_proposal
from services.budget.store.initiative_queries import lock_initiative
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.applications.may_see import check_staff
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.keep_photo import check_own
from services.kit.caller import Caller
from services.kit.database import Session


async def set_least(session: Session, caller: Caller, initiative_id: UUID, body: SetLeast) -> Initiative:
    """While the idea is open and on no ballot. Saying the same again changes nothing.

    Raises NotYours, UnknownInitiative, StaleVersion, InitiativeMove, IdeaInRound, LeastNotOfIdea, LeastAboveProposal.
    """
    if caller.kind == "applicant":
        check_own(caller, initiative_id)
    idea = await lock_initiative(session, initiative_id)
    if caller.kind != "applicant":
        check_staff(caller, idea.area_id)
    check_initiative_visible(idea)
    if idea.least_cents == body.least_cents:
        return idea
    await check_seen_initiative(session, idea, body.version)
    check_initiative_move(idea.state, InitiativeState.AWARDED)
    if await in_active_rounds(session, [idea.id]):
        raise IdeaInRound(title=idea.title)
    if body.least_cents is not None and body.least_cents >= idea.amount_cents:
        raise LeastNotOfIdea(asked_cents=Euros(idea.amount_cents))
    proposal = await find_open_proposal(session, idea.id)
    if proposal and body.least_cents is not None and proposal.amount_cents < body.least_cents:
        raise LeastAboveProposal(amount_cents=Euros(proposal.amount_cents))
    idea.least_cents = body.least_cents
    idea.version += 1
    await session.flush()
    return idea


def check_not_below_least(idea: Initiative, cents: int) -> None:
    """Raise BelowLeast for a part that the idea cannot do with."""
    if cents < idea.amount_cents and idea.least_cents is not None and cents < idea.least_cents:
        raise BelowLeast(least_cents=Euros(idea.least_cents))
