"""The closing conference: programme, results in a form of their own, invitation, projector, and what was learned."""

import asyncio
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.calendar_file import calendar_file
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import ResultView
from services.budget.contract.show import AreaLesson, ConferencePlan, ConferenceState, WriteLesson
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.models import AreaView, Role

router = APIRouter()


@router.get("/{year:year}/slotconferentie")
async def conference(request: Request, visit: VisitorDep) -> Response:
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, await _page(request, visit))


async def _page(request: Request, visit: Visitor, form: Form | None = None, status: int = 200) -> Response:
    view, plan, municipality = await asyncio.gather(
        visit.budget.conference(visit.year), visit.budget.conference_plan(visit.year), visit.municipality()
    )
    counted = [result.children_reached for result in view.results if result.children_reached is not None]
    return render(
        request,
        "conference.html",
        status=status,
        year=visit.year,
        view=view,
        plan=plan,
        results=_in_order(view.results, plan),
        reached=sum(counted),
        counted=len(counted),
        cost_cents=sum(result.cost_cents for result in view.results),
        lessons=_lessons(visit, plan, municipality.areas),
        take_along=visit.site.clock.today().year,
        form=form or Form(language=visit.language),
        errors=form.errors if form else {},
    )


def _in_order(results: Sequence[ResultView], plan: ConferencePlan) -> list[ResultView]:
    """In the order of the programme."""
    place = {slot.initiative_id: number for number, slot in enumerate(plan.programme)}
    return sorted(results, key=lambda result: place.get(result.initiative_id, len(place)))


def _lessons(
    visit: Visitor, plan: ConferencePlan, areas: Sequence[AreaView]
) -> list[tuple[AreaView, AreaLesson | None, bool]]:
    """Areas where something was learned, and those where this person can write it."""
    written = {lesson.area_id: lesson for lesson in plan.lessons}
    is_kept = plan.state is ConferenceState.KEPT
    found = []
    for area in areas:
        lesson = written.get(area.id)
        circle = visit.has(Role.AREA_WORKER, Role.AREA_RESIDENT, within=area.id)
        may = not is_kept and (circle or (visit.has(Role.POLICY_OFFICER) and lesson is not None))
        if may or (lesson and lesson.text):
            found.append((area, lesson, may))
    return found


@router.post("/{year:year}/slotconferentie/geleerd/{area_id}")
async def write_lesson(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    visit.require(Role.AREA_WORKER, Role.AREA_RESIDENT, Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    field = f"geleerd-{area_id}"
    text, status = form.optional(field, most=2000), 422
    if not form.errors:
        try:
            await visit.budget.write_lesson(visit.year, area_id, WriteLesson(version=form.version(), text=text))
            return see_other(f"/{visit.year}/slotconferentie#geleerd", _("Het staat erbij."))
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await _page(request, visit, form, status)


@router.get("/{year:year}/slotconferentie/scherm/{number}")
async def projector(request: Request, visit: VisitorDep, number: int) -> Response:
    """One result on the whole screen; by keyboard, and by links where no script runs. 0 is the opening."""
    view, plan = await asyncio.gather(visit.budget.conference(visit.year), visit.budget.conference_plan(visit.year))
    results = _in_order(view.results, plan)
    if not 0 <= number <= len(results):
        raise NotFound
    return render(
        request,
        "projector.html",
        year=visit.year,
        plan=plan,
        number=number,
        last=len(results),
        result=results[number - 1] if number else None,
    )


@router.get("/{year:year}/slotconferentie/uitnodiging")
async def invitation(request: Request, visit: VisitorDep) -> Response:
    plan = await visit.budget.conference_plan(visit.year)
    address = f"{visit.site.settings.public_url}/{visit.year}/slotconferentie"
    return render(request, "invitation.html", year=visit.year, plan=plan, address=address)


@router.get("/{year:year}/slotconferentie/agenda.ics")
async def calendar(request: Request, visit: VisitorDep) -> Response:
    plan, municipality = await asyncio.gather(visit.budget.conference_plan(visit.year), visit.municipality())
    if plan.starts_at is None:
        raise NotFound
    address = f"{visit.site.settings.public_url}/{visit.year}/slotconferentie"
    title = gettext_of(request)("Slotconferentie %(year)s") % {"year": visit.year}
    content = calendar_file(
        f"slotconferentie-{visit.year}@{municipality.code.lower()}.voorveld",
        plan.starts_at,
        plan.ends_at,
        f"{title} {municipality.name}",
        plan.place,
        address,
    )
    headers = {"Content-Disposition": f'attachment; filename="slotconferentie-{visit.year}.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/{year:year}/slotconferentie/boekje.pdf")
async def booklet(visit: VisitorDep) -> Response:
    pdf = await visit.budget.booklet(visit.year)
    headers = {"Content-Disposition": f'inline; filename="slotconferentie-{visit.year}.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)
