"""One KPI of a partner over time: what is ordinary, what is a signal, and what was agreed."""

import asyncio
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend import formats
from frontend.answers import gettext_of
from frontend.drawing.control_chart import key_of
from frontend.pages.partner import unit_words
from frontend.series_file import series_csv, series_json
from frontend.series_view import drawn_series, rows_of, undrawn_words
from frontend.signal_words import baseline_words, boundary_words, formula_words, headline, number_writer, target_words
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Invalid
from services.monitoring.contract.signals import KpiSeries

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/cijfers")


@router.get("/{code}.csv")
async def as_csv(visit: VisitorDep, partner_id: UUID, code: str, request: Request) -> Response:
    return series_csv(await _series(visit, partner_id, code, request), visit.language)


@router.get("/{code}.json")
async def as_json(visit: VisitorDep, partner_id: UUID, code: str, request: Request) -> Response:
    return series_json(await _series(visit, partner_id, code, request))


@router.get("/{code}")
async def partner_kpi(request: Request, visit: VisitorDep, partner_id: UUID, code: str) -> Response:
    """A baseline that is none is said so, above the series with its usual one."""
    problem = ""
    try:
        series, municipality = await asyncio.gather(_series(visit, partner_id, code, request), visit.municipality())
    except Invalid as refusal:
        problem = str(refusal)
        series, municipality = await asyncio.gather(
            visit.monitoring.kpi_series(partner_id, code, visit.year), visit.municipality()
        )
    language, _ = visit.language, gettext_of(request)
    area_names = {area.id: area.name for area in municipality.areas}
    where = f"/{visit.year}/partners/{partner_id}/cijfers/{code}"
    query = f"?{request.url.query}" if request.url.query and not problem else ""
    periods = [(point.period, formats.quarter(point.period, language)) for point in series.points]
    return render(
        request,
        "partner_kpi.html",
        status=400 if problem else 200,
        year=visit.year,
        series=series,
        problem=problem,
        place=area_names.get(series.area_id or "", series.area_id) or _("Hele gemeente"),
        area_options=[("", _("Hele gemeente")), *area_names.items()] if series.kpi.by_area else [],
        periods=periods,
        chart=drawn_series(series, language),
        no_chart=undrawn_words(series, language),
        key_of=key_of,
        rows=rows_of(series, language),
        write=number_writer(series, language),
        headline=headline(series, language),
        target=target_words(series, language),
        boundary=boundary_words(series, language),
        baseline=baseline_words(series, language),
        formula=formula_words(series, language),
        units=unit_words(_),
        here=where,
        downloads=[f"{where}{ending}{query}" for ending in (".csv", ".json")],
    )


async def _series(visit: Visitor, partner_id: UUID, code: str, request: Request) -> KpiSeries:
    asked = request.query_params
    baseline = (asked.get("van") or None, asked.get("tot") or None)
    return await visit.monitoring.kpi_series(
        partner_id, code, visit.year, area_id=asked.get("gebied") or None, baseline=baseline
    )


def kpi_address(year: int, partner_id: UUID, code: str, area_id: str | None = None) -> str:
    """The page of a KPI, of one area or of all."""
    query = f"?{urlencode({'gebied': area_id})}" if area_id else ""
    return f"/{year}/partners/{partner_id}/cijfers/{code}{query}"
