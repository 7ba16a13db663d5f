"""Write how the municipality is divided from a year on, in place of what stood for exactly that year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlalchemy import select as rows
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.area_tables import Area, AreaDivision, AreaRegion, DivisionArea


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An area with the codes of its regions."""

    id: str
    name: str
    regions: tuple[str, ...]


async def lay_out_areas(
    session: Session, year: int, regions_year: int, areas: Sequence[LaidOut], *, by: str, now: datetime
) -> None:
    """From `year` on these are the areas, made of regions of `regions_year`; earlier years stay as they were.

    Whoever calls this holds the installation, adds one to its `data_version`, and checked the areas.
    """
    version = (await session.scalar(rows(func.max(col(AreaDivision.version)))) or 0) + 1
    newest = await session.scalar(rows(func.max(col(AreaDivision.valid_from)))) or year
    for table in (AreaRegion, DivisionArea, AreaDivision):
        await session.execute(delete(table).where(col(table.valid_from) == year))
    await _name(session, areas, is_newest=year >= newest)
    changed = AreaDivision(valid_from=year, regions_year=regions_year, version=version, changed_by=by, changed_at=now)
    session.add(changed)
    await session.flush()
    session.add_all(DivisionArea(valid_from=year, area_id=area.id, name=area.name) for area in areas)
    await session.flush()
    session.add_all(
        AreaRegion(valid_from=year, regions_year=regions_year, region_code=code, area_id=area.id)
        for area in areas
        for code in area.regions
    )
    await session.flush()


async def _name(session: Session, areas: Sequence[LaidOut], *, is_newest: bool) -> None:
    """Areas that are new, and names that are newer than what an area is called where no year is asked."""
    if not areas:
        return
    wanted = insert(Area).values([{"id": area.id, "name": area.name} for area in areas])
    if is_newest:
        await session.execute(wanted.on_conflict_do_update(index_elements=["id"], set_={"name": wanted.excluded.name}))
    else:
        await session.execute(wanted.on_conflict_do_nothing())
