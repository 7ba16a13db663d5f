"""The regions of a year that come with a source: known ones by their number, new ones with a number of their own."""

from dataclasses import dataclass, field

from sqlalchemy import func
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.identity import is_same_name
from services.profiles.sources.table import SourceRegion
from services.profiles.store.copying import copy_regions
from services.profiles.store.tables import Region


@dataclass(slots=True)
class RegionNumbers:
    """Numbers by code for one year. Regions that are not in the database yet are kept here until `write`."""

    year: int
    next_number: int
    names: dict[str, str]
    numbers: dict[str, int]
    new: list[tuple[object, ...]] = field(default_factory=list)
    seen: int = 0

    def number_of(self, region: SourceRegion) -> int | str:
        """The region's number, or the slug of why its row cannot be taken in.

        A code that has another name in the same year is another place or a mistake: never merge the two by code alone
        (facts.md §6, trap 1).
        """
        self.seen += 1
        name = self.names.get(region.code)
        if name is not None:
            return "other-name" if region.name and not is_same_name(name, region.name) else self.numbers[region.code]
        if not region.name:
            return "name-unknown"
        number = self.numbers[region.code] = self.next_number
        self.names[region.code] = region.name
        self.next_number += 1
        self.new.append(
            (
                region.code,
                self.year,
                number,
                region.level,
                region.name,
                region.municipality,
                region.parent,
                region.changed,
            )
        )
        return number

    async def write(self, session: Session) -> None:
        """Insert the new ones, and let the next number follow them."""
        if self.new:
            await copy_regions(session, self.new)
            sequence = func.pg_get_serial_sequence("regions", "number")
            await session.execute(rows(func.setval(sequence, self.next_number - 1)))


async def get_region_numbers(session: Session, year: int) -> RegionNumbers:
    """All regions of this year. Only within the lock of an import: two at once would give out the same number."""
    known = (
        await session.execute(
            rows(col(Region.code), col(Region.name), col(Region.number)).where(col(Region.year) == year)
        )
    ).all()
    last = await session.scalar(rows(func.coalesce(func.max(col(Region.number)), 0)))
    return RegionNumbers(
        year, (last or 0) + 1, {code: name for code, name, _ in known}, {code: number for code, _, number in known}
    )
