"""The deciding circle: open ideas against the money, and a yes."""

import asyncio
from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.framing import CIRCLE, strips_of
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import DecisionView, DeclareStake, InitiativeState, SayYes
from services.budget.contract.models import MoneyLine
from services.kit.errors import NotFound, Refusal

router = APIRouter()


class ForTheCircle(Refusal):
    """The page is for who decides in an area, and this person does not decide (there)."""

    status = 403
    slug = "for-the-circle"


@dataclass(frozen=True)
class Choice:
    """One open idea, with what is left of the area's money after a yes. `part_cents`: what a yes gives when less."""

    view: DecisionView
    left_after_cents: int
    part_cents: int | None
    error: str
    form: Form


@router.get("/{year:year}/beslissen")
async def my_areas(request: Request, visit: VisitorDep) -> Response:
    """The areas this person decides about; straight to it when there is one."""
    _require_circle(visit)
    municipality = await visit.municipality()
    mine = [area for area in municipality.areas if visit.has(*CIRCLE, within=area.id)]
    if len(mine) == 1:
        return see_other(f"/{visit.year}/gebieden/{mine[0].id}/beslissen")
    return render(request, "my_areas.html", year=visit.year, areas=mine)


@router.get("/{year:year}/gebieden/{area_id}/beslissen")
async def decisions(request: Request, visit: VisitorDep, area_id: str) -> Response:
    return await _page(request, visit, area_id)


@router.post("/ideeen/{initiative_id}/ja")
async def say_yes(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    _require_circle(visit)
    form.ticked("geen_belang", _("Zet een vinkje als je er zelf geen belang bij hebt"))
    if form.errors:
        return await _again(request, visit, initiative_id, form, 422)
    try:
        body = SayYes(version=form.version(), no_stake=True)
        initiative = await visit.budget.say_yes(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _again(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    is_awarded = initiative.state is InitiativeState.AWARDED
    flash = (
        _("Dit was de tweede ja. Het geld is apart gezet.") if is_awarded else _("Je ja staat erbij. Nog één ja nodig.")
    )
    return see_other(f"/{initiative.year}/gebieden/{initiative.area_id}/beslissen", flash)


@router.post("/ideeen/{initiative_id}/belang")
async def declare_stake(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    _require_circle(visit)
    try:
        body = DeclareStake(version=form.version())
        initiative = await visit.budget.declare_stake(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _again(request, visit, initiative_id, form, refusal.status)
    address = f"/{initiative.year}/gebieden/{initiative.area_id}/beslissen"
    return see_other(address, _("Je doet niet mee aan dit besluit. Dat staat er nu bij."))


def _require_circle(visit: Visitor, area_id: str | None = None) -> None:
    """Raise SignInFirst for the public, ForTheCircle for who does not decide in any area, or in this one."""
    if visit.person and not visit.has(*CIRCLE, within=area_id):
        raise ForTheCircle
    visit.require(*CIRCLE, within=area_id)


async def _again(request: Request, visit: Visitor, initiative_id: UUID, form: Form, status: int) -> Response:
    initiative = await visit.budget.initiative(initiative_id)
    return await _page(request, replace(visit, year=initiative.year), initiative.area_id, form, initiative_id, status)


async def _page(
    request: Request,
    visit: Visitor,
    area_id: str,
    form: Form | None = None,
    about: UUID | None = None,
    status: int = 200,
) -> Response:
    municipality = await visit.municipality()
    area = next((area for area in municipality.areas if area.id == area_id), None)
    if area is None:
        raise NotFound
    _require_circle(visit, area_id)
    money, views = await asyncio.gather(visit.budget.money(visit.year), visit.budget.decisions(visit.year, area_id))
    line: MoneyLine | None = next((line for line in money.lines if line.area_id == area_id), None)
    add_to_frame(request, flash=flash_of(request), strips=strips_of(municipality, money, here=area_id), here=area.name)
    page = render(
        request,
        "decisions.html",
        status=status,
        year=visit.year,
        area=area,
        line=line,
        choices=[_choice(view, form if view.initiative.id == about else None, visit.language) for view in views],
        errors=_summary(views, form, about),
    )
    return taking_flash(request, page)


def _choice(view: DecisionView, form: Form | None, language: str) -> Choice:
    asked = view.initiative.amount_cents
    gets = asked if view.would_award_cents is None else view.would_award_cents
    left = view.money.free_cents - gets
    error = " ".join(form.errors.values()) if form else ""
    return Choice(view, left, gets if gets < asked else None, error, form or Form(language=language))


def _summary(views: list[DecisionView], form: Form | None, about: UUID | None) -> dict[str, str]:
    """What went wrong, linked to the idea it is about (or to none, when the idea is no longer open)."""
    if form is None or not form.errors:
        return {}
    is_open = any(view.initiative.id == about for view in views)
    return {f"idee-{about}" if is_open else "": " ".join(form.errors.values())}
