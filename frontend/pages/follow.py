"""Follow the euro: from the youth budget to the last receipt, with what is late and which line will run out."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend import money_view
from frontend.money_csv import lines_csv
from frontend.money_flow import drawn_flow, per_hundred
from frontend.money_words import used_percent, warning_words
from frontend.split_words import share_word
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import YearMoney
from services.budget.contract.splits import SplitView
from services.profiles.contract.models import Role

router = APIRouter()
Answers = tuple[YearMoney, SplitView | None, list[InitiativeView]]


@router.get("/{year:year}/volg-de-euro")
async def follow(request: Request, visit: VisitorDep) -> Response:
    money, split, ideas = await _asked(visit)
    rows = money_view.line_rows(money)
    language, today = visit.language, visit.site.clock.today()
    return render(
        request,
        "follow.html",
        year=visit.year,
        is_known=bool(rows),
        rows=rows,
        sums=money_view.total(rows),
        with_cents=money_view.has_cents(rows),
        areas=money_view.of_areas(rows),
        areas_sum=money_view.total(money_view.of_areas(rows)),
        others_sum=money_view.total(money_view.not_of_areas(rows)),
        used={row.line.line_id: used_percent(row.used, row.got, language) for row in rows},
        percent_of=lambda part: used_percent(part.used, part.got, language),
        flows=drawn_flow(rows, money.sources, ideas, visit.year, language) if rows else (),
        per_hundred=per_hundred(money.sources, language),
        sources=money.sources,
        shares={source.id: share_word(source.share, language) for source in money.sources if source.share},
        warned=[(row, warning_words(row.line, language)) for row in money_view.warned(rows)],
        late=money_view.lateness(split, ideas, today),
        brought=money_view.brought(rows, ideas),
        results=[idea.result for idea in ideas if idea.result][:3],
        today=today,
        is_over=today.year > visit.year,
        may_pay=visit.has(Role.POLICY_OFFICER, Role.APPROVER),
    )


@router.get("/{year:year}/volg-de-euro.csv")
async def follow_csv(visit: VisitorDep) -> Response:
    """The table of the page, for a spreadsheet."""
    money = await visit.budget.money(visit.year)
    return lines_csv(money_view.line_rows(money), visit.year, visit.language)


async def _asked(visit: Visitor) -> Answers:
    money, ideas = await asyncio.gather(visit.budget.money(visit.year), visit.budget.initiatives(visit.year))
    split = await visit.budget.split(money.split_id) if money.split_id else None
    return money, split, ideas
