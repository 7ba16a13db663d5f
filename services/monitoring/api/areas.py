"""Figures of one area: what partners delivered and what initiatives told."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.kit.public import for_a_minute
from services.monitoring.api.dependencies import AreasDep, AsOf
from services.monitoring.api.views import view_figures, view_initiative
from services.monitoring.contract.models import AreaFigures
from services.monitoring.store.queries import initiative_figures
from services.monitoring.usecases.look_at_figures import shown_figures
from services.profiles.contract.refusals import UnknownArea

router = APIRouter(prefix="/areas", tags=["areas"])


@router.get(
    "/{area_id}/figures",
    dependencies=[Depends(for_a_minute)],
    operation_id="getAreaFigures",
    summary="Figures of an area in a year",
    response_description="KPI figures of all partners, and children reached as initiatives told",
)
async def figures(
    area_id: Slug,
    year: Annotated[Year, Query()],
    caller: AnyCaller,
    database: DatabaseDep,
    known_areas: AreasDep,
    as_of: AsOf,
) -> AreaFigures:
    """Counts of one to four people are shown as too small, whoever asks."""
    if area_id not in await known_areas.get(year):
        raise UnknownArea(area_id=area_id, year=year)
    async with database.reading() as session:
        kpis, hidden = await shown_figures(session, year, as_of, area_id=area_id)
        initiatives = await initiative_figures(session, area_id, year)
    return AreaFigures(
        area_id=area_id,
        year=year,
        kpis=view_figures(kpis, hidden),
        initiatives=[view_initiative(figure) for figure in initiatives],
    )
