"""A round of ballots at the desk: ballots on paper are typed in, and its outcome is made final by a second person."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.voting import FIELDS, PaperForm
from frontend.forms.voting_office import ConfirmForm
from frontend.pages.voting import with_plans
from frontend.pages.voting_office import require_manager
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import NotForYou, SignInFirst, Visitor, VisitorDep, settled
from frontend.voting_view import ballot_plans, shown_outcome
from frontend.voting_words import state_words
from services.budget.contract.round_refusals import NotAPart
from services.budget.contract.rounds import BallotReceipt, RoundState, RoundView
from services.kit.errors import Refusal

router = APIRouter()


@router.get("/stemmen/{round_id}/papier")
async def paper(request: Request, visit: VisitorDep, round_id: UUID) -> Response:
    view = await _to_manage(visit, round_id)
    return _paper(request, visit, view, PaperForm(language=visit.language))


@router.post("/stemmen/{round_id}/papier")
async def enter_paper(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    """One ballot; the answer is the same page, ready for the next. The same ballot again is still one."""
    form = PaperForm(data, visit.language)
    view = await _to_manage(visit, round_id)
    ballot = form.ballot({plan.number for plan in view.projects})
    if ballot is None:
        return _paper(request, visit, view, form, status=422)
    try:
        receipt = await visit.budget.enter_paper_ballot(round_id, ballot)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return _paper(request, visit, await visit.budget.round(round_id), form, status=refusal.status)
    view = await visit.budget.round(round_id)
    return _paper(request, visit, view, PaperForm(language=visit.language), done=receipt)


async def _to_manage(visit: Visitor, round_id: UUID) -> RoundView:
    if visit.person is None:
        raise SignInFirst
    view = await visit.budget.round(round_id)
    require_manager(visit, view)
    return view


def _paper(
    request: Request,
    visit: Visitor,
    view: RoundView,
    form: PaperForm,
    done: BallotReceipt | None = None,
    status: int = 200,
) -> Response:
    plans = ballot_plans(view, ())
    return render(
        request,
        "round_paper.html",
        status=status,
        view=view,
        plans=plans,
        state=state_words(view, gettext_of(request), visit.language),
        done=done,
        entered=[plan for plan in plans if done and plan.number in done.projects],
        form=form,
        errors=form.errors,
    )


@router.get("/stemmen/{round_id}/vaststelling")
async def outcome(request: Request, visit: VisitorDep, round_id: UUID) -> Response:
    return await _confirmation(request, visit, round_id, ConfirmForm(language=visit.language))


@router.post("/stemmen/{round_id}/vaststelling")
async def confirm(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = ConfirmForm(data, visit.language), gettext_of(request)
    if visit.person is None:
        raise SignInFirst
    view = await visit.budget.round(round_id)
    verdicts = view.outcome.counts[0].verdicts if view.outcome else []
    costs = {plan.number: plan.cost_cents for plan in view.projects}
    body = form.confirmation({verdict.number: verdict.won for verdict in verdicts}, costs)
    if body is None:
        return await _confirmation(request, visit, round_id, form, 422)
    try:
        await visit.budget.confirm_round(round_id, body)
    except NotAPart as refusal:
        form.errors[f"deel-{refusal.facts['number']}"] = refusal.sentence or str(refusal)
        return await _confirmation(request, visit, round_id, form, refusal.status)
    except Refusal as refusal:
        form.take(refusal)
        return await _confirmation(request, visit, round_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/stemmen/{round_id}", _("De uitslag is vastgesteld. Het geld is apart gezet."))


async def _confirmation(
    request: Request, visit: Visitor, round_id: UUID, form: ConfirmForm, status: int = 200
) -> Response:
    if visit.person is None:
        raise SignInFirst
    view = await visit.budget.round(round_id)
    # Who set it comes here too, to read why somebody else must do it.
    if not (view.may_confirm or view.may_manage) or view.outcome is None:
        raise NotForYou
    plans, scheme = await with_plans(visit, view), await settled(visit.budget.scheme(view.year))
    return render(
        request,
        "round_confirm.html",
        may_part=view.greedy.part_funding or (not isinstance(scheme, Refusal) and scheme.rules.part_awards),
        status=status,
        view=view,
        shown=shown_outcome(view, plans, gettext_of(request)),
        may_confirm=view.may_confirm and view.state is RoundState.CLOSED,
        form=form,
        errors=form.errors,
    )
