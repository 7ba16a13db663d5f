"""Demand and offer of one place: about how many households can cope, under assumptions that anybody can change."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.coping_view import FIELDS, assumptions_of, coping_view
from frontend.offer import offer_of
from frontend.pages.area import idea_groups
from frontend.place_words import KEY, profile_of
from frontend.profile_view import places_above
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.kit.errors import NotFound
from services.profiles.contract.refusals import AssumptionsNotRight

router = APIRouter()


@router.get("/{year:year}/vraag-en-aanbod/{key}")
async def coping(request: Request, visit: VisitorDep, key: str) -> Response:
    if not KEY.fullmatch(key):
        raise NotFound
    assumed, error = assumptions_of(request.query_params), ""
    try:
        found = await visit.profiles.coping_estimate(key, visit.year, **assumed)
    except AssumptionsNotRight:
        found, error = await visit.profiles.coping_estimate(key, visit.year), _reversed(request)
    where, municipality = await asyncio.gather(visit.profiles.whereabouts(key, visit.year), visit.municipality())
    offer = await offer_of(visit, key, municipality)
    ranges = found.assumed.around_minimum, found.assumed.others
    return render(
        request,
        "coping.html",
        status=422 if error else 200,
        year=visit.year,
        found=found,
        coping=coping_view(found, visit.language),
        profile_href=profile_of(visit.year, key),
        above=[*places_above(where, visit.year), (found.name, profile_of(visit.year, key))],
        offer=offer,
        groups=idea_groups(offer.ideas, gettext_of(request)) if offer and offer.ideas else [],
        fields=dict(zip(FIELDS, (end for of in ranges for end in (of.low, of.high)), strict=True)),
        errors={"aanname_minimum_van": error} if error else {},
    )


def _reversed(request: Request) -> str:
    _ = gettext_of(request)
    sentence: str = _("Het laagste deel is groter dan het hoogste. Draai ze om. Hieronder staat de gewone schatting.")
    return sentence
