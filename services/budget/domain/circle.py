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
