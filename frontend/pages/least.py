"""The least an idea can do with: said on one's own page, or by staff for who came to the desk."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.least import FIELDS, LeastForm
from frontend.pages.idea_desk import application_page
from frontend.pages.own_initiative import own_page
from frontend.security import FormDep
from frontend.visitor import VisitorDep
from services.kit.errors import Refusal

router = APIRouter()


@router.post("/mijn-idee/{initiative_id}/minder")
async def say_least(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _, status = LeastForm(data, visit.language), gettext_of(request), 422
    budget, body = await visit.as_applicant(request, initiative_id), form.least()
    if body:
        try:
            await budget.set_least(initiative_id, body)
        except Refusal as refusal:
            form.take(refusal, FIELDS)
            status = refusal.status
        else:
            return see_other(f"/mijn-idee/{initiative_id}", _("Bewaard. Wie beslist, kan dit lezen."))
    return await own_page(request, visit, budget, initiative_id, form, status)


@router.post("/ideeen/{initiative_id}/aanvraag/minder")
async def enter_least(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _, status = LeastForm(data, visit.language), gettext_of(request), 422
    body = form.least()
    if body:
        try:
            await visit.budget.set_least(initiative_id, body)
        except Refusal as refusal:
            form.take(refusal, FIELDS)
            status = refusal.status
        else:
            return see_other(f"/ideeen/{initiative_id}/aanvraag", _("Bewaard. Wie beslist, kan dit lezen."))
    return await application_page(request, visit, initiative_id, form, status)
