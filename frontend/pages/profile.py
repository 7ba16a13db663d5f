"""The profile of a region or an area: who lives there, what there is, and one theme at a time."""

import asyncio
from dataclasses import dataclass, replace
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from frontend.download import as_csv, as_json
from frontend.place_words import KEY, is_region, profile_of
from frontend.profile_view import WHAT_THERE_IS, WHO_LIVES_HERE, places_above, profile_view, setting_of
from frontend.rows import Row, dots_of, rows_of
from frontend.similar_view import AlikeBlock, alike_block
from frontend.templating import render
from frontend.themes import ALL_THEMES, FIRST_THEME, compared, theme_links
from frontend.trend import Trends, together, trends_of
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.comparisons import ComparedIndicator, Comparison
from services.profiles.contract.whereabouts import Whereabouts

router = APIRouter()
Theme = Annotated[str, Query(alias="thema", max_length=60)]


@dataclass(frozen=True)
class Found:
    """What profiles says of one place: `opening` is the same for every theme, `themes` are those that were asked."""

    where: Whereabouts
    opening: Comparison
    themes: list[Comparison]
    trends: Trends

    @property
    def figures(self) -> list[ComparedIndicator]:
        """All that is shown, each once."""
        found = chain(self.opening.figures, *(theme.figures for theme in self.themes))
        return list({each.indicator.code: each for each in found}.values())


@router.get("/{year:year}/regios/{key}.csv")
@router.get("/{year:year}/gebieden/{key}/profiel.csv")
async def csv(request: Request, visit: VisitorDep, key: str, thema: Theme = FIRST_THEME) -> Response:
    found = await _find(request, visit, key, thema)
    return as_csv(_rows(visit, found), _file_name(found, thema), visit.language)


@router.get("/{year:year}/regios/{key}.json")
@router.get("/{year:year}/gebieden/{key}/profiel.json")
async def json(request: Request, visit: VisitorDep, key: str, thema: Theme = FIRST_THEME) -> Response:
    found = await _find(request, visit, key, thema)
    return as_json(_rows(visit, found), _file_name(found, thema), dots=dots_of(found.figures))


@router.get("/{year:year}/regios/{key}")
@router.get("/{year:year}/gebieden/{key}/profiel")
async def profile(request: Request, visit: VisitorDep, key: str, thema: Theme = FIRST_THEME) -> Response:
    found, alike = await asyncio.gather(_find(request, visit, key, thema), _alike(visit, key))
    address = profile_of(visit.year, key)
    return render(
        request,
        "profile.html",
        year=visit.year,
        profile=profile_view(found.where, found.opening, found.themes, found.trends, visit.year, visit.language),
        above=places_above(found.where, visit.year),
        below=[(place.name, profile_of(visit.year, place.key)) for place in found.where.below],
        area=None if is_region(key) else f"/{visit.year}/gebieden/{key}",
        themes=theme_links(found.opening, f"{address}?", thema, visit.language),
        downloads=[f"{address}.{kind}?thema={thema}" for kind in ("csv", "json")],
        everything=thema == ALL_THEMES,
        alike=alike,
        site=visit.site.settings.public_url,
    )


async def _find(request: Request, visit: Visitor, key: str, theme: str) -> Found:
    """Raises NotFound for an address that is none, and for a theme nobody knows."""
    if not KEY.fullmatch(key) or is_region(key) != ("/regios/" in request.url.path):
        raise NotFound
    where, opening, themes = await asyncio.gather(
        visit.profiles.whereabouts(key, visit.year),
        visit.profiles.compare([key], visit.year, indicators=(*WHO_LIVES_HERE, *WHAT_THERE_IS)),
        compared(visit, [key], theme),
    )
    lacking = [figure for figure in opening.figures if figure.places[0].value.status == "not_published"]
    asked = [*themes, opening.model_copy(update={"figures": lacking})]
    *trends, elsewhen = await asyncio.gather(*(_trends(visit, key, one) for one in asked))
    found = together(trends)
    return Found(where, opening, themes, replace(found, newest=elsewhen.newest | found.newest))


async def _trends(visit: Visitor, key: str, comparison: Comparison) -> Trends:
    """Of the place as it is in the year of the figures; a page can do without."""
    if not comparison.figures:
        return Trends()
    ask = visit.profiles.region_series if is_region(key) else visit.profiles.area_series
    codes = [figure.indicator.code for figure in comparison.figures]
    series = await settled(ask(key, codes, year=comparison.year))
    return Trends() if isinstance(series, Refusal) else trends_of(series, visit.language)


async def _alike(visit: Visitor, key: str) -> AlikeBlock | None:
    """The places most like this district, neighbourhood or area; a municipality stands beside the country only."""
    if is_region(key) and not key.startswith(("WK", "BU")):
        return None
    found = await settled(visit.profiles.similar_regions(key, visit.year))
    return None if isinstance(found, Refusal) else alike_block(found, visit.year, visit.language)


def _rows(visit: Visitor, found: Found) -> list[Row]:
    setting = replace(setting_of(found.where, visit.year, visit.language), trends=found.trends)
    return rows_of(found.figures, [setting], visit.site.settings.public_url)


def _file_name(found: Found, theme: str) -> str:
    year = found.opening.year if theme == ALL_THEMES else found.themes[0].year
    return f"{found.where.place.key}-{year}-{theme}"
