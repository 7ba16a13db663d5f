"""The catalogue of figures, and regions elsewhere: what a figure means and where it comes from."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, taking_flash
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/{year:year}/cijfers")
async def catalogue(
    request: Request,
    visit: VisitorDep,
    text: Annotated[str, Query(alias="zoek", max_length=100)] = "",
    theme: Annotated[str, Query(alias="thema", max_length=60)] = "",
) -> Response:
    """All figures by theme, or those with these words or of this theme. Works as a plain form."""
    home, indicators, found, elsewhere = await asyncio.gather(
        visit.municipality(),
        visit.profiles.indicators(),
        visit.profiles.indicators(theme=theme or None, text=text.replace("\x00", "") or None),
        visit.profiles.comparison_municipalities(),
    )
    themes = {item.theme: item.theme_label for item in indicators}
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "indicators.html",
        year=visit.year,
        home=home.code,
        themes=themes,
        grouped=[(key, name, [item for item in found if item.theme == key]) for key, name in themes.items()],
        found=len(found),
        text=text,
        theme=theme,
        is_officer=visit.has(Role.POLICY_OFFICER),
        elsewhere=elsewhere,
    )
    return taking_flash(request, page)
