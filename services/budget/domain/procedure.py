"""The clock of a decision while the applicant completes the idea, and what a no needs (Awb 4:5, 4:7, 4:15)."""

from collections.abc import Iterable
from datetime import date

from services.budget.domain.circle import Seat
from services.budget.domain.working_days import ends_on, short_term

OFFICER = "officer"
"""A seat of its own: an officer under mandate may say no together with somebody of the circle, never alone."""


def complete_until(asked_on: date, days: int, equated: Iterable[date] = ()) -> date:
    """The last day to complete an idea (4:5), or to answer before a no (4:7)."""
    return short_term(asked_on, days, equated)


def answer_by_after_pause(before: date, asked_on: date, resumed_on: date, equated: Iterable[date] = ()) -> date:
    """The term with the days in it that the clock stood still: from the asking to the completing, or to the last day
    to complete when nothing came (4:15(1)a). Nothing is taken off when somebody completes the same day."""
    return ends_on(before + (resumed_on - asked_on), equated)


def may_be_decided(hear_until: date | None, answered_on: date | None, today: date) -> bool:
    """A no waits until the applicant answered, or did not in time."""
    return hear_until is None or answered_on is not None or today > hear_until


def seats_to_refuse(of_circle: Iterable[Seat], *, is_officer: bool) -> list[str]:
    """The kinds of member somebody is when it comes to a no; first those of the circle."""
    return [*(seat.value for seat in of_circle), *([OFFICER] if is_officer else [])]


def seat_to_agree(held: Iterable[str], proposed_seat: str) -> str | None:
    """The seat from which somebody can agree: another one than it was proposed from, and never two officers."""
    return next((seat for seat in held if seat != proposed_seat), None)
