"""The steps around a decision on one idea, for who decides: ask to complete it, propose a no, agree with it."""

import asyncio
from collections.abc import Awaitable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.procedure import FIELDS, StepForm
from frontend.framing import CIRCLE, CITY_CIRCLE
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.procedure import WithdrawRefusal
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter(prefix="/ideeen/{initiative_id}")
DECIDERS = (*CIRCLE, *CITY_CIRCLE, Role.POLICY_OFFICER)


@router.get("/beslissing")
async def decision(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    visit.require(*DECIDERS)
    return await _page(request, visit, initiative_id)


@router.post("/aanvulling")
async def ask(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(*DECIDERS)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    body = form.asking()
    if body is None:
        return await _page(request, visit, initiative_id, form, 422)
    asked = visit.budget.ask_completion(initiative_id, body, key=form.key)
    return await _done(request, visit, initiative_id, form, asked, _("De vraag is verstuurd. De klok staat stil."))


@router.post("/nee")
async def propose(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(*DECIDERS)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    now = await visit.budget.procedure(initiative_id)
    body = form.proposing({ground.key for ground in now.grounds})
    if body is None:
        return await _page(request, visit, initiative_id, form, 422)
    asked = visit.budget.propose_refusal(initiative_id, body, key=form.key)
    return await _done(
        request, visit, initiative_id, form, asked, _("Je nee staat erbij. Nu moet iemand anders instemmen.")
    )


@router.post("/nee-instemming")
async def agree(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(*DECIDERS)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    body = form.agreeing()
    if body is None:
        return await _page(request, visit, initiative_id, form, 422)
    asked = visit.budget.agree_refusal(initiative_id, body, key=form.key)
    return await _done(request, visit, initiative_id, form, asked, _("Het is nee geworden. De brief is verstuurd."))


@router.post("/nee-intrekking")
async def take_back(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(*DECIDERS)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    body = WithdrawRefusal(version=form.version())
    asked = visit.budget.withdraw_refusal(initiative_id, body, key=form.key)
    return await _done(request, visit, initiative_id, form, asked, _("Je nee is teruggenomen."))


async def _done(
    request: Request, visit: Visitor, initiative_id: UUID, form: StepForm, asked: Awaitable[object], said: str
) -> Response:
    """What was done, at the idea's page; or the same page with what was typed and what is wrong."""
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/ideeen/{initiative_id}/beslissing", said)


async def _page(
    request: Request, visit: Visitor, initiative_id: UUID, form: StepForm | None = None, status: int = 200
) -> Response:
    view, now = await asyncio.gather(visit.budget.initiative(initiative_id), visit.budget.procedure(initiative_id))
    form = form or StepForm(language=visit.language)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "idea_decision.html",
        status=status,
        view=view,
        now=now,
        form=form,
        errors=form.errors,
        is_open=view.state is InitiativeState.OPEN,
        is_late=visit.site.clock.today() > now.answer_by,
    )
    return taking_flash(request, page)
