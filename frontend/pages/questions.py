"""Questions about an idea, which who told it answers on their own page; and ideas that wait for money."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.pages.decisions import require_circle
from frontend.pages.own_initiative import own_page
from frontend.pages.proposals import do_for_circle
from frontend.security import FormDep
from frontend.visitor import VisitorDep
from services.budget.contract.deliberations import AnswerQuestion, AskQuestion, Deliberation, PutOnWaitingList
from services.kit.errors import Refusal

router = APIRouter()


@router.post("/ideeen/{initiative_id}/vraag")
async def ask_question(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    require_circle(visit)
    form, _ = Form(data, visit.language), gettext_of(request)
    text = form.text("vraag", _("Schrijf je vraag"), most=1000)

    async def ask() -> Deliberation:
        return await visit.budget.ask_question(initiative_id, AskQuestion(text=text), key=form.key)

    said = _("Je vraag staat erbij. Wie het idee heeft, krijgt een mail.")
    return await do_for_circle(request, visit, initiative_id, form, ask, said)


@router.post("/ideeen/{initiative_id}/wachtlijst")
async def let_it_wait(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """There is too little money: the idea waits instead of getting a no."""
    require_circle(visit)
    form, _ = Form(data, visit.language), gettext_of(request)

    async def ask() -> Deliberation:
        body = PutOnWaitingList(version=form.version())
        return await visit.budget.put_on_waiting_list(initiative_id, body, key=form.key)

    said = _("Dit idee staat op de wachtlijst. Wie het idee heeft, krijgt een mail.")
    return await do_for_circle(request, visit, initiative_id, form, ask, said)


@router.post("/mijn-idee/{initiative_id}/antwoord")
async def answer_question(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = Form(data, visit.language), gettext_of(request)
    text, status = form.text("antwoord", _("Schrijf je antwoord"), most=2000), 422
    if not form.errors:
        try:
            await budget.answer_question(initiative_id, AnswerQuestion(text=text), key=form.key)
            return see_other(
                f"/mijn-idee/{initiative_id}#vragen", _("Je antwoord staat erbij. De kring kan het lezen.")
            )
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await own_page(request, visit, budget, initiative_id, form, status)
