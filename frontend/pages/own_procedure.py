"""My idea: answer a question, answer before a no, withdraw it."""

from collections.abc import Awaitable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.procedure import FIELDS, StepForm
from frontend.pages.own_initiative import own_page
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.client import BudgetClient
from services.budget.contract.procedure import AnswerRefusal, CompleteIdea, WithdrawIdea
from services.kit.errors import Refusal

router = APIRouter(prefix="/mijn-idee/{initiative_id}")


@router.post("/aanvulling")
async def complete(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = StepForm(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    answer = form.answer()
    if answer is None:
        return await own_page(request, visit, budget, initiative_id, form, 422)
    asked = budget.complete_idea(initiative_id, CompleteIdea(answer=answer), key=form.key)
    return await _done(request, visit, budget, initiative_id, form, asked, _("Dank je wel. Je antwoord is binnen."))


@router.post("/reactie")
async def answer_no(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = StepForm(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    answer = form.answer()
    if answer is None:
        return await own_page(request, visit, budget, initiative_id, form, 422)
    asked = budget.answer_refusal(initiative_id, AnswerRefusal(answer=answer), key=form.key)
    return await _done(request, visit, budget, initiative_id, form, asked, _("Dank je wel. Je reactie is binnen."))


@router.get("/intrekken")
async def withdraw_page(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    own = await budget.own_initiative(initiative_id)
    form = StepForm(language=visit.language)
    return render(request, "own_withdraw.html", view=own.initiative, form=form, errors={})


@router.post("/intrekken")
async def withdraw(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = StepForm(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    try:
        await budget.withdraw_idea(initiative_id, WithdrawIdea(version=form.version()), key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        own = await budget.own_initiative(initiative_id)
        view, errors = own.initiative, form.errors
        return render(request, "own_withdraw.html", status=refusal.status, view=view, form=form, errors=errors)
    visit.site.strips.forget()
    return see_other(f"/mijn-idee/{initiative_id}", _("Je idee is ingetrokken."))


async def _done(
    request: Request,
    visit: VisitorDep,
    budget: BudgetClient,
    initiative_id: UUID,
    form: StepForm,
    asked: Awaitable[object],
    said: str,
) -> Response:
    """What was done, at the page of the own idea; or that page with what was typed and what is wrong."""
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await own_page(request, visit, budget, initiative_id, form, refusal.status)
    return see_other(f"/mijn-idee/{initiative_id}", said)
