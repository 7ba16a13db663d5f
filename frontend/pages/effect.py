"""*Hielp het?*: what was spent in an area, what was told, care before and after, and what changes next year."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.effect_csv import effect_csv
from frontend.effect_view import GAVE, area_rows, newest_of_each, ratings_words, shown_effects, told_by
from frontend.forms.lesson import LessonForm
from frontend.framing import strips_of
from frontend.land_view import area_lines
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import YearMoney
from services.budget.contract.show import AreaLesson, ConferencePlan, ConferenceState
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.models import AreaFigures
from services.profiles.contract.effect import AreaEffects
from services.profiles.contract.models import AreaView, MunicipalityView, Role

router = APIRouter()
T = TypeVar("T")


@dataclass(frozen=True)
class Seen:
    """What the three services know of an area and a year; a Refusal where one of them does not answer."""

    municipality: MunicipalityView
    area: AreaView
    effects: AreaEffects | Refusal
    money: YearMoney | Refusal
    ideas: list[InitiativeView] | Refusal
    figures: AreaFigures | Refusal
    plan: ConferencePlan | Refusal

    @property
    def given(self) -> list[InitiativeView]:
        """The initiatives that got money."""
        return [] if isinstance(self.ideas, Refusal) else [idea for idea in self.ideas if idea.state in GAVE]

    @property
    def lesson(self) -> AreaLesson | None:
        lessons = [] if isinstance(self.plan, Refusal) else self.plan.lessons
        return next((lesson for lesson in lessons if lesson.area_id == self.area.id), None)


@router.get("/{year:year}/gebieden/{area_id}/hielp-het")
async def effect(request: Request, visit: VisitorDep, area_id: str) -> Response:
    add_to_frame(request, flash=flash_of(request))
    seen = await _seen(visit, area_id)
    return taking_flash(request, _page(request, visit, seen, LessonForm(language=visit.language).has(seen.lesson)))


@router.get("/{year:year}/gebieden/{area_id}/hielp-het.csv")
async def csv(visit: VisitorDep, area_id: str) -> Response:
    seen = await _seen(visit, area_id)
    line = None if isinstance(seen.money, Refusal) else area_lines(seen.money).get(area_id)
    for part in (seen.effects, seen.money, seen.ideas, seen.figures):
        if isinstance(part, Refusal):
            raise part  # A file with a part missing would be read as if that were nothing.
    assert not isinstance(seen.effects, Refusal)
    assert not isinstance(seen.figures, Refusal)
    return effect_csv(seen.area, line, seen.given, seen.figures.kpis, seen.effects, visit)


@router.post("/{year:year}/gebieden/{area_id}/hielp-het")
async def write(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    """What worked and what changes, by the circle of the area or an officer."""
    visit.require(Role.AREA_WORKER, Role.AREA_RESIDENT, Role.POLICY_OFFICER)
    seen, form = await _seen(visit, area_id), LessonForm(data, visit.language)
    lesson = form.lesson([idea.id for idea in seen.given])
    if lesson is None:
        return _page(request, visit, seen, form, status=422)
    try:
        await visit.budget.write_lesson(visit.year, area_id, lesson)
        visit.site.lessons.forget()  # The plan of next year shows it too.
    except Refusal as refusal:
        form.take(refusal)
        return _page(request, visit, seen, form, status=refusal.status)
    said = gettext_of(request)("Bewaard. Het staat ook bij het plan van %(year)s.") % {"year": visit.year + 1}
    return see_other(f"/{visit.year}/gebieden/{area_id}/hielp-het#volgend-jaar", said)


@router.get("/{year:year}/hielp-het")
async def all_areas(request: Request, visit: VisitorDep) -> Response:
    """The city: each area once, with a link to its own page."""
    municipality, effects, money, ideas, plan = await asyncio.gather(
        visit.municipality(),
        visit.profiles.effects(visit.year),
        _whole(visit.budget.money(visit.year)),
        _whole(visit.budget.initiatives(visit.year)),
        settled(visit.lessons(visit.year)),
    )
    known = None if isinstance(money, Refusal) else money
    add_to_frame(request, strips=strips_of(municipality, known))
    found = [] if isinstance(ideas, Refusal) else ideas
    return render(
        request,
        "effects.html",
        year=visit.year,
        municipality=municipality,
        rows=area_rows(effects.areas, area_lines(known), found, visit.language),
        indicators=[each.indicator for each in effects.areas[0].effects] if effects.areas else [],
        answers=known is not None and not isinstance(ideas, Refusal),
        city=told_by([idea for idea in found if idea.area_id is None]),
        lessons={} if isinstance(plan, Refusal) else plan,
    )


async def _seen(visit: Visitor, area_id: str) -> Seen:
    municipality, effects, money, ideas, figures, plan = await asyncio.gather(
        visit.municipality(),
        _whole(visit.profiles.effects(visit.year, area_id)),
        _whole(visit.budget.money(visit.year)),
        _whole(visit.budget.initiatives(visit.year, area_id)),
        settled(visit.monitoring.area_figures(area_id, visit.year)),
        settled(visit.budget.conference_plan(visit.year)),
    )
    area = next((area for area in municipality.areas if area.id == area_id), None)
    if area is None:
        raise NotFound
    of_area = effects if isinstance(effects, Refusal) else effects.areas[0]
    return Seen(municipality, area, of_area, money, ideas, figures, plan)


async def _whole(asked: Awaitable[T]) -> T | Refusal:
    """What the page is about: it waits longer for this than for what stands beside it, and says so without it."""
    try:
        return await asked
    except Refusal as refusal:
        return refusal


def _page(request: Request, visit: Visitor, seen: Seen, form: LessonForm, status: int = 200) -> Response:
    money = None if isinstance(seen.money, Refusal) else seen.money
    add_to_frame(request, strips=strips_of(seen.municipality, money, here=seen.area.id), here=seen.area.name)
    told = told_by(seen.given)
    return render(
        request,
        "effect.html",
        status=status,
        year=visit.year,
        area=seen.area,
        line=area_lines(money).get(seen.area.id),
        given=seen.given,
        told=told,
        ratings=ratings_words(told.ratings, visit.language),
        budget_answers=money is not None and not isinstance(seen.ideas, Refusal),
        partners=None if isinstance(seen.figures, Refusal) else newest_of_each(seen.figures.kpis),
        effects=None if isinstance(seen.effects, Refusal) else shown_effects(seen.effects, visit.year, visit.language),
        lesson=seen.lesson,
        may_write=_may_write(visit, seen),
        form=form,
        errors=form.errors,
    )


def _may_write(visit: Visitor, seen: Seen) -> bool:
    """The circle of the area and officers, until the conference is kept; budget checks it again."""
    is_kept = isinstance(seen.plan, Refusal) or seen.plan.state is ConferenceState.KEPT
    is_circle = visit.has(Role.AREA_WORKER, Role.AREA_RESIDENT, within=seen.area.id)
    return not is_kept and (is_circle or visit.has(Role.POLICY_OFFICER))
