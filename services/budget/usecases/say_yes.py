"""One yes of the deciding circle; the second one, of the other kind, awards in the same transaction."""

from uuid import UUID, uuid4

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import AlreadySaidYes, HasStake, NotOfThisCircle, SeatTaken
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.contract.schemes import Way
from services.budget.domain.circle import YESSES_NEEDED, Seat, free_seat, seats_held
from services.budget.domain.moves import check_initiative_move
from services.budget.store.circle_queries import Purse, circle_so_far, lock_for_yes
from services.budget.store.schema import table_of
from services.budget.store.tables import Initiative, Yes
from services.budget.usecases.award_initiative import award_initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.check_way import check_is_way
from services.budget.usecases.schemes.scheme_of import scheme_by
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.together import Row, write_together

_YESES = table_of(Yes)


def seats_of(caller: Caller, area_id: str | None) -> list[Seat]:
    """The kinds of member this caller is in the circle of an area, or of the whole city."""
    return seats_held(caller.has_role, area_id) if caller.kind == "person" else []


def check_of_circle(caller: Caller, area_id: str | None) -> list[Seat]:
    """Raise NotOfThisCircle unless the caller decides for the area, or for the whole city."""
    seats = seats_of(caller, area_id)
    if not seats:
        raise NotOfThisCircle(area_id=area_id)
    return seats


async def say_yes(
    session: Session, caller: Caller, initiative_id: UUID, *, seen_version: int, is_applicant: bool, office: Office
) -> Initiative:
    """`is_applicant`: profiles says the caller's e-mail address is that of the idea.

    Raises UnknownInitiative, NotOfThisCircle, HasStake, AlreadySaidYes, StaleVersion, InitiativeMove, IdeaInRound,
    DecidedByConsent, DecidedByVote, SeatTaken and NotEnoughLeft. The first yes may always be given: an award elsewhere
    may still be less than was asked.
    """
    initiative, line_name = await lock_for_yes(session, initiative_id)
    check_initiative_visible(initiative)
    seats = check_of_circle(caller, initiative.area_id)
    circle = await circle_so_far(session, initiative, caller.id)
    if is_applicant or circle.has_stake:
        raise HasStake
    if caller.id in circle.said_by:
        raise AlreadySaidYes
    await check_seen_initiative(session, initiative, seen_version)
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    if circle.is_on_ballot:
        raise IdeaInRound(title=initiative.title)
    scheme = scheme_by(circle.rules, office)
    check_is_way(scheme, initiative, Way.TEAM)
    seat = _seat(seats, circle.seats_taken)
    yes = _yes(initiative_id, caller, seat, office)
    if 1 + len(circle.seats_taken) >= YESSES_NEEDED:
        head, purse = circle.letterhead, Purse(line_name, circle.cents_to_give) if line_name is not None else None
        await award_initiative(session, caller, initiative, head, office, also=[yes], scheme=scheme, purse=purse)
    else:
        initiative.version += 1
        await write_together(session, [yes])
        await session.flush()
    return initiative


def _seat(held: list[Seat], taken: list[str]) -> Seat:
    seat = free_seat(held, taken)
    if seat is None:
        raise SeatTaken(seat=held[0].value)
    return seat


def _yes(initiative_id: UUID, caller: Caller, seat: Seat, office: Office) -> Row:
    yes = {"initiative_id": initiative_id, "person_id": caller.id, "seat": seat.value, "at": office.now()}
    return _YESES, {"id": uuid4(), **yes}
