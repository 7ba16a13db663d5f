"""An award that changes, for staff: the officer proposes, an approver who is somebody else decides."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.award_change import FIELDS, ChangeForm, change_ground_words
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.award_changes import ChangeState, DecideChange
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/ideeen/{initiative_id}/wijziging")
async def change(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    return await _page(request, visit, initiative_id, Form(language=visit.language))


@router.post("/ideeen/{initiative_id}/wijziging")
async def propose(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = ChangeForm(data, visit.language), gettext_of(request)
    known = await visit.budget.award_changes(initiative_id)
    body = form.change(known.now_cents, is_fixed=known.is_fixed)
    if body is None:
        return await _page(request, visit, initiative_id, form, 422)
    try:
        await visit.budget.propose_change(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, initiative_id, form, refusal.status)
    return see_other(f"/ideeen/{initiative_id}/wijziging", _("Het voorstel staat klaar. Iemand anders beslist."))


@router.post("/ideeen/{initiative_id}/wijziging/{change_id}")
async def decide(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID, change_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    is_right = form["besluit"] == "ja"
    try:
        await visit.budget.decide_change(change_id, DecideChange(version=form.version(), is_right=is_right))
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    said = _("Besloten. De aanvrager krijgt een brief.") if is_right else _("Het gaat niet door. Er verandert niets.")
    return see_other(f"/ideeen/{initiative_id}/wijziging", said)


async def _page(request: Request, visit: Visitor, initiative_id: UUID, form: Form, status: int = 200) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    view, known = await asyncio.gather(
        visit.budget.initiative(initiative_id), visit.budget.award_changes(initiative_id)
    )
    words = change_ground_words(gettext_of(request))
    waiting = next((each for each in known.changes if each.state is ChangeState.PROPOSED), None)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "award_change.html",
        status=status,
        view=view,
        known=known,
        waiting=waiting,
        grounds=[(each.value, words[each]) for each in known.grounds],
        words=words,
        decided=[each for each in known.changes if each.state is ChangeState.DECIDED],
        is_officer=visit.has(Role.POLICY_OFFICER),
        may_decide=visit.has(Role.APPROVER) and waiting is not None and not waiting.is_mine,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
