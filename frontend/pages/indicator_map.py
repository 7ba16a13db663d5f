"""One indicator on a map, with its table: of the areas, districts or neighbourhoods of a municipality."""

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from frontend.answers import gettext_of
from frontend.indicator_map_view import Shapes, indicator_map, outlines_named, shapes_of_areas, shapes_of_regions
from frontend.levels import LEVELS, Choice, level_choices, level_of
from frontend.place_rows import judged_beside, numbers_beside, origins_of, why_together
from frontend.place_words import kinds_of, municipality_crumb
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound

router = APIRouter()
MUNICIPALITY = re.compile(r"GM[0-9]{4}")
FIRST = "young_people_0_14_share"


@router.get("/{year:year}/kaart")
async def choose(visit: VisitorDep, cijfer: str = FIRST, niveau: str = "", gemeente: str = "") -> Response:
    """From the choices in the form to the address that can be kept."""
    query = "&".join(f"{name}={value}" for name, value in (("niveau", niveau), ("gemeente", gemeente)) if value)
    if not re.fullmatch(r"[a-z0-9_]{1,80}", cijfer) or not re.fullmatch(r"[A-Za-z0-9=&]*", query):
        raise NotFound
    return RedirectResponse(f"/{visit.year}/kaart/{cijfer}" + (f"?{query}" if query else ""), 303)


@router.get("/{year:year}/kaart/{indicator}")
async def show(
    request: Request, visit: VisitorDep, indicator: str, niveau: str = "", gemeente: str = "", volgorde: str = ""
) -> Response:
    home = (await visit.municipality()).code
    municipality = checked(gemeente, home)
    word = level_of(niveau, municipality == home)
    judged = await visit.profiles.indicator_places(indicator, visit.year, LEVELS[word], municipality)
    shapes, outlines = await _outlines(visit, judged.year, word, municipality)
    by_value, _ = volgorde == "waarde", gettext_of(request)
    title = _("Kaart van %(name)s. Dezelfde plekken staan in de tabel.") % {"name": judged.municipality_name}
    shown = indicator_map(judged, shapes, title, visit.year, visit.language, by_value=by_value)
    address = f"/{visit.year}/kaart/{indicator}?" + (f"gemeente={municipality}&" if municipality != home else "")
    return render(
        request,
        "indicator_map.html",
        year=visit.year,
        judged=judged,
        above=municipality_crumb(municipality, judged.municipality_name, visit.year, home),
        map=shown,
        kinds=kinds_of(judged.level, visit.language),
        outlines=outlines,
        levels=level_choices(address, word, municipality == home, visit.language),
        orders=_orders(f"{address}niveau={word}", by_value, _("op naam"), _("van hoog naar laag")),
        indicators=await visit.profiles.indicators(),
        chosen={"niveau": word, "gemeente": municipality if municipality != home else ""},
        together=why_together(judged, visit.language),
        judged_beside=judged_beside(judged, visit.language),
        beside=numbers_beside(judged, visit.language),
        origins=origins_of(judged, visit.language),
    )


def checked(gemeente: str, home: str) -> str:
    """The municipality that was asked, or the home municipality. Raises NotFound."""
    if gemeente and not MUNICIPALITY.fullmatch(gemeente):
        raise NotFound
    return gemeente or home


async def _outlines(visit: Visitor, year: int, word: str, municipality: str) -> tuple[Shapes, str]:
    """Regions as they were in the year of the figures, areas as the page shows them."""
    if word == "gebied":
        shapes = await visit.area_map()
        return shapes_of_areas(shapes), shapes.source
    borders = await visit.profiles.borders(year, LEVELS[word], municipality)
    return shapes_of_regions(borders), outlines_named(borders)


def _orders(address: str, by_value: bool, by_name: str, from_high: str) -> list[Choice]:
    return [
        Choice(by_name, f"{address}#tabel", not by_value),
        Choice(from_high, f"{address}&volgorde=waarde#tabel", by_value),
    ]
