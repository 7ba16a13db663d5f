"""The programme of a conference: who comes when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True)
class ToShow:
    """A result that is shown: `area` and `shared_at` say where it stands as long as nobody put it elsewhere."""

    id: UUID
    area: str
    shared_at: datetime


@dataclass(frozen=True)
class Turn:
    id: UUID
    minutes: int
    starts_at: datetime | None


def programme(
    results: Sequence[ToShow], chosen: Mapping[UUID, int], minutes_each: int, starts_at: datetime | None
) -> list[Turn]:
    """First what was put in an order, then the rest by area and by when it was told; each after the one before.

    `chosen`: minutes of what was put in an order, in that order. What has no result any more is left out.
    """
    known = {result.id for result in results}
    rest = sorted((it for it in results if it.id not in chosen), key=lambda it: (it.area, it.shared_at, it.id))
    minutes = {id: taken for id, taken in chosen.items() if id in known} | {it.id: minutes_each for it in rest}
    turns, at = [], starts_at
    for id, taken in minutes.items():
        turns.append(Turn(id, taken, at))
        at = at + timedelta(minutes=taken) if at else None
    return turns
