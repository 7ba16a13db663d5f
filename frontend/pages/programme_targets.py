"""Targets on the page of the programme: proposed by an officer, approved by somebody else, taken back."""

from collections.abc import Awaitable
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.pages.programme import programme_page
from frontend.security import FormDep
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.programme_targets import ProposeTarget
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/doelen")


@router.post("/{code}/streefgetal")
async def propose(request: Request, visit: VisitorDep, data: FormDep, code: str) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    form.typed["cijfer"] = code
    number = form.number("streefgetal")
    try:
        body = ProposeTarget.model_validate({"year": visit.year, "programme_kpi": code, "number": number})
    except ValidationError:
        form.errors[f"streefgetal-{code}"] = form.errors.get("streefgetal") or _("Vul een getal in, zoals 25 of 3,5")
        return await programme_page(request, visit, form, 422)
    said = _("Het streefgetal staat klaar. Een collega keurt het goed.")
    return await _do(request, visit, form, visit.monitoring.propose_target(body, key=form.key), code, said)


@router.post("/{code}/streefgetal/{target_id}/goed")
async def approve(request: Request, visit: VisitorDep, data: FormDep, code: str, target_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    return await _do(
        request, visit, form, visit.monitoring.approve_target(target_id), code, _("Het streefgetal geldt nu.")
    )


@router.post("/{code}/streefgetal/{target_id}/weg")
async def end(request: Request, visit: VisitorDep, data: FormDep, code: str, target_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    return await _do(request, visit, form, visit.monitoring.end_target(target_id), code, _("Het streefgetal is weg."))


async def _do(request: Request, visit: Visitor, form: Form, asked: Awaitable[object], code: str, said: str) -> Response:
    try:
        await asked
    except Refusal as refusal:
        form.take(refusal)
        form.errors = {f"streefgetal-{code}": form.errors[""]}
        return await programme_page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/doelen#{code}", said)
