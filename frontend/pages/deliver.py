"""Delivering by hand: which periods there are, a form and a CSV for one of them, and what is decided on it."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.deliver_view import due_kpis, review_words, status_words, template_csv
from frontend.forms.delivery import DeliveryForm, LinesForm
from frontend.forms.form import Form
from frontend.pages.partner import outcome_words, unit_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.deliveries import GiveExtension, ReviewPeriod
from services.monitoring.contract.models import Receipt
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/leveren")
MOST_BYTES = 900_000


@router.get("")
async def periods(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    _check_may_look(visit, partner_id)
    found, view = await asyncio.gather(
        visit.monitoring.periods(partner_id, visit.year), visit.monitoring.partner_page(partner_id, visit.year)
    )
    _ = gettext_of(request)
    return render(
        request, "deliver.html", year=visit.year, found=found, partner=view.partner,
        statuses=status_words(_), reviews=review_words(_),
    )  # fmt: skip


@router.get("/{period}")
async def period(request: Request, visit: VisitorDep, partner_id: UUID, period: str) -> Response:
    return await _page(request, visit, partner_id, period)


@router.get("/{period}/sjabloon.csv")
async def template(visit: VisitorDep, partner_id: UUID, period: str) -> Response:
    """The values that are due as lines to fill in."""
    _check_may_look(visit, partner_id)
    view, due, municipality = await asyncio.gather(
        visit.monitoring.partner_page(partner_id, visit.year),
        visit.monitoring.due(partner_id, visit.year, period),
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
    due = await visit.monitoring.due(partner_id, visit.year, period)
    body, is_try = form.values(period, due.values), form["doe"] == "proef"
    if body is None:
        return await _page(request, visit, partner_id, period, form=form, status=422)
    try:
        receipt = await visit.monitoring.submit_as_person(partner_id, body, dry_run=is_try, mode="all_or_nothing")
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, period, form=form, status=refusal.status)
    form.take_receipt(receipt)
    if receipt.refused or is_try:
        status = 422 if receipt.refused else 200
        return await _page(request, visit, partner_id, period, form=form, receipt=receipt, status=status)
    return _look(visit, partner_id, period, gettext_of(request)("De cijfers zijn binnen."))


@router.post("/{period}/regels")
async def deliver_lines(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The good lines count; for every other the page says line, column and how to mend it, and keeps the text."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    lines = LinesForm(data, visit.language)
    await _take_upload(lines, data.get("bestand"))
    body, is_try = lines.values(period) if not lines.errors else None, lines["doe"] == "proef"
    if body is None:
        return await _page(request, visit, partner_id, period, lines=lines, status=422)
    try:
        receipt = await visit.monitoring.submit_as_person(
            partner_id, body, dry_run=is_try, replace=bool(lines["vervang"])
        )
    except Refusal as refusal:
        lines.take(refusal)
        return await _page(request, visit, partner_id, period, lines=lines, status=refusal.status)
    lines.take_receipt(receipt)
    if receipt.refused or is_try:
        return await _page(request, visit, partner_id, period, lines=lines, receipt=receipt)
    return _look(visit, partner_id, period, gettext_of(request)("De cijfers zijn binnen."))


@router.post("/{period}/besluit")
async def review(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The policy officer accepts the figures or returns them."""
    visit.require(Role.POLICY_OFFICER)
    office, _ = Form(data, visit.language), gettext_of(request)
    decision = office.choice("besluit", {"accepted", "returned"}, _("Kies of je de cijfers accepteert"))
    role = office.text("rol", _("Schrijf in welke rol je dit doet"), most=120)
    remarks = office.optional("opmerkingen", most=2000)
    if decision == "returned" and not remarks:
        office.errors["opmerkingen"] = _("Schrijf wat de partner moet verbeteren")
    if office.errors:
        return await _page(request, visit, partner_id, period, office=office, status=422)
    told = {"period": period, "decision": decision, "remarks": remarks, "given_as": role, "version": office.version()}
    try:
        await visit.monitoring.review_period(partner_id, ReviewPeriod.model_validate(told), key=office.key)
    except Refusal as refusal:
        office.take(refusal)
        return await _page(request, visit, partner_id, period, office=office, status=refusal.status)
    return _look(visit, partner_id, period, _("Je besluit staat erbij. De partner ziet het."))


@router.post("/{period}/uitstel")
async def extend(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The policy officer gives more time."""
    visit.require(Role.POLICY_OFFICER)
    office, _ = Form(data, visit.language), gettext_of(request)
    until = office.day("tot", _("Kies een dag"))
    reason = office.text("reden", _("Schrijf waarom"), most=500)
    role = office.text("rol_uitstel", _("Schrijf in welke rol je dit doet"), most=120)
    if until is None or office.errors:
        return await _page(request, visit, partner_id, period, office=office, status=422)
    try:
        body = GiveExtension(period=period, until=until, reason=reason, given_as=role)
        await visit.monitoring.give_extension(partner_id, body, key=office.key)
    except ValidationError:
        raise NotFound from None
    except Refusal as refusal:
        office.take(refusal, {"until": "tot"})
        return await _page(request, visit, partner_id, period, office=office, status=refusal.status)
    return _look(visit, partner_id, period, _("De partner heeft nu meer tijd."))


async def _take_upload(lines: LinesForm, upload: object) -> None:
    if not isinstance(upload, UploadFile):
        return
    if (upload.size or 0) > MOST_BYTES:
        lines.errors["bestand"] = lines._("Dit bestand is te groot. Lever hoogstens 5.000 regels per keer aan.")
    elif upload.filename:
        lines.take_file(await upload.read())
    await upload.close()


def _check_may_look(visit: Visitor, partner_id: UUID) -> None:
    if not visit.has(Role.PARTNER_MEMBER, within=str(partner_id)):
        visit.require(Role.POLICY_OFFICER, Role.APPROVER)


def _look(visit: Visitor, partner_id: UUID, period: str, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}/leveren/{period}", flash)


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    period: str,
    *,
    form: DeliveryForm | None = None,
    lines: LinesForm | None = None,
    office: Form | None = None,
    receipt: Receipt | None = None,
    status: int = 200,
) -> Response:
    _check_may_look(visit, partner_id)
    found, due, view, municipality = await asyncio.gather(
        visit.monitoring.periods(partner_id, visit.year),
        visit.monitoring.due(partner_id, visit.year, period),
        visit.monitoring.partner_page(partner_id, visit.year),
        visit.municipality(),
    )
    this = next((one for one in found.periods if one.period == period), None)
    if this is None:
        raise NotFound
    _ = gettext_of(request)
    places: dict[str | None, str] = {None: _("hele gemeente"), **{area.id: area.name for area in municipality.areas}}
    lines = lines or LinesForm(language=visit.language)
    office = office or Form(language=visit.language, rol=_("Beleidsmedewerker"), rol_uitstel=_("Beleidsmedewerker"))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "deliver_period.html",
        status=status,
        year=visit.year,
        partner=view.partner,
        this=this,
        kpis=due_kpis(view, due.values, places),
        kpi_names={kpi.code: kpi.name for kpi in view.agreement.kpis} if view.agreement else {},
        places=places,
        units=unit_words(_),
        outcomes=outcome_words(_),
        statuses=status_words(_),
        reviews=review_words(_),
        is_member=visit.has(Role.PARTNER_MEMBER, within=str(partner_id)),
        is_officer=visit.has(Role.POLICY_OFFICER),
        form=form,
        lines=lines,
        office=office,
        receipt=receipt,
        errors={**(form.errors if form else {}), **lines.errors, **office.errors},
    )
    return taking_flash(request, page)
