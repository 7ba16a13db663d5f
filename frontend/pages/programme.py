"""The programme's short-term results of a year, and for officers what feeds them."""

import csv
import io
import re
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.download import BOM, safe
from frontend.forms.form import Form
from frontend.programme_view import shown_results
from frontend.security import FormDep
from frontend.templating import render
from frontend.translations import translations
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.programme import MarkFeed
from services.profiles.contract.models import Role

router = APIRouter()
CHOSEN = re.compile(r"^(partner|survey):([0-9a-f-]{36}):([a-z0-9_]{1,60})$")


@router.get("/{year:year}/doelen")
async def programme(request: Request, visit: VisitorDep) -> Response:
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, await programme_page(request, visit))


@router.get("/{year:year}/doelen.csv")
async def as_file(visit: VisitorDep) -> Response:
    """Every point of every figure; what has no number says in words why."""
    _ = translations(visit.language).gettext
    found = await visit.monitoring.programme(visit.year)
    head = [_("doel"), _("cijfer"), _("periode"), _("waarde"), _("eenheid"), _("stand"), _("antwoordde"), _("gevraagd")]
    head += [_("bron"), _("berekening"), _("wat telt mee"), _("streefgetal"), _("gehaald?")]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for result in shown_results(found, [], visit.language):
        for kpi in result.kpis:
            for point in (*kpi.view.quarters, *kpi.view.years):
                number = "" if point.number is None else f"{point.number:f}".replace(".", ",")
                cells = [result.name, kpi.view.name, point.period, number, kpi.view.unit, point.status]
                cells += [str(point.answered), str(point.asked), kpi.source, kpi.view.formula, kpi.view.definition]
                is_newest = point.period == (kpi.view.years or kpi.view.quarters)[-1].period
                cells += [kpi.target, kpi.verdict] if is_newest else ["", ""]
                writer.writerow([safe(cell) for cell in cells])
    headers = {"Content-Disposition": f'attachment; filename="voorveld-doelen-{visit.year}.csv"'}
    return Response((BOM + text.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/{year:year}/doelen/{code}/bronnen")
async def mark(request: Request, visit: VisitorDep, data: FormDep, code: str) -> Response:
    """Let a partner's figure or a point of a survey count."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    form.typed["cijfer"] = code
    found = CHOSEN.match(form["bron"])
    if found is None:
        form.errors[f"bron-{code}"] = _("Kies een bron")
        return await programme_page(request, visit, form, 422)
    kind, id, what = found.groups()
    try:
        source = {"partner_id": UUID(id), "kpi": what} if kind == "partner" else _point(id, what)
        body = MarkFeed.model_validate({"year": visit.year, "programme_kpi": code, **source})
    except ValueError:
        form.errors[f"bron-{code}"] = _("Kies een bron")
        return await programme_page(request, visit, form, 422)
    try:
        await visit.monitoring.mark_feed(body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await programme_page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/doelen#{code}", _("Deze bron telt nu mee."))


@router.post("/{year:year}/doelen/bronnen/{feed_id}/weg")
async def end(request: Request, visit: VisitorDep, data: FormDep, feed_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form = Form(data, visit.language)
    try:
        await visit.monitoring.end_feed(feed_id)
    except Refusal as refusal:
        form.take(refusal)
        return await programme_page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/doelen", gettext_of(request)("Deze bron telt niet meer mee."))


def _point(id: str, what: str) -> dict[str, object]:
    return {"survey_id": UUID(id), "point": int(what)}


async def programme_page(request: Request, visit: Visitor, form: Form | None = None, status: int = 200) -> Response:
    """The page, with a form that was refused."""
    may_mark, is_office = visit.has(Role.POLICY_OFFICER), visit.has(Role.POLICY_OFFICER, Role.APPROVER)
    found = await visit.monitoring.programme(visit.year)
    candidates = await visit.monitoring.programme_candidates(visit.year) if may_mark else []
    targets = await visit.monitoring.programme_targets(visit.year) if is_office else []
    form = form or Form(language=visit.language)
    return render(
        request,
        "programme.html",
        status=status,
        year=visit.year,
        results=shown_results(found, candidates, visit.language, targets),
        may_mark=may_mark,
        form=form,
        errors=form.errors,
    )
