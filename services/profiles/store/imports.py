"""The SELECTs of an import: was this seen before, and how does it differ from what was known?"""

from dataclasses import dataclass

from sqlalchemy import bindparam, exists, text
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Release

# Of each figure of the new release: what the newest of the earlier releases of that year said of it.
COMPARED = text(
    """
    WITH told AS (
        SELECT DISTINCT ON (indicator_number, region_number) indicator_number, region_number, status, number
        FROM region_values WHERE release_number = ANY(:earlier)
        ORDER BY indicator_number, region_number, array_position(CAST(:earlier AS smallint[]), release_number)
    )
    SELECT count(*) FILTER (WHERE told.status IS NULL),
           count(*) FILTER (WHERE (told.status, told.number) IS DISTINCT FROM (said.status, said.number)
                              AND told.status IS NOT NULL),
           count(*) FILTER (WHERE (told.status, told.number) IS NOT DISTINCT FROM (said.status, said.number))
    FROM region_values said LEFT JOIN told USING (indicator_number, region_number)
    WHERE said.release_number = :release
    """
).bindparams(bindparam("earlier"), bindparam("release"))


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


async def count_against_earlier(session: Session, catalogue: Catalogue, release: Release, figures: int) -> Counts:
    """How a release that was just written differs from the earlier ones of its year. All of it is new when none was."""
    earlier = [row.number for row in reversed(catalogue.releases.values()) if row.year == release.year]
    if not earlier:
        return Counts(new=figures)
    found = (await session.execute(COMPARED, {"earlier": earlier, "release": release.number})).one()
    return Counts(*found)
