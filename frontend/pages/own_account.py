"""Where may the money go: the applicant tells an account and confirms it with the mailed code, after the yes."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.account import FIELDS, AccountForm
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.accounts import AccountState, ConfirmAccount
from services.budget.contract.client import BudgetClient
from services.budget.contract.payment_refusals import AccountMove, UnknownAccount
from services.kit.errors import Refusal

router = APIRouter()


@router.get("/mijn-idee/{initiative_id}/rekening")
async def account_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await _account_page(request, budget, initiative_id, AccountForm(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/rekening")
async def tell_account(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form = AccountForm(data, visit.language)
    account = form.account()
    if account is None:
        return await _account_page(request, budget, initiative_id, form, 422)
    try:
        await budget.tell_account(initiative_id, account)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _account_page(request, budget, initiative_id, form, refusal.status)
    return see_other(f"/mijn-idee/{initiative_id}/rekening/code")


@router.get("/mijn-idee/{initiative_id}/rekening/code")
async def code_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await _code_page(request, visit, budget, initiative_id, Form(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/rekening/code")
async def confirm_account(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = Form(data, visit.language), gettext_of(request)
    code = "".join(form.text("code", _("Vul de code uit de mail in"), most=20).split())
    if not form.errors and not (len(code) == 6 and code.isascii() and code.isdigit()):
        form.errors["code"] = _("De code heeft zes cijfers. Kijk in de mail.")
    if form.errors:
        return await _code_page(request, visit, budget, initiative_id, form, 422)
    try:
        account = await budget.confirm_account(initiative_id, ConfirmAccount(code=code))
    except (UnknownAccount, AccountMove):
        # Confirmed already: the same button twice, or the back button.
        return see_other(f"/mijn-idee/{initiative_id}#geld")
    except Refusal as refusal:
        form.errors["code"] = refusal.sentence or str(refusal)
        return await _code_page(request, visit, budget, initiative_id, form, refusal.status)
    in_use = account.state is AccountState.IN_USE
    said = _("Je rekening is bevestigd.") if in_use else _("Dank je wel. Iemand van de gemeente kijkt de rekening na.")
    return see_other(f"/mijn-idee/{initiative_id}#geld", said)


async def _account_page(
    request: Request, budget: BudgetClient, initiative_id: UUID, form: AccountForm, status: int = 200
) -> Response:
    money = await budget.own_payment(initiative_id)
    own = await budget.own_initiative(initiative_id)
    return render(
        request, "own_account.html", status=status, view=own.initiative, money=money, form=form, errors=form.errors
    )


async def _code_page(
    request: Request, visit: Visitor, budget: BudgetClient, initiative_id: UUID, form: Form, status: int = 200
) -> Response:
    money = await budget.own_payment(initiative_id)
    waits = money.waiting is not None and money.waiting.state is AccountState.WAITS_FOR_CODE
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "own_account_code.html",
        status=status,
        initiative_id=initiative_id,
        shown=money.waiting.shown if waits and money.waiting else "",
        form=form,
        errors=form.errors,
        in_development=visit.site.settings.in_development,
    )
    return taking_flash(request, page)
