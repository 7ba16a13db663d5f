"""Expected savings of a year: proposed by a policy officer, decided by somebody else; money only as far as sure."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, leave_for, taking_flash
from frontend.forms.form import Form
from frontend.forms.savings import FIELDS, SavingsForm, SeenForm
from frontend.savings_view import shown_case, steps_of
from frontend.security import FormDep
from frontend.split_words import share_word
from frontend.templating import render
from frontend.visitor import NotForYou, Visitor, VisitorDep
from services.budget.contract.savings import (
    ApproveSavingsCase,
    ReturnSavingsCase,
    SavingsCaseView,
    SavingsState,
    WithdrawSavingsCase,
)
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/besparingen")
APPROVED = (SavingsState.APPROVED, SavingsState.SEEN, SavingsState.CLOSED)
Ask = Callable[[], Awaitable[SavingsCaseView]]


@dataclass(frozen=True)
class May:
    """What this visitor may do with the case as it now is."""

    decide: bool = False
    again: bool = False
    withdraw: bool = False
    see: bool = False


@router.get("")
async def savings_page(request: Request, visit: VisitorDep) -> Response:
    return await _list(request, visit)


@router.post("")
async def propose(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = SavingsForm(data, visit.language), gettext_of(request)
    case = form.case(visit.year)
    if case is None:
        return await _list(request, visit, form, status=422)
    try:
        made = await visit.budget.propose_savings_case(case, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _list(request, visit, form, status=refusal.status)
    return _look(request, made, _("Voorgesteld. Iemand anders stelt de besparing vast."))


@router.get("/{case_id}")
async def case_page(request: Request, visit: VisitorDep, case_id: UUID) -> Response:
    return await _case(request, visit, case_id)


@router.post("/{case_id}/voorstel")
async def propose_again(request: Request, visit: VisitorDep, data: FormDep, case_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = SavingsForm(data, visit.language), gettext_of(request)
    body = form.again()

    async def ask() -> SavingsCaseView:
        assert body is not None
        return await visit.budget.propose_savings_case_again(case_id, body)

    return await _done(request, visit, case_id, form, ask, _("Opnieuw voorgesteld."))


@router.post("/{case_id}/intrekking")
async def withdraw(request: Request, visit: VisitorDep, data: FormDep, case_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)

    async def ask() -> SavingsCaseView:
        return await visit.budget.withdraw_savings_case(case_id, WithdrawSavingsCase(version=form.version()))

    return await _done(request, visit, case_id, form, ask, _("Ingetrokken."))


@router.post("/{case_id}/vaststelling")
async def approve(request: Request, visit: VisitorDep, data: FormDep, case_id: UUID) -> Response:
    """The case, or what was seen of it (`wat` = gezien); the version says on which of both the visitor looked."""
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    document = form.optional("besluit", most=300)
    form.ticked("geen_belang", _("Zet een vinkje, anders kun je niet meebeslissen"))

    async def ask() -> SavingsCaseView:
        body = ApproveSavingsCase(version=form.version(), no_stake=True, document=document)
        if form["wat"] == "gezien":
            return await visit.budget.approve_seen_savings(case_id, body)
        return await visit.budget.approve_savings_case(case_id, body)

    return await _done(request, visit, case_id, form, ask, "")


@router.post("/{case_id}/terug")
async def send_back(request: Request, visit: VisitorDep, data: FormDep, case_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    reason = form.text("reden", _("Schrijf waarom je het terugstuurt"), most=2000)

    async def ask() -> SavingsCaseView:
        body = ReturnSavingsCase(version=form.version(), reason=reason)
        if form["wat"] == "gezien":
            return await visit.budget.return_seen_savings(case_id, body)
        return await visit.budget.return_savings_case(case_id, body)

    return await _done(request, visit, case_id, form, ask, _("Teruggestuurd, met de reden erbij."))


@router.post("/{case_id}/gezien")
async def see(request: Request, visit: VisitorDep, data: FormDep, case_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = SeenForm(data, visit.language), gettext_of(request)
    body = form.seen()

    async def ask() -> SavingsCaseView:
        assert body is not None
        return await visit.budget.report_seen_savings(case_id, body, key=form.key)

    return await _done(request, visit, case_id, form, ask, _("Opgegeven. Iemand anders stelt vast of het klopt."))


async def _done(request: Request, visit: Visitor, case_id: UUID, form: Form, ask: Ask, said: str) -> Response:
    """What was done, at the case's page; or the page as the case now is, with what was typed and what is wrong."""
    status = 422
    if not form.errors:
        try:
            done = await ask()
            return _look(request, done, said or _approved_words(done, gettext_of(request)))
        except Refusal as refusal:
            form.take(refusal, FIELDS)
            status = refusal.status
    return await _case(request, visit, case_id, form, status)


