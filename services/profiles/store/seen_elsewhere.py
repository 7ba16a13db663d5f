"""The SELECT of where a figure can be seen that is not published here."""

from collections.abc import Sequence

from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Region, RegionValue

MOST = 10


async def find_elsewhere(session: Session, catalogue: Catalogue, code: str) -> Sequence[tuple[str, str, int]]:
    """Code, name and year of municipalities whose districts have a figure of this indicator, the newest first."""
    stored = catalogue.number(catalogue.recipes[code].numerator or code)
    municipalities = (
        rows(col(Region.municipality), col(Region.year))
        .join(RegionValue, col(RegionValue.region_number) == col(Region.number))
        .where(
            col(RegionValue.indicator_number) == stored,
            col(RegionValue.number).is_not(None),
            col(Region.level) == "district",
        )
        .distinct()
        .subquery()
    )
    asked = (
        rows(col(Region.code), col(Region.name), col(Region.year))
        .join(
            municipalities,
            (municipalities.c.municipality == col(Region.code)) & (municipalities.c.year == col(Region.year)),
        )
        .order_by(col(Region.year).desc(), col(Region.name))
        .limit(MOST)
    )
    return [(its_code, name, year) for its_code, name, year in await session.execute(asked)]
