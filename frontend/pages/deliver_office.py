"""What the municipality decides on the figures of a period: accept or return them, and more time."""

from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.deliver_page import period_page, to_period
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.visitor import VisitorDep
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.deliveries import GiveExtension, ReviewPeriod
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/leveren/{period}")


@router.post("/besluit")
async def review(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The policy officer accepts the figures or returns them."""
    visit.require(Role.POLICY_OFFICER)
    office, _ = Form(data, visit.language), gettext_of(request)
    decision = office.choice("besluit", {"accepted", "returned"}, _("Kies of je de cijfers accepteert"))
    role = office.text("rol", _("Schrijf in welke rol je dit doet"), most=120)
    remarks = office.optional("opmerkingen", most=2000)
    if decision == "returned" and not remarks:
        office.errors["opmerkingen"] = _("Schrijf wat de partner moet verbeteren")
    if office.errors:
        return await period_page(request, visit, partner_id, period, office=office, status=422)
    told = {"period": period, "decision": decision, "remarks": remarks, "given_as": role, "version": office.version()}
    try:
        await visit.monitoring.review_period(partner_id, ReviewPeriod.model_validate(told), key=office.key)
    except Refusal as refusal:
        office.take(refusal)
        return await period_page(request, visit, partner_id, period, office=office, status=refusal.status)
    return to_period(visit, partner_id, period, _("Je besluit staat erbij. De partner ziet het."))


@router.post("/uitstel")
async def extend(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, period: str) -> Response:
    """The policy officer gives more time."""
    visit.require(Role.POLICY_OFFICER)
    office, _ = Form(data, visit.language), gettext_of(request)
    until = office.day("tot", _("Kies een dag"))
    reason = office.text("reden", _("Schrijf waarom"), most=500)
    role = office.text("rol_uitstel", _("Schrijf in welke rol je dit doet"), most=120)
    if until is None or office.errors:
        return await period_page(request, visit, partner_id, period, office=office, status=422)
    try:
        body = GiveExtension(period=period, until=until, reason=reason, given_as=role)
        await visit.monitoring.give_extension(partner_id, body, key=office.key)
    except ValidationError:
        raise NotFound from None
    except Refusal as refusal:
        office.take(refusal, {"until": "tot"})
        return await period_page(request, visit, partner_id, period, office=office, status=refusal.status)
    return to_period(visit, partner_id, period, _("De partner heeft nu meer tijd."))
