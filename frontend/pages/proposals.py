"""The circle decides by consent: a proposal, a yes to it, an objection with a reason."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.addresses import place_href
from frontend.answers import gettext_of, leave_for
from frontend.forms.form import Form
from frontend.pages.decisions import decide_again, require_circle
from frontend.security import FormDep
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.deliberations import Deliberation, ObjectToProposal, OpenProposal, SupportProposal
from services.kit.errors import Refusal

router = APIRouter(prefix="/ideeen/{initiative_id}/voorstel")
Ask = Callable[[], Awaitable[Deliberation]]


@router.post("")
async def propose(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = _form(request, visit, data), gettext_of(request)
    amount = form.cents("geef", "") if form["geef"] else None
    text = form.optional("tekst", most=2000)

    async def ask() -> Deliberation:
        body = OpenProposal(version=form.version(), amount_cents=amount, text=text, no_stake=True)
        return await visit.budget.open_proposal(initiative_id, body, key=form.key)

    return await do_for_circle(
        request, visit, initiative_id, form, ask, _("Het voorstel ligt open. Wie het idee heeft, weet het.")
    )


@router.post("/ja")
async def support(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = _form(request, visit, data), gettext_of(request)

    async def ask() -> Deliberation:
        return await visit.budget.support_proposal(_proposal(form), SupportProposal(no_stake=True), key=form.key)

    return await do_for_circle(request, visit, initiative_id, form, ask, _("Je doet mee aan dit voorstel."))


@router.post("/bezwaar")
async def object_to(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = _form(request, visit, data), gettext_of(request)
    reason = form.text("bezwaar", _("Schrijf wat je bezwaar is"), most=1000)

    async def ask() -> Deliberation:
        body = ObjectToProposal(reason=reason, no_stake=True)
        return await visit.budget.object_to_proposal(_proposal(form), body, key=form.key)

    said = _("Het voorstel is gestopt. Wie het idee heeft, leest je reden. Er kan een beter voorstel komen.")
    return await do_for_circle(request, visit, initiative_id, form, ask, said)


def _form(request: Request, visit: Visitor, data: FormDep) -> Form:
    require_circle(visit)
    form, _ = Form(data, visit.language), gettext_of(request)
    form.ticked("geen_belang", _("Zet een vinkje als je er zelf geen belang bij hebt"))
    return form


def _proposal(form: Form) -> UUID:
    """The one on the screen; one that is none is simply not there."""
    try:
        return UUID(form["voorstel"])
    except ValueError:
        return UUID(int=0)


async def do_for_circle(
    request: Request, visit: Visitor, initiative_id: UUID, form: Form, ask: Ask, said: str
) -> Response:
    """What was done, on the page of the circle; or that page with what was typed and what is wrong."""
    status = 422
    if not form.errors:
        try:
            await ask()
            idea = await visit.budget.initiative(initiative_id)
            return leave_for(request, f"{place_href(idea.year, idea.area_id)}/beslissen#idee-{idea.id}", said)
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await decide_again(request, visit, initiative_id, form, status)
