"""One initiative as everybody may see it, and its photo."""

import re
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, taking_flash
from frontend.framing import strips_of
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.refusals import UnknownPhoto
from services.profiles.contract.models import Role

router = APIRouter()
PHOTO = re.compile(r"^[0-9a-f]{64}$")


@router.get("/ideeen/{initiative_id}")
async def initiative(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    view = await visit.budget.initiative(initiative_id)
    municipality, money = await visit.municipality(), await visit.strips_money()
    strips = strips_of(municipality, money, here=view.area_id)
    add_to_frame(request, strips=strips, here=view.area_name, flash=flash_of(request))
    page = render(
        request,
        "initiative.html",
        view=view,
        result=view.result,
        is_late=visit.site.clock.today() > view.answer_by,
        may_book=visit.has(Role.POLICY_OFFICER),
        may_enter_account=visit.has(Role.POLICY_OFFICER) or visit.has(Role.AREA_WORKER, within=view.area_id),
    )
    return taking_flash(request, page)


@router.get("/fotos/{photo_id}")
async def photo(visit: VisitorDep, photo_id: str) -> Response:
    if not PHOTO.match(photo_id):
        raise UnknownPhoto
    content = await visit.budget.photo(photo_id)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type="image/webp", headers=headers)
