"""One yes of the deciding circle, to all or a part; the second, of the other kind, awards in the same transaction."""

from uuid import UUID, uuid4

from services.budget.contract.deliberation_refusals import PartNotAllowed, ProposalNotOfIdea
from services.budget.contract.initiatives import InitiativeState, SayYes
from services.budget.contract.refusals import AlreadySaidYes, HasStake, NotOfThisCircle, SeatTaken
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.contract.schemes import Way
from services.budget.domain.amounts import Euros
from services.budget.domain.circle import YESSES_NEEDED, Meant, Seat, free_seat, meant, seats_held
from services.budget.domain.moves import check_initiative_move
from services.budget.store.circle_queries import CircleSoFar, circle_so_far, lock_for_yes
from services.budget.store.initiative_queries import yeses_of
from services.budget.store.schema import table_of
from services.budget.store.tables import Initiative, Yes
from services.budget.usecases.award_initiative import ByPart, award_initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible, check_seen_initiative
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.check_way import check_is_way
from services.budget.usecases.schemes.scheme_of import scheme_by
from services.budget.usecases.set_least import check_not_below_least
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
    session: Session, caller: Caller, initiative_id: UUID, body: SayYes, *, is_applicant: bool, office: Office
) -> Initiative:
    """`is_applicant`: profiles says the caller's e-mail address is that of the idea.

    Raises UnknownInitiative, NotOfThisCircle, HasStake, AlreadySaidYes, StaleVersion, InitiativeMove, IdeaInRound,
    DecidedByConsent, DecidedByVote, SeatTaken, ProposalNotOfIdea, PartNotAllowed, BelowLeast and
    NotEnoughLeft. The first yes may always be given: an award elsewhere may still be less than was asked.
    """
    initiative, line_name = await lock_for_yes(session, initiative_id)
    check_initiative_visible(initiative)
    seats = check_of_circle(caller, initiative.area_id)
    circle = await circle_so_far(session, initiative, caller.id, line_name)
    if is_applicant or circle.has_stake:
        raise HasStake
    to = _meant(initiative, body)
    is_new = _stands(initiative, circle) != to
    if caller.id in circle.said_by and not is_new:
        raise AlreadySaidYes
    await check_seen_initiative(session, initiative, body.version)
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    if circle.is_on_ballot:
        raise IdeaInRound(title=initiative.title)
    scheme = scheme_by(circle.rules, office)
    check_is_way(scheme, initiative, circle.line, Way.TEAM)
    is_part = to.cents < initiative.amount_cents
    if is_part and not scheme.part_awards:
        raise PartNotAllowed
    check_not_below_least(initiative, to.cents)
    if is_new and circle.said_by:
        await _take_back(session, initiative_id, office)
    seat = _seat(seats, [] if is_new else circle.seats_taken)
    yes = _yes(initiative, caller, seat, to, office)
    if not is_new and 1 + len(circle.seats_taken) >= YESSES_NEEDED:
        by = ByPart(to.cents, to.ground) if is_part else None
        await award_initiative(session, caller, initiative, circle.letterhead, office, by, [yes], scheme, circle.purse)
    else:
        initiative.version += 1
        await write_together(session, [yes])
        await session.flush()
    return initiative


def _meant(initiative: Initiative, body: SayYes) -> Meant:
    to = meant(initiative.amount_cents, body.amount_cents, body.ground)
    if to is None:
        raise ProposalNotOfIdea(asked_cents=Euros(initiative.amount_cents))
    return to


def _stands(initiative: Initiative, circle: CircleSoFar) -> Meant | None:
    """What the yesses so far are to; nothing when nobody said yes."""
    if not circle.said_by:
        return None
    return Meant(circle.part_cents or initiative.amount_cents, circle.part_ground or "")


async def _take_back(session: Session, initiative_id: UUID, office: Office) -> None:
    """Another amount is proposed: who said yes to what stood did not say yes to this."""
    for yes in await yeses_of(session, initiative_id):
        yes.withdrawn_at = yes.withdrawn_at or office.now()
    await session.flush()


def _seat(held: list[Seat], taken: list[str]) -> Seat:
    seat = free_seat(held, taken)
    if seat is None:
        raise SeatTaken(seat=held[0].value)
    return seat


def _yes(initiative: Initiative, caller: Caller, seat: Seat, to: Meant, office: Office) -> Row:
    part = to.cents if to.cents < initiative.amount_cents else None
    yes = {"initiative_id": initiative.id, "person_id": caller.id, "seat": seat.value, "at": office.now()}
    return _YESES, {"id": uuid4(), "amount_cents": part, "ground": to.ground, **yes}
