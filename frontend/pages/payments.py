"""Awards to pay: the list with due dates, a batch that one prepares and another releases, and what the bank says."""

import asyncio
from collections.abc import Awaitable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.payments import BatchForm, OutcomeForm, StepForm
from frontend.payment_view import batch_words, due_row, outcome_words, payment_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.accounts import PaymentStage
from services.budget.contract.payments import BatchState, BatchView, HandOverBatch, PrepareBatch, StatusesRead
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
STAFF = (Role.POLICY_OFFICER, Role.APPROVER)
MOST_MESSAGE = 10 * 1024 * 1024


@router.get("/{year:year}/te-betalen")
async def to_pay(request: Request, visit: VisitorDep) -> Response:
    return await _to_pay_page(request, visit, BatchForm(language=visit.language))


@router.post("/{year:year}/te-betalen")
async def prepare(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = BatchForm(data, visit.language), gettext_of(request)
    due = await visit.budget.due_payments(visit.year)
    # Also what is in a batch by now: then budget says so.
    chosen = form.chosen([award.initiative_id for award in due.awards])
    if form.errors:
        return await _to_pay_page(request, visit, form, 422)
    try:
        made = await visit.budget.prepare_batch(PrepareBatch(year=visit.year, initiative_ids=chosen), key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _to_pay_page(request, visit, form, refusal.status)
    return see_other(f"/betaalbatches/{made.id}", _("De betaalbatch staat klaar. Iemand anders geeft hem vrij."))


@router.post("/{year:year}/te-betalen/bericht")
async def read_message(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """A message of the bank. It is read and thrown away."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = BatchForm(data, visit.language), gettext_of(request)
    upload = data.get("bericht")
    if not isinstance(upload, UploadFile) or not upload.filename:
        form.errors["bericht"] = _("Kies een bestand van de bank")
        return await _to_pay_page(request, visit, form, 422)
    content = await upload.read(MOST_MESSAGE + 1)
    await upload.close()
    try:
        read = await visit.budget.read_statuses(content)
    except Refusal as refusal:
        form.errors["bericht"] = refusal.sentence or str(refusal)
        return await _to_pay_page(request, visit, form, refusal.status)
    visit.site.strips.forget()
    return await _to_pay_page(request, visit, form, read=read)


@router.get("/betaalbatches/{batch_id}")
async def batch(request: Request, visit: VisitorDep, batch_id: UUID) -> Response:
    return await _batch_page(request, visit, batch_id, StepForm(language=visit.language))


@router.get("/betaalbatches/{batch_id}/bestand")
async def file(visit: VisitorDep, batch_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    found = await visit.budget.payment_batch(batch_id)
    content = await visit.budget.payment_file(batch_id)
    named = f'attachment; filename="{found.number}.xml"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return Response(content, media_type="application/xml", headers=headers)


@router.post("/betaalbatches/{batch_id}/vrijgave")
async def release(request: Request, visit: VisitorDep, data: FormDep, batch_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    said = _("De betaalbatch is vrijgegeven. De beleidsmedewerker haalt het bestand op.")
    return await _do(request, visit, batch_id, form, visit.budget.release_batch(batch_id, form.release()), said)


@router.post("/betaalbatches/{batch_id}/intrekking")
async def withdraw(request: Request, visit: VisitorDep, data: FormDep, batch_id: UUID) -> Response:
    visit.require(*STAFF)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    body = form.withdrawal()
    if body is None:
        return await _batch_page(request, visit, batch_id, form, 422)
    said = _("De betaalbatch is ingetrokken. De betalingen staan weer in de lijst.")
    return await _do(request, visit, batch_id, form, visit.budget.withdraw_batch(batch_id, body), said)


@router.post("/betaalbatches/{batch_id}/overdracht")
async def hand_over(request: Request, visit: VisitorDep, data: FormDep, batch_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = StepForm(data, visit.language), gettext_of(request)
    body = HandOverBatch(version=form.version())
    said = _("Genoteerd: het bestand is bij de bank.")
    return await _do(request, visit, batch_id, form, visit.budget.hand_over_batch(batch_id, body), said)


@router.post("/betaalbatches/{batch_id}/betaling-{position}")
async def settle(request: Request, visit: VisitorDep, data: FormDep, batch_id: UUID, position: int) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = OutcomeForm(data, visit.language), gettext_of(request)
    body = form.outcome(visit.site.clock.today())
    if body is None:
        return await _batch_page(request, visit, batch_id, form, 422, at=position)
    visit.site.strips.forget()
    asked = visit.budget.settle_payment(batch_id, position, body)
    return await _do(request, visit, batch_id, form, asked, _("Genoteerd hoe de betaling afliep."), position)


async def _do(
    request: Request,
    visit: Visitor,
    batch_id: UUID,
    form: Form,
    asked: Awaitable[BatchView],
    said: str,
    at: int | None = None,
) -> Response:
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal)
        return await _batch_page(request, visit, batch_id, form, refusal.status, at=at)
    return see_other(f"/betaalbatches/{batch_id}", said)


async def _to_pay_page(
    request: Request, visit: Visitor, form: BatchForm, status: int = 200, read: StatusesRead | None = None
) -> Response:
    visit.require(*STAFF)
    _ = gettext_of(request)
    due, batches = await asyncio.gather(visit.budget.due_payments(visit.year), visit.budget.payment_batches(visit.year))
    rows = [due_row(award, _) for award in due.awards]
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "to_pay.html",
        status=status,
        year=visit.year,
        due=due,
        ready=[row for row in rows if row.award.stage is PaymentStage.READY],
        waiting=[row for row in rows if row.award.stage is not PaymentStage.READY],
        batches=[(each, batch_words(each, _)) for each in batches],
        is_officer=visit.has(Role.POLICY_OFFICER),
        read=[(row, outcome_words(row.outcome, _)) for row in read.rows] if read else [],
        others=read.others if read else None,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


async def _batch_page(
    request: Request, visit: Visitor, batch_id: UUID, form: Form, status: int = 200, at: int | None = None
) -> Response:
    """`at`: the payment of which the outcome was typed wrongly."""
    visit.require(*STAFF)
    _ = gettext_of(request)
    found = await visit.budget.payment_batch(batch_id)
    mine = visit.person is not None and found.prepared_by == f"person:{visit.person.id}"
    open_state = found.state in (BatchState.RELEASED, BatchState.HANDED_OVER)
    is_officer = visit.has(Role.POLICY_OFFICER)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "batch.html",
        status=status,
        batch=found,
        state=batch_words(found, _),
        rows=[(payment, payment_words(payment.state, found.state, _)) for payment in found.payments],
        is_officer=is_officer,
        may_release=visit.has(Role.APPROVER) and not mine,
        may_settle=is_officer and open_state,
        today=visit.site.clock.today().isoformat(),
        at=at,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
