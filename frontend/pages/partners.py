"""The partners, how complete and in time each delivers, and how their software does."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.levels import Choice
from frontend.security import FormDep
from frontend.templating import render
from frontend.timeliness_view import TimelinessRow, periods_in_words, timeliness_rows
from frontend.translations import translations
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.models import AddPartner
from services.monitoring.contract.timeliness import Timeliness, TimelinessOrder
from services.profiles.contract.models import Role

router = APIRouter()
DOCS = Path(__file__).parents[2] / "docs"
GUIDES = frozenset(path.stem for path in DOCS.glob("*.md"))


@router.get("/voor-partners")
async def for_partners(request: Request, visit: VisitorDep) -> Response:
    """How a partner's software delivers figures."""
    address = visit.site.settings.monitoring_url
    return render(request, "for_partners.html", year=visit.year, address=address)


@router.get("/voor-partners/{guide}.md")
async def guide(visit: VisitorDep, guide: str) -> Response:
    """A guide as it stands in docs, as text: a developer reads it so too. They link to each other. Raises NotFound."""
    if guide not in GUIDES:
        raise NotFound
    return FileResponse(
        DOCS / f"{guide}.md", media_type="text/plain; charset=utf-8", headers={"Content-Language": "en"}
    )


@router.get("/{year:year}/partners")
async def partners(request: Request, visit: VisitorDep, volgorde: str = "") -> Response:
    """Everybody sees who the partners are; who looks after them also who is late, first or (`naam`) by name."""
    return await _list_page(request, visit, Form(language=visit.language), by_name=volgorde == "naam")


@router.post("/{year:year}/partners")
async def add_partner(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    name = form.text("naam", _("Vul de naam van de partner in"), most=120)
    if form.errors:
        return await _list_page(request, visit, form, 422)
    try:
        partner = await visit.monitoring.add_partner(AddPartner(name=name), key=form.key)
    except Refusal as refusal:
        form.take(refusal, {"name": "naam"})
        return await _list_page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/partners/{partner.id}", _("De partner staat erbij. Schrijf nu de afspraak."))


@dataclass(frozen=True)
class _Timeliness:
    """What stands in the table, and how else it can be put in order."""

    rows: list[TimelinessRow]
    latest: str
    previous: str
    orders: list[Choice]


async def _list_page(
    request: Request, visit: Visitor, form: Form, status: int = 200, *, by_name: bool = False
) -> Response:
    known, found = await asyncio.gather(visit.monitoring.partners(), _timeliness(visit, "name" if by_name else "late"))
    return render(
        request,
        "partners.html",
        status=status,
        year=visit.year,
        partners=known,
        timeliness=_table(request, visit, found, by_name) if isinstance(found, Timeliness) else None,
        is_unknown=isinstance(found, Refusal),
        may_add=visit.has(Role.POLICY_OFFICER),
        form=form,
        errors=form.errors,
    )


async def _timeliness(visit: Visitor, order: TimelinessOrder) -> Timeliness | Refusal | None:
    """For who looks after partners; the list itself does not wait for it."""
    if not visit.has(Role.POLICY_OFFICER, Role.APPROVER):
        return None
    return await settled(visit.monitoring.timeliness(visit.year, order))


def _table(request: Request, visit: Visitor, found: Timeliness, by_name: bool) -> _Timeliness:
    _, here = gettext_of(request), f"/{visit.year}/partners"
    return _Timeliness(
        rows=timeliness_rows(found, visit.language, _, translations(visit.language).ngettext),
        latest=periods_in_words(found.periods, "latest", visit.language),
        previous=periods_in_words(found.periods, "previous", visit.language),
        orders=[
            Choice(_("wie te laat is eerst"), here, not by_name),
            Choice(_("op naam"), f"{here}?volgorde=naam", by_name),
        ],
    )
