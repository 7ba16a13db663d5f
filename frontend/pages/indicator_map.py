"""One indicator on a map, with its table: of the areas, districts or neighbourhoods of a municipality."""

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from frontend.answers import gettext_of
from frontend.download import as_csv, as_json
from frontend.indicator_map_view import Shapes, indicator_map, outlines_named, shapes_of_areas, shapes_of_regions
from frontend.levels import LEVELS, Choice, checked, level_choices, level_of
from frontend.place_file import judged_rows
from frontend.place_rows import compared_words, judged_beside, numbers_beside, origins_of, why_together
from frontend.place_words import kinds_of, municipality_crumb
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound
from services.profiles.contract.comparisons import IndicatorPlaces

router = APIRouter()
FIRST = "young_people_0_14_share"


@router.get("/{year:year}/kaart")
async def choose(visit: VisitorDep, cijfer: str = FIRST, niveau: str = "", gemeente: str = "") -> Response:
    """From the choices in the form to the address that can be kept."""
    query = "&".join(f"{name}={value}" for name, value in (("niveau", niveau), ("gemeente", gemeente)) if value)
    if not re.fullmatch(r"[a-z0-9_]{1,80}", cijfer) or not re.fullmatch(r"[A-Za-z0-9=&]*", query):
        raise NotFound
    return RedirectResponse(f"/{visit.year}/kaart/{cijfer}" + (f"?{query}" if query else ""), 303)


@router.get("/{year:year}/kaart/{indicator}.csv")
async def csv(visit: VisitorDep, indicator: str, niveau: str = "", gemeente: str = "") -> Response:
    judged = await _judged(visit, indicator, niveau, gemeente)
    rows = judged_rows(judged, visit.year, visit.language, visit.site.settings.public_url)
    return as_csv(rows, _file_name(judged), visit.language)


@router.get("/{year:year}/kaart/{indicator}.json")
async def json(visit: VisitorDep, indicator: str, niveau: str = "", gemeente: str = "") -> Response:
    judged = await _judged(visit, indicator, niveau, gemeente)
    return as_json(judged_rows(judged, visit.year, visit.language, visit.site.settings.public_url), _file_name(judged))


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
        compared=compared_words(judged, visit.language),
        sources=origins_of(judged, visit.language),
        downloads=[address.replace("?", f"{ending}?", 1) + f"niveau={word}" for ending in (".csv", ".json")],
        site=visit.site.settings.public_url,
    )


async def _judged(visit: Visitor, indicator: str, niveau: str, gemeente: str) -> IndicatorPlaces:
    """The places of the page with this choice. Raises NotFound."""
    home = (await visit.municipality()).code
    municipality = checked(gemeente, home)
    level = LEVELS[level_of(niveau, municipality == home)]
    return await visit.profiles.indicator_places(indicator, visit.year, level, municipality)


def _file_name(judged: IndicatorPlaces) -> str:
    return "-".join((judged.municipality, judged.level, str(judged.year), judged.indicator.code))


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
