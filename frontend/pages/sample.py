"""The sample check of a year: who was drawn, how anybody can draw again, and how it went."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.sample import CheckOutcome, DrawSample, SettleCheck
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
OUTCOMES = {"klopt": CheckOutcome.IN_ORDER, "deels": CheckOutcome.INCOMPLETE, "niet": CheckOutcome.NOT_SHOWN}


@router.get("/{year:year}/steekproef")
async def sample(request: Request, visit: VisitorDep) -> Response:
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, await _page(request, visit))


@router.post("/{year:year}/steekproef")
async def draw(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    count, status = form.whole("aantal", _("Vul in hoeveel ideeën het lot kiest"), 1, 50), 422
    if not form.errors:
        try:
            await visit.budget.draw_sample(visit.year, DrawSample(count=count))
            return see_other(f"/{visit.year}/steekproef", _("Het lot is getrokken. De mensen krijgen een mail."))
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await _page(request, visit, form, status)


@router.post("/{year:year}/steekproef/{initiative_id}")
async def settle(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    outcome, note = f"uitkomst-{initiative_id}", f"zin-{initiative_id}"
    form.choice(outcome, set(OUTCOMES), _("Kies hoe het is gegaan"))
    said, status = form.optional(note, most=500), 422
    if not form.errors:
        try:
            body = SettleCheck(outcome=OUTCOMES[form[outcome]], note=said)
            await visit.budget.settle_check(visit.year, initiative_id, body)
            return see_other(f"/{visit.year}/steekproef", _("Het staat erbij."))
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await _page(request, visit, form, status)


async def _page(request: Request, visit: Visitor, form: Form | None = None, status: int = 200) -> Response:
    form = form or Form(language=visit.language)
    view = await visit.budget.sample(visit.year)
    context = {"year": visit.year, "view": view, "form": form, "errors": form.errors}
    return render(request, "sample.html", status=status, **context)
