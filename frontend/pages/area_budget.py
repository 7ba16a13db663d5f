"""The budget of one line that anyone understands: what it has and why, where that is, and what it brought."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend import money_view
from frontend.answers import add_to_frame, gettext_of, see_other
from frontend.framing import strips_of
from frontend.ledger_view import kept_of, shown_trial, statement
from frontend.money_view import LineRow
from frontend.money_words import pace_words, used_percent, warning_words
from frontend.pages.area import idea_groups
from frontend.split_view import shown_split
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.models import YearMoney
from services.budget.contract.refusals import UnknownLine
from services.budget.contract.splits import LineKind, SplitView
from services.kit.errors import NotFound
from services.profiles.contract.models import AreaView, MunicipalityView

router = APIRouter()


@router.get("/{year:year}/gebieden/{area_id}/begroting")
async def area_budget(request: Request, visit: VisitorDep, area_id: str) -> Response:
    """The neighbourhood budget of an area."""
    municipality, money, ideas = await asyncio.gather(
        visit.municipality(), visit.budget.money(visit.year), visit.budget.initiatives(visit.year, area_id)
    )
    area = next((area for area in municipality.areas if area.id == area_id), None)
    if area is None:
        raise NotFound
    split = await visit.budget.split(money.split_id) if money.split_id else None
    row = money_view.line_of(money_view.line_rows(money), area_id=area_id)
    return await _page(request, visit, municipality, money, split, row, ideas, area)


@router.get("/{year:year}/begroting/{line_id}")
async def line_budget(request: Request, visit: VisitorDep, line_id: UUID) -> Response:
    """The budget of a line that is no area's; an area has a page of its own."""
    municipality, money = await asyncio.gather(visit.municipality(), visit.budget.money(visit.year))
    split = await visit.budget.split(money.split_id) if money.split_id else None
    row = money_view.line_of(money_view.line_rows(money), line_id=line_id)
    if row is None:
        raise UnknownLine(year=visit.year)
    if row.line.kind is LineKind.AREA:
        return see_other(row.href)
    return await _page(request, visit, municipality, money, split, row, [], None)


async def _page(
    request: Request,
    visit: Visitor,
    municipality: MunicipalityView,
    money: YearMoney,
    split: SplitView | None,
    row: LineRow | None,
    ideas: list[InitiativeView],
    area: AreaView | None,
) -> Response:
    name = area.name if area else row.line.name if row else ""
    add_to_frame(
        request, strips=strips_of(municipality, money, here=area.id if area else ""), here=area.name if area else ""
    )
    view = shown_split(split, visit.language) if split else None
    today, language = visit.site.clock.today(), visit.language
    return render(
        request,
        "budget.html",
        year=visit.year,
        name=name,
        area=area,
        row=row,
        used=used_percent(row.used, row.got, language) if row else "",
        warning=warning_words(row.line, language) if row else "",
        pace=pace_words(row.line, visit.year, today, language) if row else "",
        shown=view,
        own=next((each for each in view.areas if area and each.area_id == area.id), None) if view else None,
        planned=next((each for each in view.tree if row and each.line.line_id == row.line.line_id), None)
        if view
        else None,
        statement=await _statement(visit, row, money),
        groups=idea_groups(ideas, gettext_of(request)),
        open_count=sum(1 for idea in ideas if idea.state is InitiativeState.OPEN),
        results=[idea.result for idea in ideas if idea.result],
        late=money_view.lateness(None, ideas, today),
        is_over=today.year > visit.year,
    )


async def _statement(visit: Visitor, row: LineRow | None, money: YearMoney) -> object:
    if row is None:
        return None
    line_id = row.line.line_id
    postings, balance = await asyncio.gather(
        visit.budget.postings(visit.year, line_id=line_id), visit.budget.trial_balance(visit.year)
    )
    return statement(postings, shown_trial(balance), line_id, kept=kept_of(money, line_id))
