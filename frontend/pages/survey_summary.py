"""The summary of a survey to the council: written, sent by somebody else, read, and as PDF/UA."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.survey_follow import SummaryForm, typed_summary
from frontend.pages.surveys import survey_of_year
from frontend.security import FormDep
from frontend.survey_pdf import summary_data
from frontend.survey_view import how_counted, points_of, response_rows, results_of, themes_by_kind
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.survey_follow import SendSummary, SummaryView
from services.monitoring.contract.survey_refusals import UnknownSummary
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/vragenlijsten/{survey_id}/samenvatting")


@router.get("")
async def latest(request: Request, visit: VisitorDep, survey_id: UUID) -> Response:
    """The newest this reader may see; the office also gets here to write the first."""
    return await _page(request, visit, survey_id, await _latest(visit, survey_id))


@router.get("/{number:int}")
async def numbered(request: Request, visit: VisitorDep, survey_id: UUID, number: int) -> Response:
    return await _page(request, visit, survey_id, await visit.monitoring.survey_summary(survey_id, number))


@router.get("/{number:int}/pdf")
async def as_pdf(request: Request, visit: VisitorDep, survey_id: UUID, number: int) -> Response:
    """The same as PDF/UA."""
    summary = await visit.monitoring.survey_summary(survey_id, number)
    data = summary_data(summary, visit.language)
    pdf = await visit.site.typesetter.pdf("report.typ", "report", data, visit.site.clock.today())
    name = f"samenvatting-{survey_id.hex[:8]}-{number}.pdf"
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.post("")
async def write(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = SummaryForm(data, visit.language), gettext_of(request)
    body = form.summary()
    if body is None:
        return await _page(request, visit, survey_id, await _latest(visit, survey_id), form, 422)
    try:
        await visit.monitoring.write_survey_summary(survey_id, body)
    except Refusal as refusal:
        form.take(refusal, {"introduction": "inleiding", "conclusion": "slot"})
        return await _page(request, visit, survey_id, await _latest(visit, survey_id), form, refusal.status)
    said = _("De samenvatting is bewaard. Iemand anders leest en verstuurt haar.")
    return see_other(f"/{visit.year}/vragenlijsten/{survey_id}/samenvatting", said)


@router.post("/{number:int}/versturen")
async def send(request: Request, visit: VisitorDep, data: FormDep, survey_id: UUID, number: int) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    summary = await visit.monitoring.survey_summary(survey_id, number)
    # What cannot be a hash of ours is answered as a screen that is no longer true.
    seen = form["gezien"] if len(form["gezien"]) == len(summary.content_sha256) else "0" * 64
    try:
        body = SendSummary(seen_version=max(form.version(), 1), seen_content=seen)
        await visit.monitoring.send_survey_summary(survey_id, number, body, key=form.key)
    except Refusal as refusal:
        shown = SummaryForm(None, visit.language, **typed_summary(summary))
        shown.take(refusal)
        return await _page(request, visit, survey_id, summary, shown, refusal.status)
    said = _("De samenvatting is naar de raad. Ze verandert nu niet meer.")
    return see_other(f"/{visit.year}/vragenlijsten/{survey_id}/samenvatting/{number}", said)


async def _latest(visit: Visitor, survey_id: UUID) -> SummaryView | None:
    """None when there is none yet, and this reader may write the first."""
    found = await settled(visit.monitoring.latest_survey_summary(survey_id))
    if not isinstance(found, Refusal):
        return found
    if isinstance(found, UnknownSummary) and visit.has(Role.POLICY_OFFICER, Role.APPROVER):
        return None
    raise found


async def _page(
    request: Request,
    visit: Visitor,
    survey_id: UUID,
    summary: SummaryView | None,
    form: SummaryForm | None = None,
    status: int = 200,
) -> Response:
    now, language = await survey_of_year(visit, survey_id), visit.language
    content = summary.content if summary else now
    if content.outcome is None:
        raise NotFound
    is_office = visit.has(Role.POLICY_OFFICER, Role.APPROVER)
    form = form or SummaryForm(None, language, **typed_summary(summary))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "survey_summary.html",
        status=status,
        year=visit.year,
        survey=content,
        summary=summary,
        sent=now.summaries,
        points=points_of(content, language),
        responses=response_rows(content.outcome.responses, language),
        results=results_of(content, language),
        themes=themes_by_kind(content, language),
        sessions={session.id: session for session in content.dialogues},
        held=content.dialogues,
        how=how_counted(content, language),
        may_write=visit.has(Role.POLICY_OFFICER),
        is_office=is_office,
        council=len(await visit.monitoring.council_addresses()) if is_office else 0,
        here=f"/{visit.year}/vragenlijsten/{survey_id}/samenvatting",
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
