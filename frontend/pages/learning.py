"""What municipality and partner learned in a year: case reviews without persons, and uncertainties seen again."""

from collections.abc import Awaitable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.learning import CaseReviewForm, VisitForm
from frontend.learning_view import look_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.learning import LearningView
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/leren")
OF_REVIEW = {"heldOn": "casus_dag", "uncertainties": "casus_onzeker"}
OF_VISIT = {"on": "blik_dag", "what": "blik_wat"}


@router.get("")
async def learning(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _page(request, visit, await visit.monitoring.learning(partner_id, visit.year))


@router.post("/casussen")
async def add_review(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """What a session taught."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = CaseReviewForm(data, visit.language), gettext_of(request)
    view = await visit.monitoring.learning(partner_id, visit.year)
    body = form.review(watched_in(view))
    if body is None:
        return await _page(request, visit, view, form, 422)
    done = visit.monitoring.add_case_review(partner_id, visit.year, body, key=form.key)
    return await _moved(request, visit, view, form, done, _("De casusbespreking staat erbij."), OF_REVIEW)


@router.post("/onzekerheden")
async def add_visit(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """What was seen of an uncertainty."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = VisitForm(data, visit.language), gettext_of(request)
    view = await visit.monitoring.learning(partner_id, visit.year)
    body = form.visit(watched_in(view), view.reviews)
    if body is None:
        return await _page(request, visit, view, form, 422)
    done = visit.monitoring.add_visit(partner_id, visit.year, body, key=form.key)
    return await _moved(request, visit, view, form, done, _("Wat jullie zagen, staat erbij."), OF_VISIT)


@router.post("/casussen/{review_id}/intrekken")
async def withdraw_review(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, review_id: UUID
) -> Response:
    """Its words should not have been kept."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = Form(data, visit.language), gettext_of(request)
    view = await visit.monitoring.learning(partner_id, visit.year)
    done = visit.monitoring.withdraw_case_review(partner_id, visit.year, review_id, key=form.key)
    return await _moved(request, visit, view, form, done, _("De tekst is weg."), {})


@router.post("/onzekerheden/{visit_id}/intrekken")
async def withdraw_visit(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, visit_id: UUID
) -> Response:
    """Its words should not have been kept."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = Form(data, visit.language), gettext_of(request)
    view = await visit.monitoring.learning(partner_id, visit.year)
    done = visit.monitoring.withdraw_visit(partner_id, visit.year, visit_id, key=form.key)
    return await _moved(request, visit, view, form, done, _("De tekst is weg."), {})


async def _moved(
    request: Request,
    visit: Visitor,
    view: LearningView,
    form: Form,
    move: Awaitable[object],
    said: str,
    fields: dict[str, str],
) -> Response:
    try:
        await move
    except Refusal as refusal:
        form.take(refusal, fields)
        return await _page(request, visit, view, form, refusal.status)
    return see_other(f"/{visit.year}/partners/{view.partner.id}/leren", said)


def watched_in(view: LearningView) -> list[str]:
    """The lines of the agreement that can be looked at."""
    return [each.what for each in view.uncertainties if each.in_agreement]


async def _page(
    request: Request, visit: Visitor, view: LearningView, form: Form | None = None, status: int = 200
) -> Response:
    _ = gettext_of(request)
    form = form or Form(language=visit.language)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "learning.html",
        status=status,
        year=visit.year,
        view=view,
        here=f"/{visit.year}/partners/{view.partner.id}/leren",
        themes={review.id: review.theme for review in view.reviews},
        watched=watched_in(view),
        verdicts=look_words(_),
        may_write=visit.has(Role.POLICY_OFFICER) or visit.has(Role.PARTNER_MEMBER, within=str(view.partner.id)),
        may_change_agreement=visit.has(Role.POLICY_OFFICER),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
