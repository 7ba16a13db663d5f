"""Voting on plans: the rounds of a year, one round with its ballot, the check, the receipt, and the outcome."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.voting import BALLOT_FIELDS, FIELDS, BallotForm, CodeRequestForm
from frontend.framing import strips_of
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from frontend.voting_view import BallotPlan, ballot_plans, command_rule, shown_outcome
from frontend.voting_words import rule_words, secrecy_words, state_words
from services.budget.contract.client import BudgetClient
from services.budget.contract.rounds import RoundState, RoundView
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/{year:year}/stemmen")
async def rounds(request: Request, visit: VisitorDep) -> Response:
    _ = gettext_of(request)
    found = await visit.budget.rounds(visit.year)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "rounds.html",
        year=visit.year,
        rounds=[(view, state_words(view, _, visit.language)) for view in found],
        may_set=visit.has(Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER),
    )
    return taking_flash(request, page)


@router.get("/stemmen")
async def from_a_letter(visit: VisitorDep) -> Response:
    """The address on a printed code, short enough to copy: what is voted on this year."""
    return see_other(f"/{visit.year}/stemmen")


@router.get("/stemmen/{round_id}")
async def one_round(request: Request, visit: VisitorDep, round_id: UUID) -> Response:
    return await _page(request, visit, await visit.budget.round(round_id))


@router.post("/stemmen/{round_id}/code")
async def ask_code(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    form, _ = CodeRequestForm(data, visit.language), gettext_of(request)
    asked = form.asked(_origin(request))
    if asked is None:
        return await _page(request, visit, await visit.budget.round(round_id), asking=form, status=422)
    try:
        await _as_the_site(visit).ask_voting_code(round_id, asked)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, await visit.budget.round(round_id), asking=form, status=refusal.status)
    sent = _("We mailen je een code. Vroeg je er al een? Dan werkt de code uit de eerste mail.")
    return see_other(f"/stemmen/{round_id}", sent)


@router.post("/stemmen/{round_id}/stem")
async def check_ballot(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    """Shows what somebody is about to cast; nothing is sent yet."""
    form, _ = BallotForm(data, visit.language), gettext_of(request)
    view = await visit.budget.round(round_id)
    if view.state is not RoundState.OPEN:
        form.errors[""] = state_words(view, _, visit.language)
        return await _page(request, visit, view, form, status=409)
    if form.ballot(_origin(request)) is None:
        return await _page(request, visit, view, form, status=422)
    plans = ballot_plans(view, ())
    chosen = [plan for plan in plans if plan.number in form.chosen]
    return render(request, "ballot_check.html", view=view, chosen=chosen, form=form, count=len(plans))


@router.post("/stemmen/{round_id}/stem/verzonden")
async def cast_ballot(request: Request, visit: VisitorDep, data: FormDep, round_id: UUID) -> Response:
    """Casts it, and shows the receipt. Sent twice is counted once, so the page may be loaded again."""
    form = BallotForm(data, visit.language)
    ballot = None if form["doe"] == "terug" else form.ballot(_origin(request))
    if ballot is None:
        view = await visit.budget.round(round_id)
        return await _page(request, visit, view, form, status=422 if form.errors else 200)
    try:
        async with visit.site.ballot_turns:
            receipt = await _as_the_site(visit).cast_ballot(round_id, ballot)
    except Refusal as refusal:
        form.take(refusal, BALLOT_FIELDS)
        return await _page(request, visit, await visit.budget.round(round_id), form, status=refusal.status)
    view = await visit.budget.round(round_id)
    chosen = [plan for plan in ballot_plans(view, ()) if plan.number in receipt.projects]
    return render(request, "ballot_receipt.html", view=view, receipt=receipt, chosen=chosen)


@router.get("/stemmen/{round_id}/stemmen.pb")
async def bundle(visit: VisitorDep, round_id: UUID) -> Response:
    """The file with which anybody can count again, byte by byte as its hash says."""
    content = await visit.budget.round_bundle(round_id)
    named = {"Content-Disposition": f'attachment; filename="{file_name(round_id)}"'}
    return Response(content, media_type="text/plain; charset=utf-8", headers=named)


def file_name(round_id: UUID) -> str:
    """What the file of a round is called once somebody saved it."""
    return f"stemming-{round_id.hex[:8]}.pb"


async def with_plans(visit: Visitor, view: RoundView) -> list[BallotPlan]:
    """The plans of a round with what their people wrote; without it while that is not told."""
    ideas = await settled(visit.ideas_to_read(view.year, view.area_id))
    return ballot_plans(view, () if isinstance(ideas, Refusal) else ideas)


def _as_the_site(visit: Visitor) -> BudgetClient:
    """Budget, asked as this site: only of us it believes where somebody comes from, and who votes is nobody there."""
    return visit.site.budget.on_behalf_of(visit.site.tokens.service())


def _origin(request: Request) -> str:
    """What tells one visitor from another, for who limits tries."""
    return request.client.host if request.client else ""


async def _page(
    request: Request,
    visit: Visitor,
    view: RoundView,
    form: BallotForm | None = None,
    asking: CodeRequestForm | None = None,
    status: int = 200,
) -> Response:
    _, language = gettext_of(request), visit.language
    plans, municipality, money = await asyncio.gather(
        with_plans(visit, view), settled(visit.municipality()), settled(visit.strips_money())
    )
    form, asking = form or BallotForm(language=language), asking or CodeRequestForm(language=language)
    if not isinstance(municipality, Refusal) and not isinstance(money, Refusal):
        add_to_frame(request, strips=strips_of(municipality, money, here=view.area_id or ""))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "round.html",
        status=status,
        view=view,
        plans=plans,
        state=state_words(view, _, language),
        shown=shown_outcome(view, plans, _),
        rule=rule_words(view, view.rule, _, language),
        secrecy=secrecy_words(view, _),
        file=file_name(view.id),
        command_rule=command_rule(view),
        form=form,
        asking=asking,
        errors=form.errors | asking.errors,
    )
    return taking_flash(request, page)
