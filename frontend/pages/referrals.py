"""Referrals of a partner, for municipality and partner: breach cases with their steps, and the look at quality."""

import asyncio
from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from frontend import formats
from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.referral_words import decision_words, end_words, product_words, referrer_words, state_words, step_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.referrals import (
    BreachCase,
    DecideStep,
    DrawSample,
    ProposeStep,
    StepView,
    WriteReview,
)
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/verwijzingen")


@router.get("")
async def referrals(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    if not visit.has(Role.POLICY_OFFICER, Role.APPROVER):
        visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    return await _page(request, visit, partner_id)


@router.post("/gevallen/{case_id}/stap")
async def propose(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, case_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    step = form.choice("stap", step_words(_), _("Kies een stap"))
    document, note = form.optional("document", 300), form.optional("toelichting", 500)
    ends_on = form.day("laatste_dag", _("Schrijf de dag als 31-12-2020")) if form["laatste_dag"] else None
    if form.errors:
        return await _page(request, visit, partner_id, form, case_id, 422)
    body = ProposeStep.model_validate(
        {"seen_version": max(form.version(), 1), "step": step, "document": document, "note": note, "ends_on": ends_on}
    )
    try:
        await visit.monitoring.propose_step(case_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form, case_id, refusal.status)
    return _look(visit, partner_id, _("De stap is voorgesteld. Iemand anders beslist erover: een budgethouder."))


@router.post("/gevallen/{case_id}/stap/{step_id}/besluit")
async def decide(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, case_id: UUID, step_id: UUID
) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    body = DecideStep(seen_version=max(form.version(), 1), confirm=form["besluit"] == "ja")
    try:
        await visit.monitoring.decide_step(case_id, step_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form, case_id, refusal.status)
    return _look(visit, partner_id, _("De stap is bevestigd.") if body.confirm else _("De stap gaat niet door."))


@router.post("/steekproef")
async def draw(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    percent = form.whole("deel", _("Schrijf hoeveel procent je bekijkt"), least=1, most=100)
    quarter = form.choice("kwartaal", set(_quarters(visit.year)), _("Kies een kwartaal"))
    if form.errors:
        return await _page(request, visit, partner_id, form, status=422)
    try:
        made = await visit.monitoring.draw_sample(
            partner_id, DrawSample(quarter=quarter, percent=percent), key=form.key
        )
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form, status=refusal.status)
    said = _("Geloot: %(drawn)s van de %(all)s verwijzingen.")
    return _look(visit, partner_id, said % {"drawn": len(made.reviews), "all": made.population})


@router.post("/bekeken/{review_id}")
async def write(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, review_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        body = WriteReview.model_validate(
            {"verdict": form["oordeel"], "remark": form["opmerking"], "learning_point": form["leerpunt"]}
        )
        await visit.monitoring.write_review(partner_id, review_id, body)
    except ValidationError:
        form.errors["oordeel"] = _("Kies goed of kan beter, en schrijf hoogstens 500 tekens")
        return await _page(request, visit, partner_id, form, review_id, 422)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form, review_id, refusal.status)
    return _look(visit, partner_id, _("Bewaard wat je zag."))


def _look(visit: Visitor, partner_id: UUID, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}/verwijzingen", flash)


def _quarters(year: int) -> list[str]:
    return [f"{year}-Q{number}" for number in range(1, 5)]


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    form: Form | None = None,
    about: UUID | None = None,
    status: int = 200,
) -> Response:
    as_of = _day_of(request.query_params.get("op", ""))
    view, page, municipality = await asyncio.gather(
        visit.monitoring.dossier(partner_id, visit.year),
        visit.monitoring.referrals(partner_id, visit.year, as_of),
        visit.municipality(),
    )
    form, _ = form or Form(language=visit.language), gettext_of(request)
    add_to_frame(request, flash=flash_of(request))
    shown = render(
        request,
        "referrals.html",
        status=status,
        year=visit.year,
        partner=view.partner,
        page=page,
        as_of=as_of,
        is_member=visit.has(Role.PARTNER_MEMBER, within=str(partner_id)),
        area_names={area.id: area.name for area in municipality.areas},
        quarter_options=[(each, formats.quarter(each, visit.language)) for each in _quarters(visit.year)],
        is_officer=visit.has(Role.POLICY_OFFICER),
        may_propose={case.id for case in page.cases if _may_propose(visit, case)},
        may_decide={step.id for case in page.cases for step in case.steps if _may_decide(visit, step)},
        about=about,
        form=form,
        errors={f"{name}-{about}" if about and name else name: said for name, said in form.errors.items()},
        **_words(_),
    )
    return taking_flash(request, shown)


def _may_propose(visit: Visitor, case: BreachCase) -> bool:
    """The municipality proposes one step at a time in a case that is open; monitoring checks it again."""
    is_waiting = bool(case.steps) and case.steps[-1].decision == "proposed"
    return case.state == "open" and not is_waiting and visit.has(Role.POLICY_OFFICER, Role.APPROVER)


def _may_decide(visit: Visitor, step: StepView) -> bool:
    """An approver decides about a step of somebody else; monitoring checks it again."""
    return step.decision == "proposed" and visit.has(Role.APPROVER) and step.proposed_by != visit.caller.name


def _day_of(typed: str) -> date | None:
    """The day of which is asked; what is no day asks nothing."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _words(_: Callable[[str], str]) -> dict[str, dict[str, str]]:
    return {
        "steps": step_words(_),
        "states": state_words(_),
        "decisions": decision_words(_),
        "products": product_words(_),
        "referrers": referrer_words(_),
        "ends": end_words(_),
    }
