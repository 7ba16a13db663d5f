"""An adult signs too for somebody younger: one code, no account."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.application_refusals import NoSignerAsked
from services.budget.contract.applications import SignAlong
from services.kit.errors import Refusal

router = APIRouter()


@router.get("/mijn-idee/{initiative_id}/meetekenen")
async def signer_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    return _page(request, initiative_id, Form(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/meetekenen")
async def sign_along(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    code = "".join(form.text("code", _("Vul de code uit de mail in"), most=20).split())
    if not form.errors and not (len(code) == 6 and code.isascii() and code.isdigit()):
        form.errors["code"] = _("De code heeft zes cijfers. Kijk in de mail.")
    if form.errors:
        return _page(request, initiative_id, form, 422)
    try:
        await visit.budget.sign_along(initiative_id, SignAlong(code=code))
    except NoSignerAsked:
        return see_other(f"/ideeen/{initiative_id}")
    except Refusal as refusal:
        form.errors["code"] = refusal.sentence or str(refusal)
        return _page(request, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/ideeen/{initiative_id}", _("Dank je wel. Het idee is nu bij de buurt."))


@router.post("/mijn-idee/{initiative_id}/meetekenen/code")
async def mail_again(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """Who asks lets us mail the adult once more."""
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        await visit.budget.mail_signer_code(initiative_id, key=form.key)
    except Refusal as refusal:
        return see_other(f"/mijn-idee/{initiative_id}/code", refusal.sentence or str(refusal))
    return see_other(f"/mijn-idee/{initiative_id}/code", _("We hebben een nieuwe code gemaild."))


def _page(request: Request, initiative_id: UUID, form: Form, status: int = 200) -> Response:
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request, "idea_signer.html", status=status, initiative_id=initiative_id, form=form, errors=form.errors
    )
    return taking_flash(request, page)
