"""The catalogue of figures, and regions elsewhere: what a figure means and where it comes from."""

import asyncio
import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.figure_view import region_rows, unit_word
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.kit.errors import NotFound

router = APIRouter()
CODE = re.compile(r"^[A-Z]{2}[0-9]{2,8}$")


@router.get("/{year:year}/cijfers")
async def catalogue(request: Request, visit: VisitorDep) -> Response:
    indicators, elsewhere = await asyncio.gather(
        visit.profiles.indicators(), visit.profiles.comparison_municipalities()
    )
    _ = gettext_of(request)
    themes = {
        "population": _("Bevolking"),
        "relationships": _("Huishoudens en relaties"),
        "income": _("Inkomen"),
        "finances": _("Geld en uitkering"),
        "housing": _("Wonen"),
        "youth_care": _("Jeugdhulp"),
        "education": _("Onderwijs"),
        "background": _("Herkomst"),
    }
    grouped = [(name, [item for item in indicators if item.theme == theme]) for theme, name in themes.items()]
    units = {item.unit: unit_word(item.unit, _) for item in indicators}
    return render(request, "indicators.html", year=visit.year, themes=grouped, units=units, elsewhere=elsewhere)


@router.get("/{year:year}/regios/{code}")
async def region(request: Request, visit: VisitorDep, code: str) -> Response:
    if not CODE.match(code):
        raise NotFound
    profile = await visit.profiles.region_profile(code, visit.year)
    rows = region_rows(profile.figures, visit.language)
    return render(request, "region.html", year=visit.year, profile=profile, rows=rows)
