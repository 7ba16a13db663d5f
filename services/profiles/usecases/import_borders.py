"""Give regions of a year their outlines; a file with codes that do not belong is refused whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as rows
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.domain.identity import is_same_name
from services.profiles.sources.borders import SourceBorder
from services.profiles.store.areas import get_installation
from services.profiles.store.tables import Region
from services.profiles.store.version import count_change


@dataclass(frozen=True, slots=True)
class BordersReport:
    """`strangers`: code and name of what is no region of that year, or has another name in it; then nothing landed."""

    drawn: int
    unchanged: int
    without: int
    strangers: tuple[tuple[str, str], ...]


async def import_borders(session: Session, borders: Sequence[SourceBorder], year: int) -> BordersReport:
    """Draw the regions of `year`. `without` counts districts of the home municipality that have no outline after it."""
    await session.execute(rows(func.pg_advisory_xact_lock(func.hashtext("import"))))
    installation = await get_installation(session)
    wanted = select(Region).where(col(Region.year) == year, col(Region.code).in_([border.code for border in borders]))
    regions = {region.code: region for region in await session.exec(wanted)}
    strangers = tuple(
        (border.code, border.name) for border in borders if not _belongs(border, regions.get(border.code))
    )
    if strangers:
        return BordersReport(0, 0, 0, strangers)
    drawn = 0
    for border in borders:
        region = regions[border.code]
        if (region.borders, region.borders_source) != (border.geometry, border.source):
            region.borders, region.borders_source = border.geometry, border.source
            drawn += 1
    await session.flush()
    if drawn:
        await count_change(session)
    without = rows(func.count()).where(
        col(Region.year) == year, col(Region.parent) == installation.municipality, col(Region.borders).is_(None)
    )
    return BordersReport(drawn, len(borders) - drawn, await session.scalar(without) or 0, ())


def _belongs(border: SourceBorder, region: Region | None) -> bool:
    return region is not None and (not border.name or is_same_name(border.name, region.name))
