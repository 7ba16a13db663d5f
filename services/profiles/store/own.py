"""The SELECTs for the municipality's own figures: which places there are, and what was delivered before."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.own_rows import Places
from services.profiles.domain.values import Status, Value
from services.profiles.store.areas import find_division, get_home
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Region, RegionValue

Key = tuple[str, str]
"""Region code and indicator code."""


async def find_places(session: Session, years: Collection[int]) -> Places:
    """All regions of these years, and the areas as they are in the figures of that year."""
    regions: dict[int, frozenset[str]] = {}
    areas: dict[int, Mapping[str, Sequence[str]]] = {}
    parents: dict[int, Mapping[str, str | None]] = {}
    for year in years:
        found = await session.execute(rows(col(Region.code), col(Region.parent)).where(col(Region.year) == year))
        parents[year] = {row.code: row.parent for row in found}
        regions[year] = frozenset(parents[year])
        if regions[year]:
            division = await find_division(session, await get_home(session, year))
            areas[year] = {area.id: area.keys for area in division.areas if all(area.keys)}
    return Places(regions, areas, parents)


async def find_delivered(session: Session, catalogue: Catalogue, table: str, year: int) -> dict[Key, Value]:
    """What the deliveries of this source have said of a year; a later one speaks above an earlier one."""
    releases = [r.number for r in catalogue.releases.values() if (r.source_table, r.year) == (table, year)]
    own = {catalogue.number(code): code for (release, code) in catalogue.columns if _is_of(catalogue, release, table)}
    asked = (
        rows(
            col(RegionValue.indicator_number),
            col(Region.code),
            col(RegionValue.release_number),
            col(RegionValue.status),
            col(RegionValue.number),
        )
        .join(Region, col(Region.number) == col(RegionValue.region_number))
        .where(col(RegionValue.indicator_number).in_(own), col(RegionValue.release_number).in_(releases))
    )
    found = sorted(await session.execute(asked), key=lambda row: catalogue.rank(row.release_number))
    return {(row.code, own[row.indicator_number]): Value(Status(row.status), row.number) for row in found}


def _is_of(catalogue: Catalogue, release: str, table: str) -> bool:
    return catalogue.releases[release].source_table == table
