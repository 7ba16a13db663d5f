"""The public ledger: every account, and the statement of a line, an area or an initiative, at any past moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.forms.money import PAYMENT, RELEASE, REPAYMENT, MoneyForm, ground_words
from frontend.ledger_view import kept_of, shown_trial, statement
from frontend.money_csv import ledger_csv
from frontend.money_view import to_pay
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.ledger import PostingView, TrialBalance
from services.profiles.contract.models import Role

router = APIRouter()
PAGE = 100
"""Postings on one page; the sums are over all of them, and the file has all of them."""


@dataclass(frozen=True)
class About:
    """What the statement is about: a line (`regel`, or of an area: `gebied`), an initiative (`idee`), or the year."""

    line_id: UUID | None
    initiative: InitiativeView | None
    name: str
    query: str


@router.get("/{year:year}/grootboek")
async def ledger(
    request: Request,
    visit: VisitorDep,
    op: str = "",
    regel: UUID | None = None,
    gebied: str = "",
    idee: UUID | None = None,
    blad: int = 1,
) -> Response:
    """`op`: as it stood at the end of that day. `blad`: further back in a long list."""
    return await ledger_page(request, visit, op=op, regel=regel, gebied=gebied, idee=idee, sheet=blad)


@router.get("/{year:year}/grootboek.csv")
async def ledger_file(
    visit: VisitorDep, op: str = "", regel: UUID | None = None, gebied: str = "", idee: UUID | None = None
) -> Response:
    """The same postings, entry by entry."""
    day, _is_day = _day(op)
    balance = await visit.budget.trial_balance(visit.year, day)
    about = await _about(visit, balance, regel, gebied, idee)
    names = {each.line_id or each.source_id: each.name for each in balance.accounts}
    postings = await _postings(visit, about, day)
    return ledger_csv(postings, {key: name for key, name in names.items() if key}, visit.year, visit.language)


async def ledger_page(
    request: Request,
    visit: Visitor,
    *,
    op: str = "",
    regel: UUID | None = None,
    gebied: str = "",
    idee: UUID | None = None,
    sheet: int = 1,
    form: MoneyForm | None = None,
    status: int = 200,
) -> Response:
    """The page, also with a form on it that did not go through."""
    day, is_day = _day(op)
    balance = await visit.budget.trial_balance(visit.year, day)
    about = await _about(visit, balance, regel, gebied, idee)
    postings = await _postings(visit, about, day)
    # What votes keep apart is no posting, so only of now it is known.
    money = await visit.budget.money(visit.year) if day is None else None
    trial, is_officer = shown_trial(balance, money), visit.has(Role.POLICY_OFFICER)
    kept = kept_of(money, about.line_id) if money and not about.initiative else []
    shown = statement(postings, trial, about.line_id, correct_at=_correct_at if is_officer else None, kept=kept)
    sheets = max(-(-len(shown.rows) // PAGE), 1)
    sheet = min(max(sheet, 1), sheets)
    _ = gettext_of(request)
    form = form or MoneyForm(None, visit.language, **_first(about.initiative))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "ledger.html",
        status=status if is_day else 422,
        year=visit.year,
        op=op,
        day=balance.on,
        is_past=day is not None,
        about=about,
        trial=trial,
        shown=shown,
        rows=shown.rows[(sheet - 1) * PAGE : sheet * PAGE],
        sheet=sheet,
        sheets=sheets,
        to_pay=to_pay(about.initiative) if about.initiative else 0,
        moves=_moves(about.initiative, _) if is_officer and about.initiative and day is None else [],
        grounds=[(ground.value, words) for ground, words in ground_words(_).items()],
        form=form,
        errors=form.errors if is_day else {"op": _("Schrijf de dag als 2020-03-05")},
        is_officer=is_officer,
    )
    return taking_flash(request, page)


def _day(op: str) -> tuple[date | None, bool]:
    """The day asked for, and whether what was asked is a day (nothing is fine)."""
    try:
        return (date.fromisoformat(op.strip()), True) if op.strip() else (None, True)
    except ValueError:
        return None, False


async def _about(
    visit: Visitor, balance: TrialBalance, line_id: UUID | None, area_id: str, initiative_id: UUID | None
) -> About:
    if initiative_id:
        initiative = await visit.budget.initiative(initiative_id)
        return About(None, initiative, initiative.title, f"idee={initiative_id}")
    for each in balance.accounts:
        if each.line_id and (each.line_id == line_id or (area_id and each.area_id == area_id)):
            return About(each.line_id, None, each.name, f"regel={each.line_id}")
    return About(line_id, None, "", f"regel={line_id}" if line_id else "")


async def _postings(visit: Visitor, about: About, day: date | None) -> list[PostingView]:
    initiative_id = about.initiative.id if about.initiative else None
    return await visit.budget.postings(visit.year, line_id=about.line_id, initiative_id=initiative_id, on=day)


def _correct_at(posting: PostingView) -> str:
    return f"/ideeen/{posting.initiative_id}/boekingen/{posting.id}/verbetering"


def _moves(initiative: InitiativeView, _: Callable[[str], str]) -> list[tuple[str, str]]:
    """What can be booked as it now stands: nothing is paid twice, nothing comes back that never went."""
    moves = []
    if to_pay(initiative) > 0:
        moves.append((PAYMENT, _("Uitbetaald: het geld ging naar de mensen van het idee")))
    if initiative.paid_cents > 0:
        moves.append((REPAYMENT, _("Terugbetaald: het geld kwam terug en is weer vrij")))
    if to_pay(initiative) > 0:
        moves.append((RELEASE, _("Weer vrij: dit toegezegde geld wordt niet uitbetaald")))
    return moves


def _first(initiative: InitiativeView | None) -> dict[str, str]:
    """What mostly happens: all that was promised is paid."""
    if initiative is None or not (cents := to_pay(initiative)):
        return {}
    euros = f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100},{cents % 100:02d}"
    return {"soort": PAYMENT, "bedrag": euros}
