"""The SELECTs of all places of a level in a year: one stretch of the index for each indicator."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Float, cast
from sqlalchemy import select as rows
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Region, RegionValue


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A region as people know it: its name, and the municipality it lies in."""

    code: str
    name: str
    municipality: str | None
    municipality_name: str | None


async def find_everywhere(session: Session, year: int, level: str) -> dict[int, Somewhere]:
    """Every region of this level in exactly this year, by its short key."""
    owner = aliased(Region)
    asked = (
        rows(col(Region.number), col(Region.code), col(Region.name), col(Region.municipality), col(owner.name))
        .outerjoin(owner, (col(owner.code) == col(Region.municipality)) & (col(owner.year) == col(Region.year)))
        .where(col(Region.year) == year, col(Region.level) == level)
    )
    return {
        number: Somewhere(code, name, owned_by, its)
        for number, code, name, owned_by, its in await session.execute(asked)
    }


async def find_column(
    session: Session, catalogue: Catalogue, code: str, everywhere: Mapping[int, Somewhere]
) -> dict[str, float]:
    """One stored indicator, by region code, as the newest release said it; who has no number is not in it.

    The keys of a year were given one after the other, so that from the first to the last is one stretch of the index.
    """
    asked = rows(
        col(RegionValue.region_number), col(RegionValue.release_number), cast(col(RegionValue.number), Float)
    ).where(
        col(RegionValue.indicator_number) == catalogue.number(code),
        col(RegionValue.region_number).between(min(everywhere, default=0), max(everywhere, default=0)),
    )
    newest: dict[int, tuple[int, float | None]] = {}
    for region, release, number in await session.execute(asked):
        rank = catalogue.rank(release)
        if region in everywhere and (region not in newest or rank > newest[region][0]):
            newest[region] = (rank, number)
    return {everywhere[region].code: number for region, (_, number) in newest.items() if number is not None}
