"""Somebody of the circle has a personal interest and keeps out (Awb 2:4); a yes they gave is taken back."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import has_stake, lock_initiative, yeses_of
from services.budget.store.tables import Initiative, Stake
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import check_of_circle
from services.kit.caller import Caller
from services.kit.database import Session


async def declare_stake(
    session: Session, caller: Caller, initiative_id: UUID, *, seen_version: int, office: Office
) -> Initiative:
    """Saying it twice changes nothing. Raises UnknownInitiative, NotOfThisCircle, StaleVersion, InitiativeMove."""
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_visible(initiative)
    check_of_circle(caller, initiative.area_id)
    if await has_stake(session, initiative_id, caller.id):
        return initiative
    await check_seen_initiative(session, initiative, seen_version)
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    session.add(Stake(initiative_id=initiative_id, person_id=caller.id, at=office.now()))
    for yes in await yeses_of(session, initiative_id):
        if yes.person_id == caller.id:
            yes.withdrawn_at = office.now()
    initiative.version += 1
    await session.flush()
    return initiative
