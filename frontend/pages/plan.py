"""The screen on which a policy officer makes the year's plan: what if, first; kept when it is right."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, gettext_of, leave_for
from frontend.forms.plan import KINDS, PlanForm
from frontend.forms.plan_first import first_plan, plan_again
from frontend.forms.plan_refusals import take_refusal
from frontend.lessons_view import lessons_before
from frontend.plan_words import key_offer, kind_words
from frontend.security import FormDep
from frontend.split_changes import Change, change_of
from frontend.split_view import shown_split
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.sources import SourceState, SourceView
from services.budget.contract.splits import DividedPlan, SplitState, SplitView
from services.kit.errors import Refusal
from services.profiles.contract.models import IndicatorView, Role

router = APIRouter()
SAVE = "bewaar"
IN_FORCE = (SplitState.APPROVED, SplitState.PUBLISHED)


@dataclass(frozen=True)
class Ground:
    """What a plan of this year stands on: its sources, the figures to divide by, and the splits there are."""

    sources: Sequence[SourceView]
    indicators: Sequence[IndicatorView]
    splits: Sequence[SplitView]

    @property
    def in_force(self) -> SplitView | None:
        return next((split for split in self.splits if split.state in IN_FORCE), None)


@router.get("/{year:year}/verdeling/plan")
async def plan_page(request: Request, visit: VisitorDep, van: UUID | None = None) -> Response:
    """A first plan, or the plan of split `van` to go on with; in a year that has one in force, a change of that."""
    visit.require(Role.POLICY_OFFICER)
    ground = await _ground(visit)
    start = next((split for split in ground.splits if split.id == van), None) or ground.in_force
    first = plan_again(start, visit.language) if start else first_plan(ground.sources)
    first["wijzigt"] = str(ground.in_force.id) if ground.in_force else ""
    form = PlanForm(ground.sources, None, visit.language, first)
    return await _page(request, visit, ground, form, await _divided(visit, form))


@router.post("/{year:year}/verdeling/plan")
async def make_plan(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """Add or take away a row, show what the plan would give, or keep it as a draft: whichever button was pressed."""
    _ = gettext_of(request)
    if visit.person is not None:
        visit.require(Role.POLICY_OFFICER)
    ground = await _ground(visit)
    form = PlanForm(ground.sources, data, visit.language)
    if visit.person is None:
        form.errors[""] = _("Je bent niet meer ingelogd. Log in een nieuw tabblad in, en kies hier dan nog eens.")
        return await _page(request, visit, ground, form, None, status=401)
    if form.act(form["doe"]):
        return await _page(request, visit, ground, form, None)
    plan = form.plan(visit.year)
    if plan is None:
        return await _page(request, visit, ground, form, None, status=422)
    try:
        if form["doe"] != SAVE:
            return await _page(request, visit, ground, form, await visit.budget.divide_plan(plan))
        made = await visit.budget.draft_split(plan, key=form.key)
    except Refusal as refusal:
        take_refusal(form, refusal)
        return await _page(request, visit, ground, form, None, status=refusal.status)
    said = _("Het plan is gemaakt. Kijk het na en stel het voor.")
    return leave_for(request, f"/{visit.year}/verdeling?versie={made.id}", said)


async def _ground(visit: Visitor) -> Ground:
    sources, indicators, splits = await asyncio.gather(
        visit.budget.sources(visit.year), visit.profiles.indicators(year=visit.year), visit.budget.splits(visit.year)
    )
    usable = [source for source in sources if source.state is not SourceState.WITHDRAWN]
    return Ground(usable, indicators, splits)


async def _divided(visit: Visitor, form: PlanForm) -> DividedPlan | None:
    """What the plan gives as it opens; None when it cannot be divided yet, which is no mistake of anybody."""
    plan = form.plan(visit.year) if form.sources else None
    form.errors.clear()
    if plan is None:
        return None
    try:
        return await visit.budget.divide_plan(plan)
    except Refusal:
        return None


async def _page(
    request: Request, visit: Visitor, ground: Ground, form: PlanForm, divided: DividedPlan | None, status: int = 200
) -> Response:
    _ = gettext_of(request)
    if divided and request.method == "POST":
        add_to_frame(request, flash=_("Zo wordt het. Het is nog niet bewaard."))
    return render(
        request,
        "plan.html",
        status=status,
        year=visit.year,
        form=form,
        errors=form.errors,
        sources=ground.sources,
        kinds=[(str(kind), kind_words(_)[kind]) for kind in KINDS],
        offer=key_offer(ground.indicators, form.key_codes(), _),
        divided=divided,
        shown=shown_split(divided, visit.language) if divided else None,
        in_force=ground.in_force,
        change=await _change(visit, ground, divided),
        lessons=await lessons_before(visit),
    )


async def _change(visit: Visitor, ground: Ground, divided: DividedPlan | None) -> Change | None:
    """What the plan would change in the split in force, beside what is committed."""
    if divided is None or ground.in_force is None:
        return None
    money = await settled(visit.budget.money(visit.year))
    return change_of(ground.in_force, divided, None if isinstance(money, Refusal) else money.lines)
