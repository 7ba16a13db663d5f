"""The policy officer divides the municipality into areas, from a year on."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, gettext_of, leave_for
from frontend.division_view import left_over, map_shapes, names_of_regions, shown_areas, shown_districts, undrawn
from frontend.forms.division import DivisionForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.splits import SplitState, SplitView
from services.kit.errors import Refusal, StaleVersion
from services.profiles.contract.models import Role

router = APIRouter()
SAVE = "bewaar"
DIVIDED = (SplitState.APPROVED, SplitState.PUBLISHED)


@router.get("/{year:year}/gebieden/indelen")
async def division(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    return await _page(request, visit, DivisionForm(await visit.profiles.area_division(visit.year)))


@router.post("/{year:year}/gebieden/indelen")
async def divide(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """Show what was chosen, or save it when that button was pressed."""
    visit.require(Role.POLICY_OFFICER)
    current = await visit.profiles.area_division(visit.year)
    form, _ = DivisionForm(current, data, visit.language), gettext_of(request)
    if form["doe"] != SAVE:
        add_to_frame(request, flash=_("Zo wordt het. Het is nog niet bewaard."))
        return await _page(request, visit, form)
    body = form.body()
    if body is None:
        return await _page(request, visit, form, status=422)
    try:
        await visit.profiles.save_area_division(visit.year, body)
    except StaleVersion as refusal:
        return await _stale(request, visit, form, refusal)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, form, status=refusal.status)
    visit.site.forget()
    saved = _("De nieuwe indeling geldt vanaf %(year)s.") % {"year": visit.year}
    return leave_for(request, f"/{visit.year}/gebieden", saved)


async def _stale(request: Request, visit: Visitor, form: DivisionForm, refusal: StaleVersion) -> Response:
    """Somebody was ahead: the division as it now is, and beside it what this person had chosen otherwise."""
    fresh = DivisionForm(await visit.profiles.area_division(visit.year), language=visit.language)
    theirs, mine = fresh.areas, form.areas
    unsent = [
        f"{name}: {mine[form.choice_of(code)]}"
        for code, name in names_of_regions(form).items()
        if form.choice_of(code) in mine and form.choice_of(code) != fresh.choice_of(code)
    ]
    renamed = [name for key, name in mine.items() if theirs.get(key) != name]
    fresh.take(refusal)
    return await _page(request, visit, fresh, unsent=[*renamed, *unsent], status=refusal.status)


async def _page(
    request: Request, visit: Visitor, form: DivisionForm, *, unsent: list[str] | None = None, status: int = 200
) -> Response:
    outlines, splits = await asyncio.gather(
        visit.profiles.division_outlines(visit.year), settled(visit.budget.splits(visit.year))
    )
    _, now = gettext_of(request), DivisionForm(form.division, language=visit.language)
    return render(
        request,
        "divide.html",
        status=status,
        year=visit.year,
        form=form,
        errors=form.errors,
        areas=shown_areas(form),
        districts=shown_districts(form),
        shapes=map_shapes(form, outlines, _("Niet in een gebied")),
        map_source=outlines.source,
        undrawn=undrawn(form, outlines),
        left=left_over(form),
        left_now=left_over(now),
        retiring=[area.name for area in shown_areas(form) if area.number is None and area.key in now.regions()],
        lost=[f"{area.name}: {region.name}" for area in form.division.areas for region in area.lost],
        unsent=unsent or [],
        has_split=_has_split(splits),
        budget_answers=not isinstance(splits, Refusal),
        is_over=visit.year < visit.site.clock.today().year,
        this_year=visit.site.clock.today().year,
    )


def _has_split(splits: list[SplitView] | Refusal) -> bool:
    """Whether the money of this year was divided over areas already."""
    return not isinstance(splits, Refusal) and any(split.state in DIVIDED for split in splits)
