"""The code from the mail, which makes a told idea an open one."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, set_private_cookie, taking_flash
from frontend.forms.details import FIELDS, DetailsForm
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, applicant_cookie, settled
from services.budget.contract.applications import ConfirmWithDetails
from services.budget.contract.refusals import InitiativeMove
from services.kit.errors import Refusal

router = APIRouter()
DAYS_TO_FOLLOW = 400


@router.get("/mijn-idee/{initiative_id}/code")
async def code_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    return await _code_page(request, visit, initiative_id, DetailsForm(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/code")
async def confirm_code(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = DetailsForm(data, visit.language), gettext_of(request)
    code, details = _code_in(form), form.details()
    if details is None:
        return await _code_page(request, visit, initiative_id, form, 422)
    try:
        confirmed = await visit.budget.confirm_with_details(
            initiative_id, ConfirmWithDetails(code=code, details=details)
        )
    except InitiativeMove:
        # Confirmed already: the same button twice, or the back button.
        return see_other(f"/mijn-idee/{initiative_id}", _("Je idee is binnen. De buurt kan nu beslissen."))
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        if "" in form.errors:
            form.errors["code"] = form.errors.pop("")
        return await _code_page(request, visit, initiative_id, form, refusal.status)
    # What is asked of the area's money is more now.
    visit.site.strips.forget()
    inside = _("Je idee is binnen. De buurt kan nu beslissen.")
    waits = _("Je code klopt. Nu nog de code van wie met je meetekent.")
    where = f"/mijn-idee/{initiative_id}"
    response = see_other(f"{where}/code", waits) if confirmed.waits_for_signer else see_other(where, inside)
    keep_applicant(response, request, initiative_id, confirmed.session_secret)
    return response


def _code_in(form: Form) -> str:
    """Six digits, or a sentence in `errors`."""
    _ = form._
    code = "".join(form.text("code", _("Vul de code uit de mail in"), most=20).split())
    if not form.errors and not (len(code) == 6 and code.isascii() and code.isdigit()):
        form.errors["code"] = _("De code heeft zes cijfers. Kijk in de mail.")
    return code


@router.post("/mijn-idee/{initiative_id}/code/nieuw")
async def ask_new_code(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """The code was lost, is too old, or was tried too often: another one by mail."""
    form, _ = DetailsForm(data, visit.language), gettext_of(request)
    try:
        await visit.budget.mail_new_code(initiative_id, key=form.key)
    except InitiativeMove:
        return see_other(f"/mijn-idee/{initiative_id}", _("Je idee is binnen. De buurt kan nu beslissen."))
    except Refusal as refusal:
        form.take(refusal)
        return await _code_page(request, visit, initiative_id, form, refusal.status)
    return see_other(f"/mijn-idee/{initiative_id}/code", _("We hebben je een nieuwe code gemaild."))


def keep_applicant(response: Response, request: Request, initiative_id: UUID, secret: str) -> None:
    """Let this browser follow this one idea."""
    path = f"/mijn-idee/{initiative_id}"
    set_private_cookie(response, request, applicant_cookie(initiative_id), secret, path=path, days=DAYS_TO_FOLLOW)


async def _code_page(
    request: Request, visit: Visitor, initiative_id: UUID, form: DetailsForm, status: int = 200
) -> Response:
    """The code can be filled in also while budget cannot say what else it asks: then that comes with the answer."""
    asked = await settled(visit.budget.needed_details(initiative_id))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "idea_code.html",
        status=status,
        initiative_id=initiative_id,
        form=form,
        errors=form.errors,
        asked=None if isinstance(asked, Refusal) else asked,
        in_development=visit.site.settings.in_development,
    )
    return taking_flash(request, page)
