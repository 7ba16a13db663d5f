"""A dialogue session at the officer's desk: planned, invited to, and what came out of it per anchor point."""

from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.survey import InviteForm
from frontend.forms.survey_follow import DialogueForm, typed_dialogue
from frontend.pages.surveys import survey_of_year
from frontend.security import FormDep
from frontend.survey_view import points_of
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.survey_follow import DialogueView, InviteToDialogue, SurveyView
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/vragenlijsten/{survey_id}/gesprekken")
FIELDS = {"day": "dag", "startsAt": "tijd", "place": "plaats", "forWhom": "voor", "survey-dialogue-over": "dag"}


@router.get("/nieuw")
async def new_session(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    return await _page(request, visit, survey_id, DialogueForm(None, visit.language, versie="0"), None)


@router.post("/nieuw")
async def plan(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = DialogueForm(data, visit.language), gettext_of(request)
    body = form.plan()
    if body is None:
        return await _page(request, visit, survey_id, form, None, 422)
    try:
        made = await visit.monitoring.plan_dialogue(survey_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, survey_id, form, None, refusal.status)
    return see_other(_address(visit, survey_id, made.id), _("Het gesprek staat gepland. Nodig nu mensen uit."))


@router.get("/{dialogue_id}")
async def one_session(request: Request, visit: VisitorDep, survey_id: UUID, dialogue_id: UUID) -> Response:
    session = _of(await survey_of_year(visit, survey_id), dialogue_id)
    form = DialogueForm(None, visit.language, **typed_dialogue(session))
    return await _page(request, visit, survey_id, form, session)


@router.post("/{dialogue_id}")
async def move(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, dialogue_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = DialogueForm(data, visit.language), gettext_of(request)
    body = form.plan()
    ask = (lambda: visit.monitoring.move_dialogue(survey_id, dialogue_id, body)) if body else None
    return await _do(request, visit, survey_id, dialogue_id, form, ask, _("Het gesprek is bewaard."))


@router.post("/{dialogue_id}/uitnodigen")
async def invite(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, dialogue_id: UUID) -> Response:
    """Mail an invitation; the addresses are not kept."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = InviteForm(data, visit.language), gettext_of(request)
    language: Literal["nl", "en"] = "en" if form["taal"] == "en" else "nl"
    addresses = form.addresses("adressen")
    body = InviteToDialogue(addresses=addresses, language=language) if addresses else None
    ask = (lambda: visit.monitoring.invite_to_dialogue(survey_id, dialogue_id, body, key=form.key)) if body else None
    said = _("De uitnodigingen gaan op de mail. De adressen bewaren we niet.")
    return await _do(request, visit, survey_id, dialogue_id, form, ask, said)


@router.post("/{dialogue_id}/uitkomst")
async def outcomes(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, dialogue_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = DialogueForm(data, visit.language), gettext_of(request)
    body = form.outcomes(await survey_of_year(visit, survey_id))
    ask = (lambda: visit.monitoring.write_dialogue_outcomes(survey_id, dialogue_id, body)) if body else None
    return await _do(request, visit, survey_id, dialogue_id, form, ask, _("De uitkomst is bewaard."))


async def _do(
    request: Request,
    visit: Visitor,
    survey_id: UUID,
    dialogue_id: UUID,
    form: Form,
    ask: Callable[[], Awaitable[object]] | None,
    said: str,
) -> Response:
    """`ask` is None when the form has mistakes."""
    status = 422
    try:
        if ask is not None:
            await ask()
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        status = refusal.status
    if form.errors:
        session = _of(await survey_of_year(visit, survey_id), dialogue_id)
        shown = DialogueForm(None, visit.language, **(typed_dialogue(session) | form.typed))
        shown.errors, shown.key = form.errors, form.key
        return await _page(request, visit, survey_id, shown, session, status)
    return see_other(_address(visit, survey_id, dialogue_id), said)


def _of(survey: SurveyView, dialogue_id: UUID) -> DialogueView:
    session = next((session for session in survey.dialogues if session.id == dialogue_id), None)
    if session is None:
        raise NotFound
    return session


def _address(visit: Visitor, survey_id: UUID, dialogue_id: UUID) -> str:
    return f"/{visit.year}/vragenlijsten/{survey_id}/gesprekken/{dialogue_id}"


async def _page(
    request: Request,
    visit: Visitor,
    survey_id: UUID,
    form: DialogueForm,
    session: DialogueView | None,
    status: int = 200,
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    survey, today = await survey_of_year(visit, survey_id), visit.site.clock.today()
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "survey_dialogue.html",
        status=status,
        year=visit.year,
        survey=survey,
        session=session,
        is_to_come=session is None or session.day >= today,
        was_held=session is not None and session.day <= today,
        points=points_of(survey, visit.language),
        here=f"/{visit.year}/vragenlijsten/{survey_id}/gesprekken/{session.id if session else 'nieuw'}",
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
