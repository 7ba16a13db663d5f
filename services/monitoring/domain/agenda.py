"""Which points stand on an agenda: those the program finds, beside what people wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from services.monitoring.domain.due import Tally
from services.monitoring.domain.periods import due_on

POINTS = UUID("5c2f4c0e-4f0b-5a52-9d4e-7a4f0a6f2b61")
"""The namespace of a point's id, so that the same thing found twice is one point."""


@dataclass(frozen=True, slots=True)
class LatePeriod:
    """Of a period whose day has passed: something is missing, or came after that day."""

    period: str
    due: date
    tally: Tally


def id_of(kind: str, reference: str) -> UUID:
    """The id of a point about one thing of one kind."""
    return uuid5(POINTS, f"{kind}:{reference}")


def late_periods(
    periods: Iterable[str], found: Mapping[str, Tally], moved: Mapping[str, date], today: date
) -> Iterator[LatePeriod]:
    """Before the day it is due nothing is late; `moved` is that day where more time moved it."""
    for period in periods:
        last, tally = moved.get(period) or due_on(period), found.get(period, Tally())
        if last < today and tally.on_time < tally.expected:
            yield LatePeriod(period, last, tally)


def where_it_stands(kept: Sequence[UUID], found: Sequence[UUID]) -> list[UUID]:
    """The order of an agenda to which is added: what stood there first, then what is new."""
    return [*kept, *(each for each in found if each not in set(kept))]
