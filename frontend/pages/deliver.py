"""Delivering by hand: which periods there are, and one of them as a form or as a file to fill in."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.deliver_page import check_may_look, period_page, to_period
from frontend.deliver_view import others_count, review_words, status_words, template_csv, what_happened
from frontend.forms.delivery import DeliveryForm, LinesForm
from frontend.pages.partner import periods_of
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/leveren")
MOST_BYTES = 900_000


@router.get("")
async def periods(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    check_may_look(visit, partner_id)
    found, view = await asyncio.gather(
        periods_of(visit, partner_id), visit.monitoring.partner_page(partner_id, visit.year)
    )
    _ = gettext_of(request)
    return render(
        request, "deliver.html", year=visit.year, found=found, partner=view.partner,
        statuses=status_words(_), reviews=review_words(_),
        kpi_names={kpi.code: kpi.name for kpi in view.agreement.kpis} if view.agreement else {},
    )  # fmt: skip


@router.get("/{period}")
async def period(request: Request, visit: VisitorDep, partner_id: UUID, period: str) -> Response:
    return await period_page(request, visit, partner_id, period)


@router.get("/{period}/sjabloon.csv")
async def template(visit: VisitorDep, partner_id: UUID, period: str) -> Response:
    """The values that are due as lines to fill in."""
    check_may_look(visit, partner_id)
    view, due, municipality = await asyncio.gather(
        visit.monitoring.partner_page(partner_id, visit.year),
        visit.monitoring.due(partner_id, visit.year, period, later=True),
        visit.municipality(),
    )
    places: dict[str | None, str] = {area.id: area.name for area in municipality.areas}
    headers = {"Content-Disposition": f'attachment; filename="voorveld-{period}.csv"'}
    return Response(template_csv(view, due.values, places), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/{period}")
async def deliver(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """All of the form counts, or nothing: what is wrong is said at its field."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form = DeliveryForm(data, visit.language)
    due = await visit.monitoring.due(partner_id, visit.year, period, later=True)
    body, is_try = form.values(period, due.values), form["doe"] == "proef"
    if body is None:
        return await period_page(request, visit, partner_id, period, form=form, status=422)
    try:
        receipt = await visit.monitoring.submit_as_person(
            partner_id, body, dry_run=is_try, mode="all_or_nothing", key=form.key
        )
    except Refusal as refusal:
        form.take(refusal)
        return await period_page(request, visit, partner_id, period, form=form, status=refusal.status)
    form.take_receipt(receipt)
    if receipt.refused or is_try or others_count(receipt):
        status = 422 if receipt.refused else 200
        return await period_page(request, visit, partner_id, period, form=form, receipt=receipt, status=status)
    return to_period(visit, partner_id, period, what_happened(receipt, gettext_of(request)))


@router.post("/{period}/regels")
async def deliver_lines(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The good lines count; for every other the page says line, column and how to mend it, and keeps the text."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    lines = LinesForm(data, visit.language)
    await _take_upload(lines, data.get("bestand"))
    body, is_try = lines.values(period) if not lines.errors else None, lines["doe"] == "proef"
    if body is None:
        return await period_page(request, visit, partner_id, period, lines=lines, status=422)
    try:
        receipt = await visit.monitoring.submit_as_person(
            partner_id, body, dry_run=is_try, replace=bool(lines["vervang"]), key=lines.key
        )
    except Refusal as refusal:
        lines.take(refusal)
        return await period_page(request, visit, partner_id, period, lines=lines, status=refusal.status)
    lines.take_receipt(receipt)
    if receipt.refused or is_try or others_count(receipt):
        return await period_page(request, visit, partner_id, period, lines=lines, receipt=receipt)
    return to_period(visit, partner_id, period, what_happened(receipt, gettext_of(request)))


async def _take_upload(lines: LinesForm, upload: object) -> None:
    if not isinstance(upload, UploadFile):
        return
    if (upload.size or 0) > MOST_BYTES:
        lines.errors["bestand"] = lines._("Dit bestand is te groot. Lever hoogstens 5.000 regels per keer aan.")
    elif upload.filename:
        lines.take_file(await upload.read())
    await upload.close()
