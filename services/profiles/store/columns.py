"""The SELECTs about an indicator itself: where it has figures, and what was changed in it."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlalchemy import select as rows
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.store.tables import IndicatorChange, Region, RegionValue


async def count_numbers(session: Session, indicator: int) -> dict[int, dict[str, int]]:
    """By release: how many regions of each level have a number."""
    asked = (
        rows(col(RegionValue.release_number), col(Region.level), func.count())
        .join(Region, col(Region.number) == col(RegionValue.region_number))
        .where(col(RegionValue.indicator_number) == indicator, col(RegionValue.status) == "number")
        .group_by(col(RegionValue.release_number), col(Region.level))
        .order_by(col(Region.level))
    )
    found: dict[int, dict[str, int]] = {}
    for release, level, count in await session.execute(asked):
        found.setdefault(release, {})[level] = count
    return found


async def find_changes(session: Session, code: str) -> Sequence[IndicatorChange]:
    """Every edit of an indicator, the newest first."""
    asked = select(IndicatorChange).where(col(IndicatorChange.indicator_code) == code)
    return (await session.exec(asked.order_by(col(IndicatorChange.version).desc()))).all()
