"""Accounts for staff: fill one in for somebody at the desk, and look at one that must be looked at."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.account import FIELDS, AccountForm, CheckForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
MAY_ENTER = (Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)
"""Of an area or the whole city only where they work; budget sees to that."""


@router.get("/ideeen/{initiative_id}/rekening")
async def desk_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    return await _desk_page(request, visit, initiative_id, AccountForm(language=visit.language))


@router.post("/ideeen/{initiative_id}/rekening")
async def enter_account(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = AccountForm(data, visit.language), gettext_of(request)
    visit.require(*MAY_ENTER)
    account = form.at_the_desk()
    if account is None:
        return await _desk_page(request, visit, initiative_id, form, 422)
    try:
        await visit.budget.enter_account(initiative_id, account)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _desk_page(request, visit, initiative_id, form, refusal.status)
    return see_other(f"/ideeen/{initiative_id}", _("De rekening is bewaard. Een collega kijkt hem na."))


@router.get("/rekeningen/{account_id}")
async def account_to_check(request: Request, visit: VisitorDep, account_id: UUID) -> Response:
    return await _check_page(request, visit, account_id, CheckForm(language=visit.language))


@router.post("/rekeningen/{account_id}")
async def check_account(request: Request, visit: VisitorDep, data: FormDep, account_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = CheckForm(data, visit.language), gettext_of(request)
    body = form.checked()
    if body is None:
        return await _check_page(request, visit, account_id, form, 422)
    account = await visit.budget.account_to_check(account_id)
    try:
        await visit.budget.check_account(account_id, body)
    except Refusal as refusal:
        form.take(refusal)
        return await _check_page(request, visit, account_id, form, refusal.status)
    said = _("Naar deze rekening wordt betaald.") if body.is_right else _("De aanvrager krijgt een mail met je reden.")
    return see_other(f"/ideeen/{account.initiative_id}", said)


async def _desk_page(
    request: Request, visit: Visitor, initiative_id: UUID, form: AccountForm, status: int = 200
) -> Response:
    visit.require(*MAY_ENTER)
    view = await visit.budget.initiative(initiative_id)
    return render(request, "desk_account.html", status=status, view=view, form=form, errors=form.errors)


async def _check_page(
    request: Request, visit: Visitor, account_id: UUID, form: CheckForm, status: int = 200
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    account = await visit.budget.account_to_check(account_id)
    idea = await visit.budget.initiative(account.initiative_id)
    return render(
        request, "account_check.html", status=status, account=account, idea=idea, form=form, errors=form.errors
    )
