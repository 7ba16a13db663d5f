"""The partners, and how their software delivers figures."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.models import AddPartner
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/voor-partners")
async def for_partners(request: Request, visit: VisitorDep) -> Response:
    """How a partner's software delivers figures."""
    address = visit.site.settings.monitoring_url
    return render(request, "for_partners.html", year=visit.year, address=address)


@router.get("/{year:year}/partners")
async def partners(request: Request, visit: VisitorDep) -> Response:
    return await _list_page(request, visit, Form(language=visit.language))


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


async def _list_page(request: Request, visit: Visitor, form: Form, status: int = 200) -> Response:
    known = await visit.monitoring.partners()
    is_officer = visit.has(Role.POLICY_OFFICER)
    return render(
        request,
        "partners.html",
        status=status,
        year=visit.year,
        partners=known,
        may_add=is_officer,
        form=form,
        errors=form.errors,
    )
