"""A KPI of a partner over time."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Slug, Year
from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import AreasDep, ClockDep
from services.monitoring.api.seeing import sees_all
from services.monitoring.api.series_views import view_series
from services.monitoring.contract.models import Period
from services.monitoring.contract.signals import KpiSeries
from services.monitoring.usecases.look_at_series import Asked, find_series, look_at_series, needs_areas

router = APIRouter(prefix="/partners/{partner_id}/kpis", tags=["series"])
Code = Annotated[str, Path(max_length=60, pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


@router.get(
    "/{code}/series",
    operation_id="getKpiSeries",
    summary="A KPI over time, with what of it is chance",
    response_description="The numbers with their lines and signals; the target and the boundary apart",
)
async def series(
    partner_id: UUID,
    code: Code,
    year: Annotated[Year, Query(description="The last year of the series")],
    caller: AnyCaller,
    database: DatabaseDep,
    known_areas: AreasDep,
    clock: ClockDep,
    area_id: Annotated[Slug | None, Query(alias="areaId")] = None,
    baseline_from: Annotated[Period | None, Query(alias="baselineFrom")] = None,
    baseline_to: Annotated[Period | None, Query(alias="baselineTo")] = None,
) -> KpiSeries:
    """Everybody, without counts of one to four people and what follows from them; partner and municipality in full."""
    in_full = sees_all(caller, partner_id)
    asked = Asked(partner_id, code, year, area_id, (baseline_from, baseline_to), in_full, clock.today())
    async with database.reading() as session:
        found = await find_series(session, asked)
    areas = {each: await known_areas.get(each) for each in found.years} if needs_areas(found, asked) else {}
    return view_series(look_at_series(found, asked, areas), asked)
