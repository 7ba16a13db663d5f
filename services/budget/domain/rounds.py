"""A round of ballots: what it may do from where it is, when one may vote, and how many tries there are."""

from collections.abc import Callable
from datetime import datetime, timedelta

from services.budget.contract.round_refusals import RoundClosed, RoundMove, RoundNotOpenYet
from services.budget.contract.rounds import RoundState
from services.budget.domain.circle import Seat, seats_held

MOVES: dict[RoundState, set[RoundState]] = {
    RoundState.SET: {RoundState.PUBLISHED, RoundState.CALLED_OFF},
    RoundState.PUBLISHED: {RoundState.CALLED_OFF},
    RoundState.OPEN: {RoundState.CALLED_OFF},
    RoundState.COUNTING: {RoundState.CLOSED, RoundState.CALLED_OFF},
    RoundState.CLOSED: {RoundState.FINAL},
    RoundState.FINAL: set(),
    RoundState.CALLED_OFF: set(),
}
"""`published` to `open` and to `counting` is not a move: the clock makes it."""
ACTIVE = (RoundState.SET.value, RoundState.PUBLISHED.value, RoundState.CLOSED.value)
"""As kept. So long an idea on the ballot is not decided in another way."""
KEEPS_MONEY = (RoundState.PUBLISHED.value, RoundState.CLOSED.value)
"""As kept. So long the budget of the round is not given to others."""
TRIES_LAST = timedelta(hours=1)


def stage(kept: str, opens_at: datetime, closes_at: datetime, now: datetime) -> RoundState:
    """Where a round is: what is kept of it, moved by the clock. At `closes_at` itself it is closed."""
    if kept != RoundState.PUBLISHED:
        return RoundState(kept)
    if now < opens_at:
        return RoundState.PUBLISHED
    return RoundState.OPEN if now < closes_at else RoundState.COUNTING


def check_move(at: RoundState, to: RoundState) -> None:
    """Raise RoundMove when a round cannot go there from here."""
    if to not in MOVES[at]:
        raise RoundMove(state=at.value, to=to.value)


def check_ballot_can_change(at: RoundState) -> None:
    """What stands on the ballot may change until the round opens. Raises RoundMove."""
    if at not in (RoundState.SET, RoundState.PUBLISHED):
        raise RoundMove(state=at.value, to=at.value)


def check_gives_codes(at: RoundState) -> None:
    """Codes are given from publication until the round closes. Raises RoundMove, RoundClosed."""
    if at == RoundState.SET:
        raise RoundMove(state=at.value, to=RoundState.OPEN.value)
    if at not in (RoundState.PUBLISHED, RoundState.OPEN):
        raise RoundClosed


def check_takes_ballots(at: RoundState) -> None:
    """Raises RoundNotOpenYet, RoundClosed."""
    if at in (RoundState.SET, RoundState.PUBLISHED):
        raise RoundNotOpenYet
    if at != RoundState.OPEN:
        raise RoundClosed


def may_manage(has_role: Callable[[str, str | None], bool], area_id: str | None) -> bool:
    """Policy officers set rounds, and the workers of a circle those of their own circle."""
    return has_role("policy_officer", None) or Seat.WORKER in seats_held(has_role, area_id)


def may_confirm(has_role: Callable[[str, str | None], bool], area_id: str | None) -> bool:
    """Approvers make a round final, and the workers of a circle those of their own circle; never who set it."""
    return has_role("approver", None) or Seat.WORKER in seats_held(has_role, area_id)
