"""Care pressure: how many young people have care, per place, is it really different, and what else is known."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from frontend.care_file import care_file
from frontend.care_found import Asked, CareFound, find_care
from frontend.care_funnel import drawn_funnel, reference_words
from frontend.care_pressure_view import (
    care_groups,
    care_rows,
    context_columns,
    context_origins,
    references,
    year_rows,
)
from frontend.download import as_csv, as_json
from frontend.levels import Choice, level_choices
from frontend.place_rows import compared_words, judged_beside, numbers_beside, origins_of, why_together
from frontend.place_words import kind_of, kinds_of, municipality_crumb
from frontend.templating import render
from frontend.trend import change_size
from frontend.verdict_words import change_words, noun_of
from frontend.visitor import Visitor, VisitorDep

router = APIRouter()
AskedDep = Annotated[Asked, Depends()]


@router.get("/{year:year}/zorgdruk.csv")
async def csv(visit: VisitorDep, asked: AskedDep) -> Response:
    found = await find_care(visit, asked)
    rows, _ = care_file(found, visit.year, visit.language, visit.site.settings.public_url)
    return as_csv(rows, _file_name(found), visit.language)


@router.get("/{year:year}/zorgdruk.json")
async def json(visit: VisitorDep, asked: AskedDep) -> Response:
    found = await find_care(visit, asked)
    rows, drawn = care_file(found, visit.year, visit.language, visit.site.settings.public_url)
    return as_json(rows, _file_name(found), funnel=drawn)


@router.get("/{year:year}/zorgdruk")
async def care_pressure(request: Request, visit: VisitorDep, asked: AskedDep) -> Response:
    found = await find_care(visit, asked)
    judged, language = found.judged, visit.language
    rows = care_rows(found.funnel, visit.year, language, by_value=asked.by_value)
    beside = numbers_beside(judged, language)
    at = found.trend_of[0] if found.trend_of[0] != found.municipality else ""
    origins = [*origins_of(judged, language), *context_origins(found.known, language)]
    return render(
        request,
        "care_pressure.html",
        year=visit.year,
        found=found.funnel,
        judged=judged,
        above=municipality_crumb(found.municipality, judged.municipality_name, visit.year, found.home),
        rows=rows,
        kind=kind_of(judged.level, language),
        kinds=kinds_of(judged.level, language),
        people=noun_of(judged.indicator.denominator, language),
        plot=drawn_funnel(found.funnel, rows, language),
        reference=reference_words(found.funnel, language),
        together=why_together(judged, language),
        judged_beside=judged_beside(judged, language),
        compared=compared_words(judged, language),
        groups=care_groups(rows, found.context, found.known, {} if asked.by_value else found.districts, language),
        context=context_columns(found.context, language),
        references=references(judged, beside, found.context, found.known, language),
        sources=list({origin.release: origin for origin in origins}.values()),
        **_choices(visit, found),
        trend_of=found.trend_of[1],
        plek=at,
        trend=year_rows(found.series, language) if found.series else [],
        change=change_words(found.series.series[0].change, language) if found.series else "",
        change_size=change_size(found.series.series[0], language) if found.series else "",
        downloads=[_address(visit, found, ending, at) for ending in (".csv", ".json")],
        site=visit.site.settings.public_url,
    )


def _choices(visit: Visitor, found: CareFound) -> dict[str, Any]:
    """The levels and the measures as links, and what a form keeps."""
    measure, elsewhere = found.judged.indicator.code, "" if found.is_home else found.municipality
    address = f"/{visit.year}/zorgdruk?" + (f"gemeente={elsewhere}&" if elsewhere else "")
    return {
        "levels": level_choices(f"{address}maat={measure}&", found.word, found.is_home, visit.language),
        "measures": [
            Choice(item.name, f"{address}niveau={found.word}&maat={item.code}", item.code == measure)
            for item in found.measures
        ],
        "chosen": {"niveau": found.word, "gemeente": elsewhere, "maat": measure},
    }


def _address(visit: Visitor, found: CareFound, ending: str, at: str) -> str:
    """Of the file with exactly what this page shows."""
    query = f"niveau={found.word}&maat={found.judged.indicator.code}"
    query += "" if found.is_home else f"&gemeente={found.municipality}"
    return f"/{visit.year}/zorgdruk{ending}?{query}" + (f"&plek={at}" if at else "")


def _file_name(found: CareFound) -> str:
    judged = found.judged
    return "-".join((judged.municipality, judged.level, str(judged.year), judged.indicator.code))
