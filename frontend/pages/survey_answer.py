"""Answering a survey: by a personal link, a printed code or the open form. One page, on a phone, without a script."""

import re
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, set_private_cookie, taking_flash
from frontend.forms.survey_answer import AnswerForm, typed_answer
from frontend.security import FormDep
from frontend.survey_view import points_of
from frontend.templating import render
from frontend.visitor import SECRET, Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.survey_follow import SurveyView
from services.monitoring.contract.survey_refusals import SurveyLinkUnknown, SurveyNotOpen
from services.monitoring.contract.surveys import GivenAnswer, OpenAnswer

router = APIRouter(prefix="/vragenlijst/{survey_id}")
ANSWERED_COOKIE = "vv_antwoord"
"""That this browser sent an answer: the same for everybody, for this survey's address only, until it closes."""
CODE_COOKIE = "vv_code"
"""The code of a strip that was scanned, from its address to its form: for this survey's address only."""
MINUTES_TO_FILL_IN = 15
_CODE = re.compile(r"[A-Za-z0-9 -]{4,40}")
SOMEBODY_ELSE = "ander"
"""What `wie` says in a form that is meant for a next person at the same device."""


@router.get("")
async def open_form(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    """What anybody may fill in, when residents answer. `code`: as a camera read it from a strip."""
    if "code" in request.query_params:
        return _without_the_code(request, survey_id)
    who = request.query_params.get("wie", "")
    if ANSWERED_COOKIE in request.cookies and who != SOMEBODY_ELSE:
        survey = await visit.monitoring.survey(survey_id)
        if survey.residents == "link" and survey.state == "open":
            add_to_frame(request, flash=flash_of(request))
            return taking_flash(request, render(request, "survey_answered.html", survey=survey))
    scanned = request.cookies.get(CODE_COOKIE, "")
    return await _page(request, visit, survey_id, AnswerForm(None, visit.language, code=scanned, wie=who))


def _without_the_code(request: Request, survey_id: UUID) -> Response:
    """To the form without the code in its address, where history and whoever looks along would keep it."""
    where, code = f"/vragenlijst/{survey_id}", request.query_params["code"]
    response = see_other(where)
    if _CODE.fullmatch(code):
        set_private_cookie(response, request, CODE_COOKIE, code, path=where, days=MINUTES_TO_FILL_IN / 1440)
    return response


@router.post("")
async def answer_open(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    form = AnswerForm(data, visit.language)
    # What tells one visitor from another, for who limits how often.
    origin = request.client.host if request.client else ""
    whose = {"code": form["code"]} if form["code"] else {"form_key": form.key}
    answer = form.answer(origin=origin, **whose)
    if answer is None:
        return await _page(request, visit, survey_id, form, status=422)
    survey = await visit.monitoring.survey(survey_id)
    if survey.residents == "link" and ANSWERED_COOKIE in request.cookies and form["wie"] != SOMEBODY_ELSE:
        # Opened in two tabs, or before somebody else sent theirs: what was typed stays, and counts when they say so.
        form.typed["wie"] = SOMEBODY_ELSE
        return await _page(request, visit, survey_id, form, status=409, was_sent=True)
    try:
        await _as_the_site(visit).answer_survey(survey_id, answer)
    except Refusal as refusal:
        form.take_at_its_place(refusal)
        return await _page(request, visit, survey_id, form, status=refusal.status)
    return _thanked(request, visit, survey)


def _thanked(request: Request, visit: Visitor, survey: SurveyView) -> Response:
    """To the outcome; an open form leaves the cookie that says so, a code leaves nothing."""
    said = gettext_of(request)("Dank je wel. Je antwoord is binnen. De uitkomst komt op deze pagina.")
    response, where = see_other(f"/{survey.year}/vragenlijsten/{survey.id}", said), f"/vragenlijst/{survey.id}"
    response.delete_cookie(CODE_COOKIE, path=where)
    if survey.residents == "link":
        days = (survey.closes_on - visit.site.clock.today()).days + 1
        set_private_cookie(response, request, ANSWERED_COOKIE, "ja", path=where, days=days)
    return response


@router.get("/{link}")
async def own_form(request: Request, visit: VisitorDep, survey_id: UUID, link: str) -> Response:
    """The form of a personal link, with what was answered so far."""
    given = await _given(visit, survey_id, link)
    form = AnswerForm(None, visit.language, **typed_answer(given))
    return await _page(request, visit, survey_id, form, given, link)


@router.post("/{link}")
async def answer_by_link(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, link: str) -> Response:
    form, _ = AnswerForm(data, visit.language), gettext_of(request)
    try:
        given = await _given(visit, survey_id, link)
    except SurveyNotOpen:
        return _too_late(request, visit, await visit.monitoring.survey(survey_id), form)
    answer = form.answer(link=link)
    if answer is None:
        return await _page(request, visit, survey_id, form, given, link, 422)
    try:
        await visit.monitoring.answer_survey(survey_id, answer)
    except Refusal as refusal:
        form.take_at_its_place(refusal)
        return await _page(request, visit, survey_id, form, given, link, refusal.status)
    said = _("Dank je wel. Je antwoord is binnen. Tot de laatste dag kun je het hier veranderen.")
    return see_other(f"/vragenlijst/{survey_id}/{link}", said)


@router.post("/{link}/geen-mail")
async def stop_mail(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, link: str) -> Response:
    """No reminders: the address is deleted at once."""
    _ = gettext_of(request)
    await _given(visit, survey_id, link)
    await visit.monitoring.stop_survey_mail(survey_id, OpenAnswer(link=link))
    said = _("We hebben je e-mailadres weggegooid. Je krijgt hierover geen mail meer. Je link werkt nog.")
    return see_other(f"/vragenlijst/{survey_id}/{link}", said)


def _as_the_site(visit: Visitor) -> MonitoringClient:
    """Monitoring, asked as this site: only of us it believes where somebody comes from, and who answers is nobody."""
    return visit.site.monitoring.on_behalf_of(visit.site.tokens.service())


async def _given(visit: Visitor, survey_id: UUID, link: str) -> GivenAnswer:
    """Raises SurveyLinkUnknown for what cannot be a link of ours, before anybody is asked."""
    if not SECRET.fullmatch(link) or len(link) > 60:
        raise SurveyLinkUnknown
    return await visit.monitoring.own_survey_answer(survey_id, OpenAnswer(link=link))


async def _page(
    request: Request,
    visit: Visitor,
    survey_id: UUID,
    form: AnswerForm,
    given: GivenAnswer | None = None,
    link: str = "",
    status: int = 200,
    was_sent: bool = False,
) -> Response:
    survey = await visit.monitoring.survey(survey_id)
    if given is None and survey.residents == "nobody":
        raise NotFound
    was_posted, is_over = status != 200, survey.state == "closed" or visit.site.clock.today() > survey.closes_on
    if was_posted and is_over:
        return _too_late(request, visit, survey, form)
    if survey.state != "open":
        return see_other(f"/{survey.year}/vragenlijsten/{survey_id}")
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "survey_answer.html",
        status=status,
        survey=survey,
        points=points_of(survey, visit.language),
        here=f"/vragenlijst/{survey_id}" + (f"/{link}" if link else ""),
        given=given,
        was_sent=was_sent,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def _too_late(request: Request, visit: Visitor, survey: SurveyView, form: AnswerForm) -> Response:
    """What was typed stays to be read and copied: it is kept nowhere, and a way to the outcome alone would lose it."""
    points = points_of(survey, visit.language)
    return render(request, "survey_too_late.html", status=409, survey=survey, points=points, form=form)
