"""What areas learned the year before and change in this one: for the pages on which the year is planned."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from frontend.visitor import Visitor, settled
from services.budget.contract.show import AreaLesson
from services.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class NamedLesson:
    """The lesson of an area, under its name."""

    name: str
    lesson: AreaLesson


async def lessons_before(visit: Visitor) -> Sequence[NamedLesson]:
    """By name of area; none where nothing was written, or when it cannot be read now: a plan can do without."""
    municipality, found = await asyncio.gather(settled(visit.municipality()), settled(visit.lessons(visit.year - 1)))
    if isinstance(found, Refusal):
        return []
    names = {} if isinstance(municipality, Refusal) else {area.id: area.name for area in municipality.areas}
    written = [lesson for lesson in found.values() if lesson.text or lesson.changes]
    return sorted((NamedLesson(names.get(it.area_id, it.area_id), it) for it in written), key=lambda it: it.name)