def _approved_words(case: SavingsCaseView, _: Callable[[str], str]) -> str:
    if case.steps[-1].gave_cents:
        return _("Vastgesteld. Er staat een bron klaar, die iemand anders nog bevestigt.")
    if case.state is SavingsState.CLOSED:
        return _("Vastgesteld en afgesloten. Er komt geen geld bij.")
    return _("Vastgesteld. Hier komt nu geen geld uit.")


async def _list(request: Request, visit: Visitor, form: SavingsForm | None = None, status: int = 200) -> Response:
    cases = await visit.budget.savings_cases(visit.year)
    terms = await visit.budget.terms()
    form, _ = form or SavingsForm(None, visit.language), gettext_of(request)
    counted = [case for case in cases if case.state in APPROVED]
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "savings.html",
        status=status,
        year=visit.year,
        cases=[shown_case(case, _, visit.language) for case in cases],
        source_cents=sum(case.source_cents for case in counted),
        staged_cents=sum(case.staged_cents for case in counted),
        share=share_word(terms.savings_share, visit.language),
        form=form,
        errors=form.errors,
        may_propose=visit.has(Role.POLICY_OFFICER),
    )
    return taking_flash(request, page)


async def _case(
    request: Request, visit: Visitor, case_id: UUID, form: Form | None = None, status: int = 200
) -> Response:
    case = await visit.budget.savings_case(case_id)
    if case.year != visit.year:
        raise NotForYou
    form, _ = form or Form(language=visit.language), gettext_of(request)
    may = _may(visit, case)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "savings_case.html",
        status=status,
        year=visit.year,
        case=shown_case(case, _, visit.language),
        steps=steps_of(case, _, visit.language, visit.caller.name),
        waiting=case.steps[-1] if case.state is SavingsState.SEEN else None,
        what="gezien" if case.state is SavingsState.SEEN else "besparing",
        again=SavingsForm(None, visit.language, **(_typed(case) | form.typed)),
        form=form,
        errors=form.errors,
        may=may,
        unsent=_unsent(form, may),
        money_years=[(year, str(year)) for year in range(case.year, case.year + 3)],
        signed_in=visit.person is not None,
    )
    return taking_flash(request, page)


def _may(visit: Visitor, case: SavingsCaseView) -> May:
    is_officer, state = visit.has(Role.POLICY_OFFICER), case.state
    waits = state in (SavingsState.PROPOSED, SavingsState.SEEN)
    return May(
        decide=visit.has(Role.APPROVER) and waits and not case.is_own,
        again=is_officer and state is SavingsState.RETURNED,
        withdraw=is_officer and state in (SavingsState.PROPOSED, SavingsState.RETURNED),
        see=is_officer and state is SavingsState.APPROVED,
    )


def _typed(case: SavingsCaseView) -> dict[str, str]:
    """The case as it would be typed, to mend it."""
    cents = {"laag": case.low_cents, "midden": case.centre_cents, "hoog": case.high_cents}
    return {
        "naam": case.name,
        "grond": case.basis,
        "document": case.document,
        **{name: _euros(value) for name, value in cents.items()},
    }


def _euros(cents: int) -> str:
    whole, rest = divmod(abs(cents), 100)
    return ("−" if cents < 0 else "") + f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")


def _unsent(form: Form, may: May) -> str:
    """What was typed in a form that is no longer on the page; it is not lost."""
    gone = [] if may.decide else ["besluit", "reden"]
    gone += [] if may.again else ["naam", "grond", "laag", "midden", "hoog"]
    gone += [] if may.see else ["gezien", "tot", "bewijs"]
    return "\n".join(form[name] for name in gone if form[name])


def _look(request: Request, case: SavingsCaseView, flash: str) -> Response:
    """The whole page again: what was decided also changes the amounts above the steps."""
    return leave_for(request, f"/{case.year}/besparingen/{case.id}", flash)
