"""The applicant withdraws an idea before a decision; nobody else needs to agree."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import WithdrawIdea
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_seen_initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def withdraw_idea(
    session: Session, caller: Caller, initiative_id: UUID, body: WithdrawIdea, office: Office
) -> Initiative:
    """Raises NotYours, UnknownInitiative, InitiativeMove, StaleVersion, IdeaInRound (it is on the ballot)."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_move(initiative.state, InitiativeState.WITHDRAWN)
    await check_seen_initiative(session, initiative, body.version)
    if await in_active_rounds(session, [initiative_id]):
        raise IdeaInRound(title=initiative.title)
    initiative.state = InitiativeState.WITHDRAWN.value
    initiative.version += 1
    await session.flush()
    applicant = await find_applicant(session, initiative_id)
    await tell_applicant(session, initiative, applicant, "mail.withdrawn", office)
    return initiative
