"""The whole municipality: ideas that rise above one area, and the money for them."""

import asyncio
from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.circle_place import lines_of_place
from frontend.framing import CITY_CIRCLE
from frontend.pages.area import idea_groups
from frontend.scheme_words import ways_of_lines
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.initiatives import InitiativeState

router = APIRouter()


@router.get("/{year:year}/hele-gemeente")
async def city(request: Request, visit: VisitorDep) -> Response:
    money, ideas, scheme = await asyncio.gather(
        visit.budget.money(visit.year), visit.budget.initiatives(visit.year), visit.budget.scheme(visit.year)
    )
    lines = lines_of_place(money, None)
    of_city, _ = [idea for idea in ideas if idea.area_id is None], gettext_of(request)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "city.html",
        year=visit.year,
        lines=lines,
        ways=ways_of_lines(scheme.rules, None, lines, _, visit.language),
        groups=idea_groups(of_city, _),
        open_count=Counter(idea.line_id for idea in of_city if idea.state is InitiativeState.OPEN),
        may_decide=visit.has(*CITY_CIRCLE),
    )
    return taking_flash(request, page)
