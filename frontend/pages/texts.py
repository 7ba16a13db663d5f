"""Pages that only say something: accessibility and privacy."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.templating import render
from frontend.visitor import VisitorDep

router = APIRouter()


@router.get("/toegankelijkheid")
async def accessibility(request: Request, visit: VisitorDep) -> Response:
    return render(request, "accessibility.html", year=visit.year)


@router.get("/privacy")
async def privacy(request: Request, visit: VisitorDep) -> Response:
    return render(request, "privacy.html", year=visit.year, terms=await visit.terms())
