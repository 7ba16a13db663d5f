"""The code from the mail, which makes a told idea an open one."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, set_private_cookie, taking_flash
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, applicant_cookie
from services.budget.contract.initiatives import ConfirmIdea
from services.budget.contract.refusals import InitiativeMove
from services.kit.errors import Refusal

router = APIRouter()
DAYS_TO_FOLLOW = 400


@router.get("/mijn-idee/{initiative_id}/code")
async def code_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    return _code_page(request, visit, initiative_id, Form(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/code")
async def confirm_code(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    code = "".join(form.text("code", _("Vul de code uit de mail in"), most=20).split())
    if not form.errors and not (len(code) == 6 and code.isascii() and code.isdigit()):
        form.errors["code"] = _("De code heeft zes cijfers. Kijk in de mail.")
    if form.errors:
        return _code_page(request, visit, initiative_id, form, 422)
    try:
        confirmed = await visit.budget.confirm_idea(initiative_id, ConfirmIdea(code=code))
    except InitiativeMove:
        # Confirmed already: the same button twice, or the back button.
        return see_other(f"/mijn-idee/{initiative_id}", _("Je idee is binnen. De buurt kan nu beslissen."))
    except Refusal as refusal:
        form.errors["code"] = refusal.sentence or str(refusal)
        return _code_page(request, visit, initiative_id, form, refusal.status)
    # What is asked of the area's money is more now.
    visit.site.strips.forget()
    response = see_other(f"/mijn-idee/{initiative_id}", _("Je idee is binnen. De buurt kan nu beslissen."))
    keep_applicant(response, request, initiative_id, confirmed.session_secret)
    return response


@router.post("/mijn-idee/{initiative_id}/code/nieuw")
async def ask_new_code(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """The code was lost, is too old, or was tried too often: another one by mail."""
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        await visit.budget.mail_new_code(initiative_id, key=form.key)
    except InitiativeMove:
        return see_other(f"/mijn-idee/{initiative_id}", _("Je idee is binnen. De buurt kan nu beslissen."))
    except Refusal as refusal:
        form.take(refusal)
        return _code_page(request, visit, initiative_id, form, refusal.status)
    return see_other(f"/mijn-idee/{initiative_id}/code", _("We hebben je een nieuwe code gemaild."))


def keep_applicant(response: Response, request: Request, initiative_id: UUID, secret: str) -> None:
    """Let this browser follow this one idea."""
    path = f"/mijn-idee/{initiative_id}"
    set_private_cookie(response, request, applicant_cookie(initiative_id), secret, path=path, days=DAYS_TO_FOLLOW)


def _code_page(request: Request, visit: Visitor, initiative_id: UUID, form: Form, status: int = 200) -> Response:
    add_to_frame(request, flash=flash_of(request))
    in_development = visit.site.settings.in_development
    page = render(
        request,
        "idea_code.html",
        status=status,
        initiative_id=initiative_id,
        form=form,
        errors=form.errors,
        in_development=in_development,
    )
    return taking_flash(request, page)
