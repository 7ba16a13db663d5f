"""The SELECTs of an import: was this seen before, and how does it differ from what was known?"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import exists, text
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import RegionValue, Release

# Of each figure of the new release: what the newest of the earlier releases of that year said of it. One look in the
# index per figure: a join would be planned on statistics from before the import, and then takes minutes.
COMPARED = text(
    """
    SELECT count(*) FILTER (WHERE told.status IS NULL),
           count(*) FILTER (WHERE told.status IS NOT NULL
                              AND (told.status, told.number) IS DISTINCT FROM (said.status, said.number)),
           count(*) FILTER (WHERE (told.status, told.number) IS NOT DISTINCT FROM (said.status, said.number))
    FROM region_values said LEFT JOIN LATERAL (
        SELECT status, number FROM region_values earlier
        WHERE earlier.indicator_number = said.indicator_number AND earlier.region_number = said.region_number
          AND earlier.release_number = ANY(:earlier)
        ORDER BY array_position(CAST(:earlier AS smallint[]), earlier.release_number) LIMIT 1
    ) told ON true
    WHERE said.release_number = :release
    """
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of an import against what was known: not known before, another figure now, and the same."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


async def find_release_like(session: Session, table: str, year: int, fingerprint: str) -> bool:
    """Whether a release of this table and year says exactly this."""
    same = exists().where(
        col(Release.source_table) == table, col(Release.year) == year, col(Release.fingerprint) == fingerprint
    )
    return bool(await session.scalar(rows(same)))


async def find_nobody(
    session: Session, catalogue: Catalogue, table: str, year: int, bases: Collection[str]
) -> dict[str, set[int]]:
    """Of each of these populations the numbers of the regions where it is 0, in the newest release that tells it.

    Of this table and year: a download of some of its columns need not have the inhabitants in it.
    """
    of_it = [row.number for row in catalogue.releases.values() if (row.source_table, row.year) == (table, year)]
    codes = {catalogue.number(code): code for code in bases}
    if not of_it or not codes:
        return {}
    asked = rows(
        col(RegionValue.indicator_number),
        col(RegionValue.region_number),
        col(RegionValue.release_number),
        col(RegionValue.number),
    ).where(col(RegionValue.indicator_number).in_(codes), col(RegionValue.release_number).in_(of_it))
    newest: dict[tuple[int, int], Decimal | None] = {}
    for row in sorted(await session.execute(asked), key=lambda row: catalogue.rank(row.release_number)):
        newest[row.indicator_number, row.region_number] = row.number
    found: dict[str, set[int]] = {}
    for (indicator, region), number in newest.items():
        if number == 0:
            found.setdefault(codes[indicator], set()).add(region)
    return found


async def count_against_earlier(session: Session, catalogue: Catalogue, release: Release, figures: int) -> Counts:
    """How a release that was just written differs from the earlier ones of its table and year.

    All of it is new when there was none. The same figure in another table counts for nothing: what stands beside a
    figure as its source is the table.
    """
    of_it = (release.source_table, release.year)
    earlier = [row.number for row in reversed(catalogue.releases.values()) if (row.source_table, row.year) == of_it]
    if not earlier:
        return Counts(new=figures)
    found = (await session.execute(COMPARED, {"earlier": earlier, "release": release.number})).one()
    return Counts(*found)
