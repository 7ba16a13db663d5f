"""My idea: object to the decision, and withdraw an objection."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.objection import FIELDS, ObjectionForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.client import BudgetClient
from services.budget.contract.objections import WithdrawObjection
from services.kit.errors import NotFound, Refusal

router = APIRouter(prefix="/mijn-idee/{initiative_id}")


@router.get("/bezwaar")
async def objection_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await _page(request, budget, initiative_id, ObjectionForm(language=visit.language))


@router.post("/bezwaar")
async def file_objection(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = ObjectionForm(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    body = form.filed()
    if body is None:
        return await _page(request, budget, initiative_id, form, 422)
    try:
        await budget.file_objection(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, budget, initiative_id, form, refusal.status)
    return see_other(
        f"/mijn-idee/{initiative_id}", _("Je bezwaar is binnen. Je krijgt een brief met wat er nu gebeurt.")
    )


@router.post("/bezwaar/{objection_id}/intrekking")
async def withdraw_objection(
    request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID, objection_id: UUID
) -> Response:
    form, _ = ObjectionForm(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    await budget.withdraw_objection(objection_id, WithdrawObjection(version=form.version()))
    return see_other(f"/mijn-idee/{initiative_id}", _("Je bezwaar is ingetrokken."))


async def _page(
    request: Request, budget: BudgetClient, initiative_id: UUID, form: ObjectionForm, status: int = 200
) -> Response:
    own, letters = await asyncio.gather(budget.own_initiative(initiative_id), budget.letters(initiative_id))
    if not letters:
        raise NotFound
    view = own.initiative
    return render(request, "own_objection.html", status=status, view=view, form=form, errors=form.errors)
