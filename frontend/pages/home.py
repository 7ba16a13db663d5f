"""The first page of a year, and the page with all areas: a map, and the list that goes with it."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, see_other, taking_flash
from frontend.land_view import area_rows, area_shapes, legend
from frontend.templating import render
from frontend.visitor import VisitorDep, settled
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/")
async def start(visit: VisitorDep) -> Response:
    return see_other(f"/{visit.year}")


@router.get("/{year:year}")
async def home(request: Request, visit: VisitorDep) -> Response:
    municipality, shapes, money, conference, terms = await asyncio.gather(
        visit.municipality(),
        visit.area_map(),
        settled(visit.budget.money(visit.year)),
        settled(visit.budget.conference(visit.year)),
        visit.terms(),
    )
    known_money = None if isinstance(money, Refusal) else money
    rows = area_rows(municipality, known_money, visit.year)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "home.html",
        year=visit.year,
        municipality=municipality,
        rows=rows,
        shapes=area_shapes(rows, shapes, visit.language),
        map_source=shapes.source,
        legend=legend(rows, visit.language),
        money=known_money,
        terms=terms,
        left_cents=sum(row.amount_cents or 0 for row in rows),
        totals=_totals(known_money),
        results=[] if isinstance(conference, Refusal) else conference.results[:3],
    )
    return taking_flash(request, page)


@router.get("/{year:year}/gebieden")
async def areas(request: Request, visit: VisitorDep) -> Response:
    municipality, shapes, money = await asyncio.gather(
        visit.municipality(), visit.area_map(), settled(visit.budget.money(visit.year))
    )
    rows = area_rows(municipality, None if isinstance(money, Refusal) else money, visit.year)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "areas.html",
        year=visit.year,
        municipality=municipality,
        rows=rows,
        shapes=area_shapes(rows, shapes, visit.language),
        map_source=shapes.source,
        legend=legend(rows, visit.language),
        may_divide=visit.has(Role.POLICY_OFFICER),
    )
    return taking_flash(request, page)


def _totals(money: object) -> dict[str, int] | None:
    """All money of the year in three parts that add up, or None while nothing is divided."""
    lines = getattr(money, "lines", [])
    if not lines:
        return None
    return {
        "received": sum(line.ceiling_cents for line in lines),
        "paid": sum(line.paid_cents for line in lines),
        "promised": sum(line.awarded_cents - line.paid_cents for line in lines),
        "left": sum(line.free_cents for line in lines),
        "kept": sum(line.kept_apart_cents for line in lines),
    }
