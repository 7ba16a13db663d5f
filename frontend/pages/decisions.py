"""The deciding circle: open ideas against the money, and a yes."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.addresses import place_href
from frontend.answers import add_to_frame, flash_of, gettext_of, leave_for, see_other, taking_flash
from frontend.circle_place import circle_of, line_choices, lines_of_place, place_of, places_of
from frontend.deciding_beside import besides
from frontend.deliberation_view import Told, told_of
from frontend.forms.form import Form
from frontend.framing import CIRCLE, CITY_CIRCLE, strips_of
from frontend.scheme_words import ways_of_lines
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.deliberations import SendToCity
from services.budget.contract.initiatives import DecisionView, DeclareStake, InitiativeState, SayYes, YesTo
from services.budget.contract.schemes import Way
from services.kit.errors import Refusal

router = APIRouter()
SOON = timedelta(days=7)
"""So long before a term ends it is said at the idea; budget mails the team the same day."""


class ForTheCircle(Refusal):
    """The page is for who decides in an area, and this person does not decide (there)."""

    status = 403
    slug = "for-the-circle"


@dataclass(frozen=True)
class Choice:
    """One open idea, with what is left of the area's money after a yes. `part_cents`: what a yes gives when less.

    `stands`: a part that one of the circle said yes to.
    """

    view: DecisionView
    told: Told
    left_after_cents: int
    part_cents: int | None
    stands: YesTo | None
    error: str
    form: Form


@router.get("/{year:year}/beslissen")
async def my_areas(request: Request, visit: VisitorDep) -> Response:
    """The areas this person decides about; straight to it when there is one."""
    require_circle(visit)
    mine = places_of(visit, await visit.municipality(), gettext_of(request))
    if len(mine) == 1:
        return see_other(mine[0].decide)
    return render(request, "my_areas.html", year=visit.year, places=mine)


@router.get("/{year:year}/gebieden/{area_id}/beslissen")
async def decisions(request: Request, visit: VisitorDep, area_id: str) -> Response:
    return await _page(request, visit, area_id)


@router.get("/{year:year}/hele-gemeente/beslissen")
async def city_decisions(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit, None)


@router.post("/ideeen/{initiative_id}/ja")
async def say_yes(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    require_circle(visit)
    form.ticked("geen_belang", _("Zet een vinkje als je er zelf geen belang bij hebt"))
    amount = form.cents("deel", "") if form["deel"] else None
    ground = form.optional("omdat", most=1000)
    if form.errors:
        return await decide_again(request, visit, initiative_id, form, 422)
    try:
        body = SayYes(version=form.version(), amount_cents=amount, ground=ground, no_stake=True)
        initiative = await visit.budget.say_yes(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await decide_again(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    is_awarded = initiative.state is InitiativeState.AWARDED
    flash = (
        _("Dit was de tweede ja. Het geld is apart gezet.") if is_awarded else _("Je ja staat erbij. Nog één ja nodig.")
    )
    return see_other(f"{place_href(initiative.year, initiative.area_id)}/beslissen", flash)


@router.post("/ideeen/{initiative_id}/belang")
async def declare_stake(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    require_circle(visit)
    try:
        body = DeclareStake(version=form.version())
        initiative = await visit.budget.declare_stake(initiative_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await decide_again(request, visit, initiative_id, form, refusal.status)
    address = f"{place_href(initiative.year, initiative.area_id)}/beslissen"
    return see_other(address, _("Je doet niet mee aan dit besluit. Dat staat er nu bij."))


@router.post("/ideeen/{initiative_id}/hele-gemeente")
async def send_to_city(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """The idea rises above its area: another circle decides."""
    form, _ = Form(data, visit.language), gettext_of(request)
    require_circle(visit)
    reason = form.text("reden", _("Schrijf waarom dit groter is dan één gebied"), most=1000)
    pot = form.uuid("potje", _("Kies uit welk potje dit idee dan geld vraagt")) if form["potjes"] else None
    if form.errors:
        return await decide_again(request, visit, initiative_id, form, 422)
    try:
        sent = await visit.budget.send_to_city(
            initiative_id, SendToCity(version=form.version(), reason=reason, line_id=pot)
        )
    except Refusal as refusal:
        form.take(refusal)
        return await decide_again(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    idea, area_id = await visit.budget.initiative(initiative_id), sent.risen.area_id if sent.risen else None
    said = _("Doorgestuurd. De kring voor de hele gemeente beslist nu, en wie het idee heeft, krijgt een mail.")
    return leave_for(request, f"{place_href(idea.year, area_id)}/beslissen", said)


def require_circle(visit: Visitor) -> None:
    """Raise SignInFirst for the public, ForTheCircle for who does not decide anywhere."""
    if visit.person and not visit.has(*CIRCLE, *CITY_CIRCLE):
        raise ForTheCircle
    visit.require(*CIRCLE, *CITY_CIRCLE)


def _require_circle_of(visit: Visitor, area_id: str | None) -> None:
    """The same for who does not decide here."""
    if visit.person and not visit.has(*circle_of(area_id), within=area_id):
        raise ForTheCircle
    visit.require(*circle_of(area_id), within=area_id)


async def decide_again(request: Request, visit: Visitor, initiative_id: UUID, form: Form, status: int) -> Response:
    """The page of its circle, with what was typed about this idea and what is wrong."""
    initiative = await visit.budget.initiative(initiative_id)
    return await _page(request, replace(visit, year=initiative.year), initiative.area_id, form, initiative_id, status)


async def _page(
    request: Request,
    visit: Visitor,
    area_id: str | None,
    form: Form | None = None,
    about: UUID | None = None,
    status: int = 200,
) -> Response:
    municipality = await visit.municipality()
    place = place_of(visit.year, municipality, area_id, gettext_of(request))
    _require_circle_of(visit, area_id)
    money, views, found, scheme = await asyncio.gather(
        visit.budget.money(visit.year),
        visit.budget.decisions(visit.year, area_id),
        visit.budget.deliberations(visit.year, area_id),
        visit.budget.scheme(visit.year),
    )
    lines, _ = lines_of_place(money, area_id), gettext_of(request)
    beside = await besides(request, visit, area_id, [view.initiative for view in views], lines)
    told = {each.initiative_id: told_of(each, visit.year, gettext_of(request), visit.language) for each in found}
    strips = strips_of(municipality, money, here=area_id or "")
    add_to_frame(request, flash=flash_of(request), strips=strips, here=place.name if area_id else "")
    page = render(
        request,
        "decisions.html",
        status=status,
        year=visit.year,
        today=visit.site.clock.today(),
        soon=visit.site.clock.today() + SOON,
        place=place,
        ways=ways_of_lines(scheme.rules, area_id, lines, _, visit.language),
        by_team=all(scheme.rules.way_of(area_id, line.path) is Way.TEAM for line in lines),
        send_on_to=line_choices(lines_of_place(money, None), _, visit.language) if area_id is not None else [],
        lines=lines,
        choices=[
            _choice(view, told[view.initiative.id], form if view.initiative.id == about else None, visit.language)
            for view in views
            if view.initiative.id in told
        ],
        errors=_summary(views, form, about),
        **beside,
    )
    return taking_flash(request, page)


def _choice(view: DecisionView, told: Told, form: Form | None, language: str) -> Choice:
    asked = view.initiative.amount_cents
    stands = view.stands if view.stands and view.stands.amount_cents < asked else None
    agreed = stands.amount_cents if stands else asked
    gets = agreed if view.would_award_cents is None else view.would_award_cents
    left = view.money.free_cents - gets
    error = " ".join(form.errors.values()) if form else ""
    return Choice(view, told, left, gets if gets < agreed else None, stands, error, form or Form(language=language))


def _summary(views: list[DecisionView], form: Form | None, about: UUID | None) -> dict[str, str]:
    """What went wrong, linked to the idea it is about (or to none, when the idea is no longer open)."""
    if form is None or not form.errors:
        return {}
    is_open = any(view.initiative.id == about for view in views)
    return {f"idee-{about}" if is_open else "": " ".join(form.errors.values())}
