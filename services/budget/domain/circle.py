"""A deciding circle, of an area or the whole city: a worker and a resident say yes, and neither has a stake."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

YESSES_NEEDED = 2


WHOLE_CITY = {"nl": "Hele gemeente", "en": "Whole municipality"}
"""How the whole city is called where a line has no name of its own, as in the catalogues (`line.city_wide`)."""


class Seat(StrEnum):
    """A kind of member. Each yes takes one seat, so an award always rests on both kinds."""

    WORKER = "worker"
    RESIDENT = "resident"


AREA_ROLES = {Seat.WORKER: "area_worker", Seat.RESIDENT: "area_resident"}
CITY_ROLES = {Seat.WORKER: "city_worker", Seat.RESIDENT: "city_resident"}


def seats_held(has_role: Callable[[str, str | None], bool], area_id: str | None) -> list[Seat]:
    """The kinds of member somebody is in the circle of an area, or of the whole city when there is no area."""
    roles = CITY_ROLES if area_id is None else AREA_ROLES
    return [seat for seat, role in roles.items() if has_role(role, area_id)]


def free_seat(held: Collection[Seat], taken: Collection[str]) -> Seat | None:
    """The first seat a member can still take with the kinds they hold, or None when those are taken."""
    return next((seat for seat in Seat if seat in held and seat not in taken), None)


def awardable(asked_cents: int, left_cents: int, *, may_part: bool, least_cents: int | None = None) -> int | None:
    """Cents an idea can get: all it asks, or (if parts may be given) what is left; None when it cannot get any.

    Never a part below `least_cents`, the least its people can do with.

    Above the ceiling an award is refused "in so far", so a part of it is possible (Awb 4:25).
    """
    if asked_cents <= left_cents:
        return asked_cents
    return left_cents if may_part and left_cents >= (least_cents or 1) else None


@dataclass(frozen=True)
class Meant:
    """What a yes is to, in cents; of a part with `ground`: why not all. Two yesses to one and the same award."""

    cents: int
    ground: str


def meant(asked_cents: int, amount_cents: int | None, ground: str) -> Meant | None:
    """What somebody says yes to: all that was asked, or a part with its ground.

    None for more than was asked, and for a part without a ground.
    """
    amount = asked_cents if amount_cents is None else amount_cents
    if amount > asked_cents or (amount < asked_cents and not ground):
        return None
    return Meant(amount, ground if amount < asked_cents else "")
