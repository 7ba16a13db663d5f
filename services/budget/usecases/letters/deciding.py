"""What every step of a decider begins with: the idea locked, seen as it is, open, and the caller without a stake."""

from dataclasses import dataclass
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import HasStake, NotOfThisCircle
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.domain.moves import check_initiative_move
from services.budget.domain.procedure import seats_to_refuse
from services.budget.store.initiative_queries import has_stake, lock_initiative
from services.budget.store.round_queries import in_active_rounds
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import Caller
from services.kit.database import Session


@dataclass(frozen=True)
class Decider:
    """Who takes a step. `is_applicant`: profiles said, before the transaction, that it is the same e-mail address."""

    caller: Caller
    is_applicant: bool


def seats_of_decider(caller: Caller, area_id: str | None) -> list[str]:
    """The kinds of member the caller is when it comes to a no."""
    return seats_to_refuse(seats_of(caller, area_id), is_officer=caller.has_role("policy_officer"))


def check_decides(caller: Caller, area_id: str | None) -> list[str]:
    """Raise NotOfThisCircle unless the caller is of the circle that decides on it, or a policy officer."""
    seats = seats_of_decider(caller, area_id)
    if not seats:
        raise NotOfThisCircle(area_id=area_id)
    return seats


async def lock_to_decide(session: Session, who: Decider, initiative_id: UUID, seen_version: int) -> Initiative:
    """Raises UnknownInitiative, NotOfThisCircle, HasStake, StaleVersion, InitiativeMove, IdeaInRound."""
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_visible(initiative)
    check_decides(who.caller, initiative.area_id)
    if who.is_applicant or await has_stake(session, initiative_id, who.caller.id):
        raise HasStake
    check_initiative_move(initiative.state, InitiativeState.REFUSED)
    await check_seen_initiative(session, initiative, seen_version)
    if await in_active_rounds(session, [initiative_id]):
        raise IdeaInRound(title=initiative.title)
    return initiative
