"""Who may do what in the journal of an initiative."""

from uuid import UUID

from services.budget.contract.guard_refusals import JournalNotOpen
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import HasStake, NotOfThisCircle
from services.budget.domain.circle import Seat
from services.budget.store.initiative_queries import has_stake, lock_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import Caller, NotYours
from services.kit.database import Session

WITH_MONEY = frozenset({InitiativeState.AWARDED.value, InitiativeState.SHARED.value})


def is_own(caller: Caller, initiative_id: UUID) -> bool:
    return caller.kind == "applicant" and caller.id == str(initiative_id)


def may_remove(caller: Caller, initiative: Initiative) -> bool:
    """What is of a person is taken away by who wrote it, by the circle, and by the municipality."""
    is_officer = caller.kind == "person" and caller.has_role("policy_officer")
    return is_own(caller, initiative.id) or is_officer or bool(seats_of(caller, initiative.area_id))


def speaker_of(caller: Caller, initiative: Initiative) -> str:
    """As whom the caller speaks: `applicant`, `worker` or `resident`. Raises NotOfThisCircle."""
    if is_own(caller, initiative.id):
        return "applicant"
    seats: list[Seat] = seats_of(caller, initiative.area_id)
    if not seats:
        raise NotOfThisCircle(area_id=initiative.area_id)
    return seats[0].value


async def lock_journal(session: Session, initiative_id: UUID) -> Initiative:
    """The initiative, so that others who write wait. Raises UnknownInitiative, JournalNotOpen."""
    initiative = await lock_initiative(session, initiative_id)
    check_initiative_visible(initiative)
    if initiative.state not in WITH_MONEY:
        raise JournalNotOpen
    return initiative


async def check_no_stake(session: Session, caller: Caller, initiative_id: UUID) -> None:
    """Who has an interest of their own does not act as the circle (Awb 2:4). Raises HasStake."""
    if await has_stake(session, initiative_id, caller.id):
        raise HasStake


def check_may_remove(caller: Caller, initiative: Initiative) -> None:
    """Raises NotYours."""
    if not may_remove(caller, initiative):
        raise NotYours(roles="applicant, area_worker, area_resident, policy_officer")
