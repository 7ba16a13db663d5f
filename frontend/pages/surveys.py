"""The surveys of a year, and one survey as everybody sees it: what is asked, what came out, what is done with it."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.survey import StartForm
from frontend.forms.survey_follow import DialogueForm
from frontend.security import FormDep
from frontend.survey_view import how_counted, points_of, response_rows, results_of, state_words, themes_by_kind
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.survey_follow import SurveyView
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/{year:year}/vragenlijsten")
async def surveys(request: Request, visit: VisitorDep) -> Response:
    return await _list(request, visit, StartForm(language=visit.language))


@router.post("/{year:year}/vragenlijsten")
async def start(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = StartForm(data, visit.language), gettext_of(request)
    body = form.asked(visit.year)
    if body is None:
        return await _list(request, visit, form, 422)
    try:
        made = await visit.monitoring.start_survey(body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {"title": "titel", "closesOn": "sluit"})
        return await _list(request, visit, form, refusal.status)
    said = _("Het concept staat klaar, met tien ankerpunten om mee te beginnen.")
    return see_other(f"/{visit.year}/vragenlijsten/{made.id}/beheer", said)


@router.get("/vragenlijst")
async def from_a_card(visit: VisitorDep) -> Response:
    """The address on paper, short enough to copy: the one open survey with codes, else the one that anybody may answer,
    else those of the year."""
    open_now = [each for each in await visit.monitoring.surveys(visit.year) if each.state == "open"]
    for residents in ("codes", "link"):
        found = [each for each in open_now if each.residents == residents]
        if len(found) == 1:
            return see_other(f"/vragenlijst/{found[0].id}")
    return see_other(f"/{visit.year}/vragenlijsten")


@router.get("/{year:year}/vragenlijsten/{survey_id}")
async def one_survey(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    return await _page(request, visit, await survey_of_year(visit, survey_id), DialogueForm(language=visit.language))


@router.post("/{year:year}/vragenlijsten/{survey_id}/gesprekken/{dialogue_id}/komen")
async def sign_up(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, dialogue_id: UUID) -> Response:
    """Say with how many you come: a number, and nothing else."""
    form, _ = DialogueForm(data, visit.language), gettext_of(request)
    body = form.sign_up()
    try:
        if body is not None:
            await visit.monitoring.sign_up_for_dialogue(survey_id, dialogue_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {"people": form.people_field})
    if form.errors:
        return await _page(request, visit, await survey_of_year(visit, survey_id), form, 422)
    here = f"/{visit.year}/vragenlijsten/{survey_id}#gesprekken"
    return see_other(here, _("Fijn dat je komt. We rekenen op je, zonder je naam."))


async def survey_of_year(visit: Visitor, survey_id: UUID) -> SurveyView:
    """The survey, at the address of its own year. Raises NotFound for another year's."""
    found = await visit.monitoring.survey(survey_id)
    if found.year != visit.year:
        raise NotFound
    return found


async def _list(request: Request, visit: Visitor, form: StartForm, status: int = 200) -> Response:
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "surveys.html",
        status=status,
        year=visit.year,
        surveys=await visit.monitoring.surveys(visit.year),
        may_start=visit.has(Role.POLICY_OFFICER),
        is_office=visit.has(Role.POLICY_OFFICER, Role.APPROVER),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


async def _page(
    request: Request, visit: Visitor, survey: SurveyView, form: DialogueForm, status: int = 200
) -> Response:
    language = visit.language
    add_to_frame(request, flash=flash_of(request))
    today = visit.site.clock.today()
    page = render(
        request,
        "survey.html",
        status=status,
        year=visit.year,
        survey=survey,
        state=state_words(survey, language),
        points=points_of(survey, language),
        responses=response_rows(survey.outcome.responses, language) if survey.outcome else [],
        results=results_of(survey, language),
        themes=themes_by_kind(survey, language),
        sessions={session.id: session for session in survey.dialogues},
        to_come=[session for session in survey.dialogues if session.day >= today],
        held=[session for session in survey.dialogues if session.day < today],
        how=how_counted(survey, language),
        is_office=visit.has(Role.POLICY_OFFICER, Role.APPROVER),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
