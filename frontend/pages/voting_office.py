"""A round of ballots for staff: set it, choose its plans, publish it, print codes, see how many voted, call it off."""

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.circle_place import circle_of
from frontend.forms.voting_office import FIELDS, FIRST, SHEET, STRIPS, ManageForm, RoundForm
from frontend.pages.voting import with_plans
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import NotForYou, SignInFirst, Visitor, VisitorDep
from frontend.voting_view import candidates
from frontend.voting_words import rule_name, state_words
from services.budget.contract.models import MoneyLine
from services.budget.contract.round_refusals import SheetGivenAlready
from services.budget.contract.rounds import BallotsPublished, CountRule, RemoveProject, RoundView
from services.budget.contract.splits import LineKind
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=500)]


@router.get("/{year:year}/stemmen/nieuw")
async def new_round(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)
    return await _new(request, visit, RoundForm(None, visit.language, **FIRST))


@router.post("/{year:year}/stemmen/nieuw")
async def set_round(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)
    form, _ = RoundForm(data, visit.language), gettext_of(request)
    lines = await _lines(visit)
    body = form.round({str(line.line_id) for line in lines})
    if body is None:
        return await _new(request, visit, form, status=422)
    try:
        made = await visit.budget.set_round(body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _new(request, visit, form, status=refusal.status)
    return see_other(f"/stemmen/{made.id}/opzet", _("De stemming staat klaar. Kies nu de plannen."))


async def _lines(visit: Visitor) -> list[MoneyLine]:
    """The money one may set a round on: what ideas ask from."""
    money = await visit.budget.money(visit.year)
    lines = [line for line in money.lines if line.kind in (LineKind.AREA, LineKind.CITY_WIDE)]
    if visit.has(Role.POLICY_OFFICER):
        return lines
    return [line for line in lines if visit.has(circle_of(line.area_id)[0], within=line.area_id)]


async def _new(request: Request, visit: Visitor, form: RoundForm, status: int = 200) -> Response:
    _, lines = gettext_of(request), await _lines(visit)
    return render(
        request,
        "round_new.html",
        status=status,
        year=visit.year,
        lines=lines,
        rules=[(rule.value, rule_name(rule, _).capitalize(), _rule_hint(rule, _)) for rule in CountRule],
        published=[(each.value, _published_words(each, _)) for each in BallotsPublished],
        form=form,
        errors=form.errors,
    )


def _rule_hint(rule: CountRule, _: Callable[[str], str]) -> str:
    if rule is CountRule.EQUAL_SHARES:
        return _("Elke stemmer heeft evenveel te geven. Ook kleine groepen krijgen zo iets. Dit raden we aan.")
    return _("Het plan met de meeste stemmen eerst, tot het geld op is. Een kleine meerderheid kan alles krijgen.")


def _published_words(each: BallotsPublished, _: Callable[[str], str]) -> str:
    if each is BallotsPublished.GROUPED:
        return _("Alle stemmen zonder namen. Iedereen kan alles natellen.")
    return _("Alleen het aantal stemmen per plan. Kies dit als er weinig stemmers zijn.")


@router.get("/stemmen/{round_id}/opzet")
async def manage(request: Request, visit: VisitorDep, round_id: UUID) -> Response:
    return await _page(request, visit, round_id, ManageForm(language=visit.language))


@router.post("/stemmen/{round_id}/plannen")
async def add_plans(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = ManageForm(data, visit.language), gettext_of(request)
    body = form.plans()
    if body is None:
        return await _page(request, visit, round_id, form, 422)
    said = _("De plannen staan op het stembiljet.")
    return await _do(request, visit, round_id, form, visit.budget.add_projects(round_id, body), said)


@router.post("/stemmen/{round_id}/plannen/weg")
async def remove_plan(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = ManageForm(data, visit.language), gettext_of(request)
    number = form.whole("nummer", _("Kies een plan"), least=1, most=500)
    if form.errors:
        return await _page(request, visit, round_id, form, 422)
    body = RemoveProject(version=form.version(), number=number)
    said = _("Het plan is van het stembiljet gehaald.")
    return await _do(request, visit, round_id, form, visit.budget.remove_project(round_id, body), said)


@router.post("/stemmen/{round_id}/plannen/{number}/afspraak")
async def say_terms(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID, number: Number) -> Response:
    """The theme of a plan, and what it can do with too."""
    form, _ = ManageForm(data, visit.language), gettext_of(request)
    view = await visit.budget.round(round_id)
    body = form.terms(number, {theme.name for theme in view.greedy.themes})
    if body is None:
        return await _page(request, visit, round_id, form, 422)
    said = _("De afspraken over plan %(number)s zijn bewaard.") % {"number": number}
    at = {"not-a-least": f"minder-{number}"}
    return await _do(request, visit, round_id, form, visit.budget.set_project_terms(round_id, body), said, at)


@router.post("/stemmen/{round_id}/bekendmaking")
async def publish(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = ManageForm(data, visit.language), gettext_of(request)
    body = form.publication()
    if body is None:
        return await _page(request, visit, round_id, form, 422)
    said = _("Bekendgemaakt. De stemming gaat vanzelf open en dicht.")
    return await _do(request, visit, round_id, form, visit.budget.publish_round(round_id, body), said)


@router.post("/stemmen/{round_id}/aflassing")
async def call_off(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = ManageForm(data, visit.language), gettext_of(request)
    body = form.calling_off()
    if body is None:
        return await _page(request, visit, round_id, form, 422)
    said = _("De stemming is afgelast. Alle stemmen en codes zijn gewist.")
    return await _do(request, visit, round_id, form, visit.budget.call_off_round(round_id, body), said)


@router.post("/stemmen/{round_id}/codes")
async def print_codes(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    """The codes, this once: as a page to print and cut, a PDF of strips, or a file for who prints letters."""
    form = ManageForm(data, visit.language)
    body = form.codes()
    if body is None:
        return await _page(request, visit, round_id, form, 422)
    strips = form.strips() if form["hoe"] == STRIPS else None
    try:
        if strips is not None:
            pdf = await visit.budget.print_strips(round_id, strips, key=form.key)
            return _given(pdf, "application/pdf", f"codes-{round_id.hex[:8]}.pdf")
        sheet = await visit.budget.print_codes(round_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {SheetGivenAlready.slug: "aantal"})
        if isinstance(refusal, SheetGivenAlready):
            # What is asked from here on is another sheet.
            form.key = ManageForm().key
        return await _page(request, visit, round_id, form, refusal.status)
    if form["hoe"] != SHEET:
        return _given(sheet, "text/csv; charset=utf-8", f"codes-{round_id.hex[:8]}.csv")
    rows = csv.DictReader(io.StringIO(sheet.decode("utf-8-sig")), delimiter=";")
    view = await visit.budget.round(round_id)
    address = f"{visit.site.settings.public_url.rstrip('/')}/stemmen"
    return render(request, "round_codes.html", view=view, codes=[row["code"] for row in rows], address=address)


def _given(content: bytes, media_type: str, name: str) -> Response:
    """A file that is there this once: no browser or proxy may keep it for later."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def require_manager(visit: Visitor, view: RoundView) -> None:
    """Raise SignInFirst for the public, NotForYou for who does not manage this round."""
    if visit.person is None:
        raise SignInFirst
    if not view.may_manage:
        raise NotForYou


async def _do(
    request: Request,
    visit: Visitor,
    round_id: UUID,
    form: ManageForm,
    asked: Awaitable[RoundView],
    said: str,
    at: Mapping[str, str] = {},
) -> Response:
    """`at`: the field of a refusal, by its slug."""
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal, at)
        return await _page(request, visit, round_id, form, refusal.status)
    visit.site.strips.forget()  # What a round keeps apart is no longer free for other ideas.
    return see_other(f"/stemmen/{round_id}/opzet", said)


async def _page(request: Request, visit: Visitor, round_id: UUID, form: ManageForm, status: int = 200) -> Response:
    if visit.person is None:
        raise SignInFirst
    view = await visit.budget.round(round_id)
    require_manager(visit, view)
    plans, ideas, rounds = await asyncio.gather(
        with_plans(visit, view),
        visit.budget.initiatives(view.year, view.area_id),
        visit.budget.rounds(view.year, view.area_id),
    )
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "round_office.html",
        status=status,
        view=view,
        plans=plans,
        candidates=candidates(view, ideas, rounds),
        state=state_words(view, gettext_of(request), visit.language),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
