"""Where do you live? By postcode, from the list or on the map, before the idea form, for who has no area yet."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.postcode import PostcodeForm
from frontend.land_view import AreaRow, area_rows, area_shapes
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import Refusal
from services.profiles.contract.postcodes import PostcodePlaces

router = APIRouter()


@router.get("/{year:year}/idee")
async def choose_area(
    request: Request, visit: VisitorDep, van: UUID | None = None, concept: UUID | None = None
) -> Response:
    """`van`: an idea to take along; `concept`: one that is being typed and goes to another area."""
    return await _page(request, visit, PostcodeForm(language=visit.language), _along(van, concept))


@router.post("/{year:year}/idee")
async def find_area(
    request: Request, visit: VisitorDep, data: FormDep, van: UUID | None = None, concept: UUID | None = None
) -> Response:
    """The postcode stands in no address, and is kept nowhere."""
    form, along, _ = PostcodeForm(data, visit.language), _along(van, concept), gettext_of(request)
    postcode = form.postcode()
    if not postcode:
        return await _page(request, visit, form, along, status=422)
    try:
        found = await visit.profiles.postcode(postcode, visit.year)
    except Refusal as refusal:
        form.errors["postcode"] = refusal.sentence or str(refusal)
        return await _page(request, visit, form, along, status=refusal.status)
    if len(found.areas) > 1:
        return await _page(request, visit, form, along, found)
    area = found.areas[0]
    unsure = _("Deze postcode ligt in %(area)s. Klopt dat niet? Kies dan een ander gebied.") % {"area": area.name}
    return see_other(f"/{visit.year}/gebieden/{area.id}/idee{along}", "" if found.is_exact else unsure)


def _along(van: UUID | None, concept: UUID | None) -> str:
    """What goes along to the form, as the end of an address."""
    query = {name: str(value) for name, value in (("van", van), ("concept", concept)) if value}
    return f"?{urlencode(query)}" if query else ""


async def _page(
    request: Request,
    visit: Visitor,
    form: PostcodeForm,
    along: str,
    found: PostcodePlaces | None = None,
    status: int = 200,
) -> Response:
    municipality, shapes, money = await asyncio.gather(
        visit.municipality(), settled(visit.area_map()), settled(visit.strips_money())
    )
    rows = _rows(area_rows(municipality, None if isinstance(money, Refusal) else money, visit.year), along)
    fitting = {area.id for area in found.areas} if found else set()
    return render(
        request,
        "idea_start.html",
        status=status,
        year=visit.year,
        form=form,
        errors=form.errors,
        along=along,
        rows=rows,
        fitting=[row for row in rows if row.id in fitting],
        shapes=[] if isinstance(shapes, Refusal) else area_shapes(rows, shapes, visit.language),
        map_source="" if isinstance(shapes, Refusal) else shapes.source,
    )


def _rows(rows: Sequence[AreaRow], along: str) -> list[AreaRow]:
    """The areas, each leading to its form."""
    return [replace(row, href=f"{row.href}/idee{along}") for row in rows]
