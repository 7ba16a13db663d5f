"""My idea: follow it by the private link, and share the result in your own words."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.deliberation_view import Told, told_of
from frontend.forms.form import Form
from frontend.pages.idea_code import keep_applicant
from frontend.pages.letters import named
from frontend.templating import render
from frontend.visitor import SECRET, Visitor, VisitorDep, settled
from services.budget.contract.accounts import OwnPayment
from services.budget.contract.client import BudgetClient
from services.budget.contract.deliberations import Deliberation
from services.budget.contract.initiatives import InitiativeState, OpenLink, OwnInitiativeView
from services.budget.contract.refusals import LinkNotKnown
from services.kit.errors import Refusal

router = APIRouter()
MOST_PHOTO_BYTES = 8 * 1024 * 1024
"""What budget takes. More still comes in, so that the answer keeps what was typed with it."""


@router.get("/mijn-idee/openen/{secret}")
async def open_link(request: Request, visit: VisitorDep, secret: str) -> Response:
    """The mailed link: swap its secret for a cookie, and go on at an address without it. Changes nothing else."""
    if not SECRET.fullmatch(secret):
        raise LinkNotKnown
    session = await visit.budget.open_link(OpenLink(link_secret=secret))
    response = see_other(f"/mijn-idee/{session.initiative_id}")
    keep_applicant(response, request, session.initiative_id, session.session_secret)
    return response


@router.get("/mijn-idee/{initiative_id}")
async def own_initiative(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await own_page(request, visit, budget, initiative_id)


async def own_page(
    request: Request,
    visit: Visitor,
    budget: BudgetClient,
    initiative_id: UUID,
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Where my idea stands; with a form that was filled in here and what is wrong with it."""
    own, letters, now, objections, found = await asyncio.gather(
        budget.own_initiative(initiative_id),
        budget.letters(initiative_id),
        budget.procedure(initiative_id),
        budget.objections_of(initiative_id),
        settled(budget.deliberation(initiative_id)),
    )
    form = form or Form(language=visit.language)
    money = await settled(budget.own_payment(initiative_id)) if own.initiative.awarded_on else None
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "own_initiative.html",
        status=status,
        own=own,
        view=own.initiative,
        letters=named(request, letters),
        now=now,
        objections=objections,
        form=form,
        errors=form.errors,
        steps=_steps(request, own),
        money=money if isinstance(money, OwnPayment) else None,
        told=_told(request, visit, found, own.initiative.year),
        is_late=visit.site.clock.today() > own.initiative.answer_by,
        today=visit.site.clock.today(),
    )
    return taking_flash(request, page)


def _told(request: Request, visit: Visitor, found: Deliberation | Refusal, year: int) -> Told | None:
    """How it is decided; None before it is confirmed."""
    return None if isinstance(found, Refusal) else told_of(found, year, gettext_of(request), visit.language)


def _steps(request: Request, own: OwnInitiativeView) -> list[dict[str, str]]:
    """The four steps of an idea: done, now, to come."""
    _ = gettext_of(request)
    order = [InitiativeState.UNCONFIRMED, InitiativeState.OPEN, InitiativeState.AWARDED, InitiativeState.SHARED]
    state = own.initiative.state
    if state not in order:
        return _ended_steps(request, state)
    now = order.index(state)
    words = [
        (_("Je vertelde je idee"), _("Je kreeg een mail met een kopie van wat je typte.")),
        (_("De buurt beslist"), _("Bewoners en het wijkteam beslissen samen, of ze vragen je eerst iets.")),
        (_("Je gaat aan de slag"), _("Na een ja van de buurt is het geld voor jouw idee apart gezet.")),
        (_("Je laat zien wat het opleverde"), _("Op jouw manier: een paar zinnen, een foto.")),
    ]
    # A step is done once the next state is reached; the state itself is where things stand now.
    states = ["done" if at < now or own.initiative.state is InitiativeState.SHARED else "" for at in range(4)]
    if own.initiative.state is not InitiativeState.SHARED:
        states[now] = "now"
    return [{"title": t, "text": x, "state": s} for (t, x), s in zip(words, states, strict=True)]


def _ended_steps(request: Request, state: InitiativeState) -> list[dict[str, str]]:
    """Of an idea that was refused or withdrawn."""
    _ = gettext_of(request)
    ended = {
        InitiativeState.REFUSED: (_("Het is nee geworden"), _("In de brief staat waarom, en wat je kunt doen.")),
        InitiativeState.WITHDRAWN: (_("Je trok je idee in"), _("Opnieuw vertellen kan altijd.")),
    }
    told = (_("Je vertelde je idee"), _("Je kreeg een mail met een kopie van wat je typte."))
    return [{"title": title, "text": text, "state": "done"} for title, text in (told, ended[state])]
