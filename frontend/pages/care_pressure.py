"""Care pressure: how many young people have care, per place, is it really different, and what else is known."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.care_funnel import drawn_funnel, reference_words
from frontend.care_pressure_view import (
    CONTEXT,
    USUAL,
    care_rows,
    context_rows,
    measures_of,
    year_rows,
)
from frontend.levels import LEVELS, Choice, level_choices, level_of
from frontend.pages.indicator_map import checked
from frontend.place_rows import judged_beside, numbers_beside, origins_of, why_together
from frontend.place_words import kind_of, kinds_of, municipality_crumb
from frontend.templating import render
from frontend.verdict_words import noun_of
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.comparisons import IndicatorPlaces
from services.profiles.contract.models import IndicatorView
from services.profiles.contract.series import SeriesView
from services.profiles.contract.values import PlacedValue

router = APIRouter()


@router.get("/{year:year}/zorgdruk")
async def care_pressure(
    request: Request,
    visit: VisitorDep,
    niveau: str = "",
    maat: str = USUAL,
    gemeente: str = "",
    volgorde: str = "",
    plek: str = "",
) -> Response:
    home = (await visit.municipality()).code
    municipality = checked(gemeente, home)
    word = level_of(niveau, municipality == home)
    catalogue = await visit.profiles.indicators()
    measures, context = measures_of(catalogue), [item for item in catalogue if item.code in CONTEXT]
    measure = _chosen(measures, maat)
    found = await visit.profiles.funnel(measure.code, visit.year, LEVELS[word], municipality)
    rows = care_rows(found, visit.year, visit.language, by_value=volgorde == "waarde")
    at = next((row for row in rows if row.key == plek), None)
    values, series = await asyncio.gather(
        settled(_values(visit, found.judged, [item.code for item in context])),
        settled(_series(visit, at.key if at else municipality, measure.code)),
    )
    address = f"/{visit.year}/zorgdruk?" + (f"gemeente={municipality}&" if municipality != home else "")
    return render(
        request,
        "care_pressure.html",
        year=visit.year,
        found=found,
        judged=found.judged,
        above=municipality_crumb(municipality, found.judged.municipality_name, visit.year, home),
        rows=rows,
        kind=kind_of(found.judged.level, visit.language),
        kinds=kinds_of(found.judged.level, visit.language),
        people=noun_of(measure.denominator, visit.language),
        plot=drawn_funnel(found, rows, visit.language),
        reference=reference_words(found, visit.language),
        together=why_together(found.judged, visit.language),
        judged_beside=judged_beside(found.judged, visit.language),
        beside=numbers_beside(found.judged, visit.language),
        origins=origins_of(found.judged, visit.language),
        levels=level_choices(f"{address}maat={measure.code}&", word, municipality == home, visit.language),
        measures=[
            Choice(item.name, f"{address}niveau={word}&maat={item.code}", item.code == measure.code)
            for item in measures
        ],
        context=context,
        context_rows=context_rows(rows, context, [] if isinstance(values, Refusal) else values, visit.language),
        chosen={"niveau": word, "gemeente": municipality if municipality != home else "", "maat": measure.code},
        trend_of=at.name if at else found.judged.municipality_name,
        plek=at.key if at else "",
        trend=[] if isinstance(series, Refusal) else year_rows(series, visit.language),
    )


def _chosen(measures: list[IndicatorView], code: str) -> IndicatorView:
    for measure in measures:
        if measure.code == code:
            return measure
    raise NotFound


async def _values(visit: Visitor, judged: IndicatorPlaces, codes: list[str]) -> list[PlacedValue]:
    """What else is known of these places in the year of the figures; nothing is judged, so one call is enough."""
    years, most = [judged.year], 20_000
    if judged.level == "area":
        areas = [place.key for place in judged.places]
        return (await visit.profiles.values(years, areas=areas, indicators=codes, page_size=most)).values
    level, within = judged.level, judged.municipality
    return (await visit.profiles.values(years, level=level, within=within, indicators=codes, page_size=most)).values


async def _series(visit: Visitor, key: str, code: str) -> SeriesView:
    if key[:2].isupper():
        return await visit.profiles.region_series(key, [code])
    return await visit.profiles.area_series(key, [code])
