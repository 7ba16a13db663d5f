"""The closing conference: everyone shows the results in a form of their own."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.templating import render
from frontend.visitor import VisitorDep

router = APIRouter()


@router.get("/{year:year}/slotconferentie")
async def conference(request: Request, visit: VisitorDep) -> Response:
    view = await visit.budget.conference(visit.year)
    counted = [result.children_reached for result in view.results if result.children_reached is not None]
    cost = sum(result.cost_cents for result in view.results)
    return render(
        request,
        "conference.html",
        year=visit.year,
        view=view,
        results=view.results,
        reached=sum(counted),
        counted=len(counted),
        cost_cents=cost,
    )
