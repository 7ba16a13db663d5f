"""A municipality that was never divided starts with an area per district, for people to change on the screen."""

from datetime import UTC, datetime

from sqlalchemy import exists
from sqlalchemy import select as rows
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.domain.division import area_ids
from services.profiles.store.area_tables import AreaRegion
from services.profiles.store.areas import get_installation
from services.profiles.store.tables import Region
from services.profiles.store.version import count_change
from services.profiles.usecases.lay_out_areas import LaidOut, lay_out_areas


async def divide_by_district(session: Session, year: int) -> int:
    """Make an area of each district of `year` when the home municipality has no areas at all; how many were made."""
    installation = await get_installation(session)
    if await session.scalar(rows(exists(rows(col(AreaRegion.area_id))))):
        return 0
    of_home = select(Region).where(
        col(Region.year) == year, col(Region.parent) == installation.municipality, col(Region.level) == "district"
    )
    districts = (await session.exec(of_home.order_by(col(Region.code)))).all()
    ids = area_ids(region.name for region in districts)
    areas = [LaidOut(area_id, region.name, (region.code,)) for area_id, region in zip(ids, districts, strict=True)]
    if areas:
        await lay_out_areas(session, year, year, areas, by="import", now=datetime.now(UTC))
        await count_change(session)
    return len(districts)
