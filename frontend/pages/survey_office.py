"""A survey at the officer's desk: worded, opened, followed, and after closing what people wrote."""

from collections.abc import Awaitable, Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.survey import InviteForm, SurveyForm, typed_draft
from frontend.pages.surveys import survey_of_year
from frontend.security import FormDep
from frontend.survey_print import poster_data, strips_data
from frontend.survey_view import group_words, points_of, response_rows, state_words, themes_by_kind
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.survey_refusals import SurveyNotOpen
from services.monitoring.contract.surveys import InvitedView, OpenSurvey
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/vragenlijsten/{survey_id}/beheer")
GROUPS = ("partners", "associations")
FIELDS = {"partners": "adressen_partners", "associations": "adressen_verenigingen"}
DRAFT_FIELDS = {"title": "titel", "closesOn": "sluit", "survey-closes-too-soon": "sluit"}


@router.get("")
async def office(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    return await _page(request, visit, survey_id, None)


@router.post("")
async def save(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    """Keep the words of the draft."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = SurveyForm(data, visit.language), gettext_of(request)
    body = form.draft()
    if body is None:
        return await _page(request, visit, survey_id, form, 422)
    said = _("Het concept is bewaard.")
    return await _do(request, visit, survey_id, form, visit.monitoring.save_survey(survey_id, body), said)


@router.post("/uitnodigen/{group}")
async def invite(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, group: str) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = InviteForm(data, visit.language), gettext_of(request)
    body = form.invited(FIELDS.get(group, ""), group)
    if body is None:
        return await _page(request, visit, survey_id, form, 422)
    said = _("De adressen staan erbij.")
    return await _do(request, visit, survey_id, form, visit.monitoring.invite_to_survey(survey_id, body), said)


@router.post("/uit-contacten")
async def invite_contacts(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    """Partners by the mailbox they gave for this."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = InviteForm(data, visit.language), gettext_of(request)
    body = form.contacts(data.getlist("partner"))
    if body is None:
        return await _page(request, visit, survey_id, form, 422)
    said = _("De adressen staan erbij.")
    return await _do(request, visit, survey_id, form, visit.monitoring.invite_contacts(survey_id, body), said)


@router.post("/openen")
async def open_it(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    body = OpenSurvey(seen_version=form.version())
    said = _("De vragenlijst is open. De uitnodigingen gaan nu op de mail.")
    return await _do(request, visit, survey_id, form, visit.monitoring.open_survey(survey_id, body, key=form.key), said)


@router.post("/codes")
async def codes(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    """Codes as a PDF to cut and hand out, this once."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = InviteForm(data, visit.language), gettext_of(request)
    body = form.codes()
    if body is None:
        return await _page(request, visit, survey_id, form, 422)
    try:
        made = await visit.monitoring.print_survey_codes(survey_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {SurveyNotOpen.slug: "aantal"})
        return await _page(request, visit, survey_id, form, refusal.status)
    if not made.codes:
        form.errors["aantal"] = _("Deze codes hebben we al gegeven. Vraag er nieuwe.")
        form.key = Form().key
        return await _page(request, visit, survey_id, form, 409)
    survey = await survey_of_year(visit, survey_id)
    strips = strips_data(survey, made.codes, visit.site.settings.public_url, visit.site.clock.today(), visit.language)
    return await _printed(visit, "survey_codes.typ", "strips", strips, f"codes-{survey_id.hex[:8]}.pdf")


@router.get("/poster")
async def poster(visit: VisitorDep, survey_id: UUID) -> Response:
    """The open link on paper: a poster, and a page of cards."""
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    survey = await survey_of_year(visit, survey_id)
    if survey.state != "open" or survey.residents != "link":
        raise NotFound
    told = poster_data(survey, visit.site.settings.public_url, visit.site.clock.today(), visit.language)
    return await _printed(visit, "survey_poster.typ", "poster", told, f"poster-{survey_id.hex[:8]}.pdf")


async def _printed(visit: Visitor, template: str, name: str, told: Mapping[str, Any], file: str) -> Response:
    """A PDF that no browser may keep: it can hold codes."""
    pdf = await visit.site.typesetter.pdf(template, name, told, visit.site.clock.today())
    named = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=named)


async def _do(
    request: Request,
    visit: Visitor,
    survey_id: UUID,
    form: Form,
    asked: Awaitable[object],
    said: str,
    at: Mapping[str, str] = DRAFT_FIELDS,
) -> Response:
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal, at)
        return await _page(request, visit, survey_id, form, refusal.status)
    return see_other(f"/{visit.year}/vragenlijsten/{survey_id}/beheer", said)


async def _page(request: Request, visit: Visitor, survey_id: UUID, form: Form | None, status: int = 200) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    survey = await survey_of_year(visit, survey_id)
    desk = await visit.monitoring.survey_desk(survey_id)
    language, _ = visit.language, gettext_of(request)
    typed = _invited(desk.invited) if survey.state == "draft" else {}
    form = form or SurveyForm(None, language, **typed_draft(survey), **typed)
    may_invite = visit.has(Role.POLICY_OFFICER) and survey.state != "closed"
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        f"survey_{survey.state}.html",
        status=status,
        year=visit.year,
        survey=survey,
        desk=desk,
        state=state_words(survey, language),
        points=points_of(survey, language),
        responses=response_rows(desk.responses, language),
        themes=themes_by_kind(survey, language),
        groups=[(group, FIELDS[group], group_words(group, _), typed.get(FIELDS[group], "")) for group in GROUPS],
        invited_of=lambda group: [each.email for each in desk.invited if each.group == group],
        is_officer=visit.has(Role.POLICY_OFFICER),
        contacts=await visit.monitoring.contacts_to_invite(survey_id) if may_invite else [],
        public_url=visit.site.settings.public_url.rstrip("/"),
        form=form if isinstance(form, SurveyForm) else SurveyForm(None, language, **typed_draft(survey)),
        other=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def _invited(invited: list[InvitedView]) -> dict[str, str]:
    """The addresses of a draft, one on a line, as they are typed."""
    return {
        field: "\n".join(
            each.email + (", en" if each.language == "en" else "") for each in invited if each.group == group
        )
        for group, field in FIELDS.items()
    }
