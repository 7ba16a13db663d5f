"""Plan the conference: when, where, in which order; say that it was held, and close it."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.forms.show import PLAN_FIELDS, PlanForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.show import ConferencePlan, MoveConference
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/{year:year}/slotconferentie/plannen")
async def plan_page(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    plan = await visit.budget.conference_plan(visit.year)
    return _page(request, visit, plan, PlanForm(language=visit.language).has(plan))


@router.post("/{year:year}/slotconferentie/plannen")
async def plan(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = PlanForm(data, visit.language), gettext_of(request)
    seen = await visit.budget.conference_plan(visit.year)
    # A result that came while the page was open follows by itself: it has no place on that page yet.
    shown = [slot.initiative_id for slot in seen.programme if f"plek-{slot.initiative_id}" in form.typed]
    body, status = form.plan(shown), 422
    if body:
        try:
            await visit.budget.plan_conference(visit.year, body)
            return see_other(f"/{visit.year}/slotconferentie", _("De conferentie staat gepland."))
        except Refusal as refusal:
            form.take(refusal, PLAN_FIELDS)
            status = refusal.status
    return _page(request, visit, seen, form, status)


@router.post("/{year:year}/slotconferentie/stand")
async def move(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """`naar`: `gehouden` or `afgesloten`."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    to: Literal["held", "kept"] = "kept" if form["naar"] == "afgesloten" else "held"
    try:
        await visit.budget.move_conference(visit.year, MoveConference(version=form.version(), to=to))
    except Refusal as refusal:
        form.take(refusal)
        seen = await visit.budget.conference_plan(visit.year)
        shown = PlanForm(language=visit.language).has(seen)
        shown.errors = form.errors
        return _page(request, visit, seen, shown, refusal.status)
    said = _("De conferentie is afgesloten.") if to == "kept" else _("De conferentie is gehouden.")
    return see_other(f"/{visit.year}/slotconferentie", said)


def _page(request: Request, visit: Visitor, plan: ConferencePlan, form: PlanForm, status: int = 200) -> Response:
    context = {"year": visit.year, "plan": plan, "form": form, "errors": form.errors}
    return render(request, "conference_plan.html", status=status, **context)
