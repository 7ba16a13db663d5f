"""The whole municipality: ideas that rise above one area, and the money for them."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.circle_place import line_of_place
from frontend.framing import CITY_CIRCLE
from frontend.pages.area import idea_groups
from frontend.scheme_words import way_sentence
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.initiatives import InitiativeState

router = APIRouter()


@router.get("/{year:year}/hele-gemeente")
async def city(request: Request, visit: VisitorDep) -> Response:
    money, ideas, scheme = await asyncio.gather(
        visit.budget.money(visit.year), visit.budget.initiatives(visit.year), visit.budget.scheme(visit.year)
    )
    of_city, _ = [idea for idea in ideas if idea.area_id is None], gettext_of(request)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "city.html",
        year=visit.year,
        line=line_of_place(money, None),
        way=way_sentence(scheme.rules.way_of(None), scheme.rules.consent_days, _),
        groups=idea_groups(of_city, _),
        open_count=sum(idea.state is InitiativeState.OPEN for idea in of_city),
        may_decide=visit.has(*CITY_CIRCLE),
    )
    return taking_flash(request, page)
