"""Objections for the office: a list with terms, one to handle, and one that came by post to enter."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.award_change import change_ground_words
from frontend.forms.objection import FIELDS, ObjectionForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.award_changes import ChangeGround
from services.budget.contract.objections import ExtendObjection, ObjectionState, ObjectionView
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
HANDLERS = (Role.POLICY_OFFICER, Role.APPROVER)
STAFF = (Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)


@router.get("/{year:year}/bezwaren")
async def objections(request: Request, visit: VisitorDep) -> Response:
    visit.require(*HANDLERS)
    found = await visit.budget.objections(visit.year)
    today = visit.site.clock.today()
    waiting = [each for each in found if each.state is ObjectionState.RECEIVED]
    others = [each for each in found if each.state is not ObjectionState.RECEIVED]
    return render(request, "objections.html", year=visit.year, waiting=waiting, others=others, today=today)


@router.get("/bezwaren/{objection_id}")
async def objection(request: Request, visit: VisitorDep, objection_id: UUID) -> Response:
    visit.require(*HANDLERS)
    return await _page(request, visit, objection_id)


@router.post("/bezwaren/{objection_id}/verlenging")
async def extend(request: Request, visit: VisitorDep, data: FormDep, objection_id: UUID) -> Response:
    visit.require(*HANDLERS)
    form, _ = ObjectionForm(data, visit.language), gettext_of(request)
    asked = visit.budget.extend_objection(objection_id, ExtendObjection(version=form.version()))
    return await _done(request, visit, objection_id, form, asked, _("De termijn is zes weken verlengd."))


@router.post("/bezwaren/{objection_id}/besluit")
async def decide(request: Request, visit: VisitorDep, data: FormDep, objection_id: UUID) -> Response:
    visit.require(*HANDLERS)
    form, _ = ObjectionForm(data, visit.language), gettext_of(request)
    body = form.decided()
    if body is None:
        return await _page(request, visit, objection_id, form, 422)
    asked = visit.budget.decide_objection(objection_id, body, key=form.key)
    return await _done(request, visit, objection_id, form, asked, _("Besloten. De brief is gemaakt."))


@router.get("/ideeen/{initiative_id}/bezwaar")
async def entry_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    """For staff: an objection that came by post or at the desk."""
    visit.require(*STAFF)
    return await _entry_page(request, visit, initiative_id, ObjectionForm(language=visit.language))


@router.post("/ideeen/{initiative_id}/bezwaar")
async def enter(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    visit.require(*STAFF)
    form, _ = ObjectionForm(data, visit.language), gettext_of(request)
    body = form.entered()
    if body is None:
        return await _entry_page(request, visit, initiative_id, form, 422)
    try:
        await visit.budget.enter_objection(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _entry_page(request, visit, initiative_id, form, refusal.status)
    return see_other(f"/ideeen/{initiative_id}/brieven", _("Het bezwaar staat erin. Print de ontvangstbevestiging."))


async def _done(
    request: Request, visit: Visitor, objection_id: UUID, form: ObjectionForm, asked: Awaitable[object], said: str
) -> Response:
    """What was done, at the objection; or the same page with what was typed and what is wrong."""
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, objection_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/bezwaren/{objection_id}", said)


async def _page(
    request: Request, visit: Visitor, objection_id: UUID, form: ObjectionForm | None = None, status: int = 200
) -> Response:
    view = await visit.budget.objection(objection_id)
    money = await _money(visit, view)
    words = change_ground_words(gettext_of(request))
    form = form or ObjectionForm(language=visit.language)
    add_to_frame(request, flash=flash_of(request))
    today: date = visit.site.clock.today()
    page = render(
        request,
        "objection.html",
        status=status,
        view=view,
        money=money,
        grounds=[(each.value, words[each]) for each in money.grounds],
        form=form,
        errors=form.errors,
        today=today,
    )
    return taking_flash(request, page)


@dataclass(frozen=True)
class ObjectionMoney:
    """What the idea asked and has, and what its line can still give, in euro cents. `grounds`: to make it less."""

    asked_cents: int
    now_cents: int | None
    left_cents: int
    grounds: list[ChangeGround]


async def _money(visit: Visitor, view: ObjectionView) -> ObjectionMoney:
    idea, year, known = await asyncio.gather(
        visit.budget.initiative(view.initiative_id),
        visit.budget.money(view.year),
        settled(visit.budget.award_changes(view.initiative_id)),
    )
    line = next((line for line in year.lines if line.line_id == idea.line_id), None)
    changes = None if isinstance(known, Refusal) else known
    now = changes.now_cents if changes else None
    grounds = changes.grounds if changes and not view.of_applicant else []
    return ObjectionMoney(idea.amount_cents, now, line.free_cents if line else 0, grounds)


async def _entry_page(
    request: Request, visit: Visitor, initiative_id: UUID, form: ObjectionForm, status: int = 200
) -> Response:
    view, found = await asyncio.gather(
        visit.budget.initiative(initiative_id), visit.budget.objections_of(initiative_id)
    )
    return render(request, "objection_entry.html", status=status, view=view, found=found, form=form, errors=form.errors)
