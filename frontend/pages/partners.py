"""Partners: what was agreed, what they delivered, and the key of their software."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.agreement import ROWS, AgreementForm
from frontend.forms.form import Form
from frontend.partner_view import kpi_tables
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.models import AddPartner, ApiKeyMade
from services.profiles.contract.models import Role

router = APIRouter()
UNITS = ("children", "young_people", "families", "persons", "activities", "hours", "percent", "grade")


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
    return see_other(f"/{visit.year}/partners/{partner.id}", _("De partner staat erbij. Maak nu de afspraak."))


@router.get("/{year:year}/partners/{partner_id}")
async def partner(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _partner_page(request, visit, partner_id)


@router.post("/{year:year}/partners/{partner_id}/afspraak")
async def make_agreement(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form = AgreementForm(data, visit.language)
    agreement = form.agreement(visit.year)
    if agreement is None:
        return await _partner_page(request, visit, partner_id, form=form, status=422)
    try:
        await visit.monitoring.make_agreement(partner_id, agreement, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {"coreValues": "kernwaarden"})
        return await _partner_page(request, visit, partner_id, form=form, status=refusal.status)
    _ = gettext_of(request)
    return see_other(
        f"/{visit.year}/partners/{partner_id}", _("De afspraak voor %(year)s staat.") % {"year": visit.year}
    )


@router.post("/{year:year}/partners/{partner_id}/sleutels")
async def make_key(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """Make a key and show it on this answer only: it is nowhere else to be seen again."""
    visit.require(Role.POLICY_OFFICER)
    form = Form(data, visit.language)
    made = await visit.monitoring.make_api_key(partner_id, key=form.key)
    return await _partner_page(request, visit, partner_id, made=made)


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


async def _partner_page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    *,
    form: AgreementForm | None = None,
    made: ApiKeyMade | None = None,
    status: int = 200,
) -> Response:
    view, municipality = await asyncio.gather(
        visit.monitoring.partner_page(partner_id, visit.year), visit.municipality()
    )
    area_names: dict[str | None, str] = {area.id: area.name for area in municipality.areas}
    form, _ = form or AgreementForm(language=visit.language), gettext_of(request)
    is_officer = visit.has(Role.POLICY_OFFICER)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "partner.html",
        status=status,
        year=visit.year,
        view=view,
        tables=kpi_tables(view.figures, area_names, _("hele gemeente")),
        is_officer=is_officer,
        may_agree=is_officer and view.agreement is None,
        sees_delivery=visit.has(Role.POLICY_OFFICER, Role.APPROVER)
        or visit.has(Role.PARTNER_MEMBER, within=str(partner_id)),
        made=made,
        address=visit.site.settings.monitoring_url,
        rows=ROWS,
        units=unit_words(_),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def unit_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "children": _("kinderen"),
        "young_people": _("jongeren"),
        "families": _("gezinnen"),
        "persons": _("mensen"),
        "activities": _("activiteiten"),
        "hours": _("uren"),
        "percent": _("procent"),
        "grade": _("rapportcijfer"),
    }
