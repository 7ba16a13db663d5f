"""The deciding circle of an area: a worker and a resident who each say yes, and neither of whom has a stake."""

from collections.abc import Collection
from enum import StrEnum

YESSES_NEEDED = 2


class Seat(StrEnum):
    """A kind of member. Each yes takes one seat, so an award always rests on both kinds."""

    WORKER = "worker"
    RESIDENT = "resident"


ROLE_OF = {Seat.WORKER: "area_worker", Seat.RESIDENT: "area_resident"}


def free_seat(held: Collection[Seat], taken: Collection[str]) -> Seat | None:
    """The first seat a member can still take with the kinds they hold, or None when those are taken."""
    return next((seat for seat in Seat if seat in held and seat not in taken), None)


def awardable(asked_cents: int, left_cents: int, *, may_part: bool) -> int | None:
    """Cents an idea can get: all it asks, or (if parts may be given) what is left; None when it cannot get any.

    Above the ceiling an award is refused "in so far", so a part of it is possible (Awb 4:25).
    """
    if asked_cents <= left_cents:
        return asked_cents
    return left_cents if may_part and left_cents > 0 else None
