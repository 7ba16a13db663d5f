"""Care figures of areas before and after a year in which money was spent there."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep
from services.profiles.api.effect_views import effects_view
from services.profiles.contract.effect import YearEffects
from services.profiles.usecases.read_effects import read_effects

router = APIRouter(tags=["areas"])


@router.get(
    "/effects",
    summary="Care figures of areas before and after a year, beside areas that are like them",
    operation_id="getEffects",
    response_description="Per area and care figure both years, the difference in differences and what follows from it",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def effects(
    year: Annotated[Year, Query(description="the year in which the money was spent")],
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    area_id: Annotated[Slug | None, Query(alias="areaId", description="without it all areas")] = None,
) -> YearEffects:
    """It says whether a change went otherwise than elsewhere, never why. Small counts follow the release rules."""
    async with database.reading() as session:
        return effects_view(await read_effects(session, keeper, year, area_id), texts)
