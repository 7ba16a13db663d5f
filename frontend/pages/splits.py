"""The year's split: public once approved; made by a policy officer, approved by somebody else."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.plan import FIELDS, FIRST, PlanForm
from frontend.security import FormDep
from frontend.split_view import shown_split, steps_of
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.models import ApproveSplit, ProposeSplit, ReturnSplit, SplitState, SplitView
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
DECIDABLE = (SplitState.PROPOSED,)
PROPOSABLE = (SplitState.DRAFT, SplitState.RETURNED)


@router.get("/{year:year}/verdeling")
async def split_page(request: Request, visit: VisitorDep, versie: UUID | None = None) -> Response:
    """The split of the year; `versie` shows one of several drafts."""
    return await _page(request, visit, versie)


@router.post("/{year:year}/verdeling")
async def make_plan(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = PlanForm(data, visit.language), gettext_of(request)
    plan = form.plan(visit.year)
    if plan is None:
        return await _page(request, visit, plan_form=form, status=422)
    try:
        made = await visit.budget.draft_split(plan, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, plan_form=form, status=refusal.status)
    return _look(request, made, _("Het plan is gemaakt. Kijk het na en stel het voor."))


@router.get("/verdelingen/{split_id}")
async def one_split(request: Request, visit: VisitorDep, split_id: UUID) -> Response:
    """A split's page, whatever its year."""
    return _look(request, await visit.budget.split(split_id), "")


@router.post("/verdelingen/{split_id}/voorstel")
async def propose(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    note = form.optional("toelichting", most=2000)
    if form.errors:
        return await _come_back(request, visit, split_id, form)
    try:
        made = await visit.budget.propose_split(split_id, ProposeSplit(version=form.version(), note=note))
    except Refusal as refusal:
        return await _refused(request, visit, split_id, form, refusal)
    return _look(request, made, _("Voorgesteld. Iemand anders stelt de verdeling vast."))


@router.post("/verdelingen/{split_id}/vaststelling")
async def approve(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.APPROVER, Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    document = form.optional("document", most=300)
    if form.errors:
        return await _come_back(request, visit, split_id, form)
    try:
        made = await visit.budget.approve_split(split_id, ApproveSplit(version=form.version(), document=document))
    except Refusal as refusal:
        return await _refused(request, visit, split_id, form, refusal)
    visit.site.strips.forget()
    return _look(request, made, _("Vastgesteld. Elk gebied ziet nu hoeveel het heeft."))


@router.post("/verdelingen/{split_id}/terug")
async def send_back(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    reason = form.text("reden", _("Schrijf waarom je de verdeling terugstuurt"), most=2000)
    if form.errors:
        return await _come_back(request, visit, split_id, form)
    try:
        made = await visit.budget.return_split(split_id, ReturnSplit(version=form.version(), reason=reason))
    except Refusal as refusal:
        return await _refused(request, visit, split_id, form, refusal)
    return _look(request, made, _("Teruggestuurd, met de reden erbij."))


async def _come_back(request: Request, visit: Visitor, split_id: UUID, form: Form) -> Response:
    """The page again, with what was typed and what is wrong with it."""
    split = await visit.budget.split(split_id)
    return await _page(request, _in_year(visit, split), split_id, decide_form=form, status=422)


async def _refused(request: Request, visit: Visitor, split_id: UUID, form: Form, refusal: Refusal) -> Response:
    """The page as the split now is, with why it did not go, and what was typed."""
    split = await visit.budget.split(split_id)
    form.take(refusal)
    return await _page(request, _in_year(visit, split), split_id, decide_form=form, status=refusal.status)


async def _page(
    request: Request,
    visit: Visitor,
    split_id: UUID | None = None,
    *,
    plan_form: PlanForm | None = None,
    decide_form: Form | None = None,
    status: int = 200,
) -> Response:
    splits = await visit.budget.splits(visit.year)
    shown = _shown(splits, split_id)
    form = plan_form or PlanForm(None, visit.language, **FIRST)
    decide = decide_form or Form(language=visit.language)
    add_to_frame(request, flash=flash_of(request))
    is_officer = visit.has(Role.POLICY_OFFICER)
    may_propose = is_officer and shown is not None and shown.state in PROPOSABLE
    may_decide = (
        visit.has(Role.APPROVER) and shown is not None and shown.state in DECIDABLE and not _is_own(visit, shown)
    )
    page = render(
        request,
        "split.html",
        status=status,
        year=visit.year,
        split=shown,
        lines=shown_split(shown, visit.language) if shown else None,
        steps=steps_of(shown, gettext_of(request), visit.language, visit.caller.name) if shown else [],
        others=[split for split in splits if shown and split.id != shown.id],
        form=form,
        decide=decide,
        errors={**form.errors, **decide.errors},
        may_plan=is_officer and not any(split.state is SplitState.APPROVED for split in splits),
        may_propose=may_propose,
        may_decide=may_decide,
        unsent=_unsent(decide, may_propose, may_decide),
        signed_in=visit.person is not None,
    )
    return taking_flash(request, page)


def _shown(splits: list[SplitView], split_id: UUID | None) -> SplitView | None:
    """The one asked for; else the approved one, the proposed one, or the newest."""
    order = [SplitState.APPROVED, SplitState.PROPOSED, SplitState.RETURNED, SplitState.DRAFT]
    asked = next((split for split in splits if split.id == split_id), None)
    return asked or min(splits, key=lambda split: order.index(split.state), default=None)


def _unsent(decide: Form, may_propose: bool, may_decide: bool) -> str:
    """What was typed in a form that is no longer on the page; it is not lost."""
    gone = [] if may_propose else ["toelichting"]
    gone += [] if may_decide else ["document", "reden"]
    return "\n".join(decide[name] for name in gone if decide[name])


def _is_own(visit: Visitor, split: SplitView) -> bool:
    return visit.person is not None and split.proposed_by == visit.caller.name


def _look(request: Request, split: SplitView, flash: str) -> Response:
    return see_other(f"/{split.year}/verdeling?versie={split.id}", flash)


def _in_year(visit: Visitor, split: SplitView) -> Visitor:
    return replace(visit, year=split.year)
