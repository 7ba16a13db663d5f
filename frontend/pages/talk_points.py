"""The partner puts points on the agenda of a talk, and takes them off again."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.forms.form import Form
from frontend.forms.talk import OwnPointForm
from frontend.pages.talk import moved, talk_page
from frontend.quarters import quarter_of
from frontend.security import FormDep
from frontend.visitor import VisitorDep
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/gesprek/{number}/punten")


@router.post("")
async def add(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """For the partner's own people, until the day of the talk."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, _ = OwnPointForm(data, visit.language), gettext_of(request)
    point = form.point()
    if point is None:
        return await talk_page(request, visit, partner_id, number, form, 422)
    done = visit.monitoring.add_own_point(partner_id, quarter_of(visit, number), point, key=form.key)
    said = _("Je punt staat op de agenda. De gemeente ziet het ook.")
    return await moved(request, visit, partner_id, number, form, done, said)


@router.post("/{point_id}/weg")
async def withdraw(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int, point_id: UUID
) -> Response:
    """Of their own points only."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, _ = Form(data, visit.language), gettext_of(request)
    done = visit.monitoring.withdraw_own_point(partner_id, quarter_of(visit, number), point_id, key=form.key)
    return await moved(request, visit, partner_id, number, form, done, _("Je punt is van de agenda."))
