"""One figure as a page of its own, that other sites may show in a frame: no cookie, no script, nothing of a person."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from frontend.place_words import KEY, profile_of
from frontend.profile_view import setting_of
from frontend.security import FRAMED_HEADERS
from frontend.templating import draw
from frontend.tile import tile_of
from frontend.translations import translations
from frontend.visitor import VisitorDep
from services.kit import logging
from services.kit.errors import NotFound, Refusal

router = APIRouter()
KEPT = {"Cache-Control": "public, max-age=300"}


@router.get("/insluiten/{year:year}/{key}/{indicator}")
async def embedded(
    visit: VisitorDep,
    key: str,
    indicator: str,
    language: Annotated[Literal["nl", "en"], Query(alias="taal")] = "nl",
) -> Response:
    # In a frame of another site no cookie travels, so the address says the language; profiles hears it from here.
    logging.language.set(language)
    public_url = visit.site.settings.public_url
    try:
        if not KEY.fullmatch(key):
            raise NotFound
        where, compared = await asyncio.gather(
            visit.profiles.whereabouts(key, visit.year),
            visit.profiles.compare([key], visit.year, indicators=[indicator]),
        )
    except Refusal as refusal:
        _ = translations(language).gettext
        page = draw(
            language,
            "embedded.html",
            title=_("Dit cijfer is er niet"),
            tile=None,
            message=_("De plek of het cijfer kennen we niet, of we kunnen er nu niet bij."),
            back=f"{public_url}/",
        )
        return HTMLResponse(page, status_code=refusal.status, headers=FRAMED_HEADERS)
    figure = compared.figures[0]
    page = draw(
        language,
        "embedded.html",
        title=f"{figure.indicator.name}, {where.place.name}, {compared.year}",
        name=where.place.name,
        tile=tile_of(figure, setting_of(where, visit.year, language)),
        back=f"{public_url}{profile_of(visit.year, key)}?thema={figure.indicator.theme}#{indicator}",
    )
    return HTMLResponse(page, headers=FRAMED_HEADERS | KEPT | {"Content-Language": language})
