"""Money after the award, for the policy officer: paid, paid back, free again, corrected, and taken to another year."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.money import FIELDS, CarryForm, MoneyForm
from frontend.framing import LAST_YEAR
from frontend.ledger_view import shown_trial, statement
from frontend.pages.ledger import ledger_page
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.ledger import CarryOver, CorrectPosting, RecordPayment, RecordRepayment
from services.budget.contract.refusals import UnknownPosting
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.post("/ideeen/{initiative_id}/boeking")
async def book(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """A payment, a repayment or a release; a mistake comes back on the statement with what was typed."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = MoneyForm(data, visit.language), gettext_of(request)
    initiative = await visit.budget.initiative(initiative_id)
    visit = replace(visit, year=initiative.year)
    move, status = form.move(initiative_id), 422
    if move:
        try:
            if isinstance(move, RecordPayment):
                await visit.budget.record_payment(move, key=form.key)
                said = _("De betaling staat in het grootboek.")
            elif isinstance(move, RecordRepayment):
                await visit.budget.record_repayment(move, key=form.key)
                said = _("De terugbetaling staat in het grootboek. Het geld is weer vrij.")
            else:
                await visit.budget.release_award(move, key=form.key)
                said = _("Het geld is weer vrij voor andere ideeën.")
        except Refusal as refusal:
            form.take(refusal, FIELDS)
            status = refusal.status
        else:
            return _at_statement(visit, initiative, said)
    return await ledger_page(request, visit, idee=initiative_id, form=form, status=status)


@router.get("/ideeen/{initiative_id}/boekingen/{posting_id}/verbetering")
async def correction(request: Request, visit: VisitorDep, initiative_id: UUID, posting_id: UUID) -> Response:
    """What a correction will undo, before it is asked for."""
    visit.require(Role.POLICY_OFFICER)
    initiative = await visit.budget.initiative(initiative_id)
    return await _correction_page(request, visit, initiative, posting_id, Form(language=visit.language))


@router.post("/ideeen/{initiative_id}/boekingen/{posting_id}/verbetering")
async def correct(
    request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID, posting_id: UUID
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = MoneyForm(data, visit.language), gettext_of(request)
    initiative = await visit.budget.initiative(initiative_id)
    document, status = form.document(), 422
    if not form.errors:
        try:
            body = CorrectPosting(posting_id=posting_id, document=document)
            await visit.budget.correct_posting(body, key=form.key)
            return _at_statement(visit, initiative, _("De boeking is ongedaan gemaakt. Boek nu wat wel klopt."))
        except Refusal as refusal:
            form.take(refusal, FIELDS)
            status = refusal.status
    return await _correction_page(request, visit, initiative, posting_id, form, status)


@router.get("/{year:year}/grootboek/meenemen")
async def carrying(request: Request, visit: VisitorDep) -> Response:
    """What is left of the lines, to choose from."""
    visit.require(Role.POLICY_OFFICER)
    return await _carry_page(request, visit, CarryForm(None, visit.language))


@router.post("/{year:year}/grootboek/meenemen")
async def carry(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = CarryForm(data, visit.language), gettext_of(request)
    lines = [line.line_id for line in (await visit.budget.money(visit.year)).lines]
    chosen, document, status = form.chosen(lines), form.document(), 422
    if not form.errors:
        try:
            body = CarryOver(year=visit.year, to_year=visit.year + 1, line_ids=chosen, document=document)
            done = await visit.budget.carry_over(body, key=form.key)
        except Refusal as refusal:
            form.take(refusal, {"lineIds": "regels", "document": "document"})
            status = refusal.status
        else:
            visit.site.strips.forget()
            return see_other(
                f"/{done.source.year}/bronnen", _("Het geld staat klaar als bron. Iemand anders bevestigt die.")
            )
    return await _carry_page(request, visit, form, status)


def _at_statement(visit: Visitor, initiative: InitiativeView, said: str) -> Response:
    visit.site.strips.forget()
    return see_other(f"/{initiative.year}/grootboek?idee={initiative.id}", said)


async def _correction_page(
    request: Request, visit: Visitor, initiative: InitiativeView, posting_id: UUID, form: Form, status: int = 200
) -> Response:
    postings = await visit.budget.postings(initiative.year, initiative_id=initiative.id)
    trial = shown_trial(await visit.budget.trial_balance(initiative.year))
    found = next((row for row in statement(postings, trial).rows if row.id == posting_id), None)
    if found is None:
        raise UnknownPosting(posting_id=str(posting_id))
    return render(
        request,
        "correction.html",
        status=status,
        initiative=initiative,
        row=found,
        form=form,
        errors=form.errors,
    )


async def _carry_page(request: Request, visit: Visitor, form: CarryForm, status: int = 200) -> Response:
    money = await visit.budget.money(visit.year)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "carry.html",
        status=status,
        year=visit.year,
        to_year=visit.year + 1,
        may_carry=visit.year < LAST_YEAR,
        lines=[line for line in money.lines if line.free_cents],
        left_cents=sum(line.free_cents for line in money.lines),
        asked_cents=sum(line.asked_cents for line in money.lines),
        is_over=visit.site.clock.today().year > visit.year,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
