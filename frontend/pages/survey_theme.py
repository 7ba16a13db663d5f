"""A theme of a survey: what goes well or can be better, its answer and follow-up, and the quotes under it."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.survey_follow import WORDS, ThemeForm, typed_theme
from frontend.pages.surveys import survey_of_year
from frontend.security import FormDep
from frontend.survey_view import points_of, theme_owners
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.survey_follow import ChooseQuote, SurveyView, ThemeView
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/vragenlijsten/{survey_id}/themas")
FIELDS = {"title": "titel", "point": "punt", "answer": "antwoord", "owner": "wie", "done": "gedaan"}


@router.get("/nieuw")
async def new_theme(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    form = ThemeForm(None, visit.language, versie="0", soort=request.query_params.get("soort", ""))
    return await _page(request, visit, survey_id, form, None)


@router.post("/nieuw")
async def add_theme(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = ThemeForm(data, visit.language), gettext_of(request)
    body = form.theme(await survey_of_year(visit, survey_id))
    if body is None:
        return await _page(request, visit, survey_id, form, None, 422)
    try:
        survey = await visit.monitoring.add_theme(survey_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, survey_id, form, None, refusal.status)
    return see_other(_address(visit, survey_id, survey.themes[-1].id), _("Het thema staat erbij. Kies er citaten bij."))


@router.get("/{theme_id}")
async def one_theme(request: Request, visit: VisitorDep, survey_id: UUID, theme_id: UUID) -> Response:
    theme = _of(await survey_of_year(visit, survey_id), theme_id)
    return await _page(request, visit, survey_id, ThemeForm(None, visit.language, **typed_theme(theme)), theme)


@router.post("/{theme_id}")
async def change_theme(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, theme_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = ThemeForm(data, visit.language), gettext_of(request)
    survey = await survey_of_year(visit, survey_id)
    body, theme = form.theme(survey), _of(survey, theme_id)
    if body is None:
        return await _page(request, visit, survey_id, form, theme, 422)
    try:
        await visit.monitoring.change_theme(survey_id, theme_id, body)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, survey_id, form, theme, refusal.status)
    return see_other(_address(visit, survey_id, theme_id), _("Het thema is bewaard."))


@router.post("/{theme_id}/citaten/{number}")
async def choose_quote(
    request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, theme_id: UUID, number: int
) -> Response:
    """Show what somebody wrote under this theme; an empty quote takes it away."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    theme, field = _of(await survey_of_year(visit, survey_id), theme_id), f"citaat-{number}"
    words = form.optional(field, WORDS)
    if words and not form["geen_naam"]:
        form.errors[f"geen_naam-{number}"] = _("Kijk of er geen naam in staat, en zet dan het vinkje")
    try:
        if not form.errors:
            await visit.monitoring.choose_quote(survey_id, number, ChooseQuote(words=words, theme_id=theme_id))
    except Refusal as refusal:
        form.errors[field] = refusal.sentence or str(refusal)
    if form.errors:
        shown = ThemeForm(None, visit.language, **(typed_theme(theme) | {field: form[field]}))
        shown.errors = form.errors
        return await _page(request, visit, survey_id, shown, theme, 422)
    said = _("Het citaat staat bij het thema.") if words else _("Het citaat is weg.")
    return see_other(f"{_address(visit, survey_id, theme_id)}#h-citaten", said)


def _of(survey: SurveyView, theme_id: UUID) -> ThemeView:
    theme = next((theme for theme in survey.themes if theme.id == theme_id), None)
    if theme is None:
        raise NotFound
    return theme


def _address(visit: Visitor, survey_id: UUID, theme_id: UUID) -> str:
    return f"/{visit.year}/vragenlijsten/{survey_id}/themas/{theme_id}"


async def _page(
    request: Request, visit: Visitor, survey_id: UUID, form: ThemeForm, theme: ThemeView | None, status: int = 200
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    survey, desk = await survey_of_year(visit, survey_id), await visit.monitoring.survey_desk(survey_id)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "survey_theme.html",
        status=status,
        year=visit.year,
        survey=survey,
        theme=theme,
        owners=theme_owners(gettext_of(request)),
        points=points_of(survey, visit.language),
        texts=[text for text in desk.texts if theme and text.kind == theme.kind and text.theme_id in (None, theme.id)],
        here=f"/{visit.year}/vragenlijsten/{survey_id}/themas/{theme.id if theme else 'nieuw'}",
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
