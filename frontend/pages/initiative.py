"""One initiative as everybody may see it, and its photo."""

import asyncio
import re
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.circle_place import circle_of
from frontend.deliberation_view import told_of
from frontend.forms.award_change import change_ground_words
from frontend.forms.journal import MessageForm
from frontend.framing import strips_of
from frontend.journal_view import shown_journal
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.award_changes import AwardChange, AwardChanges, ChangeState
from services.budget.contract.guard_refusals import UnknownDocument
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.refusals import UnknownPhoto
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
PHOTO = re.compile(r"^[0-9a-f]{64}$")


@router.get("/ideeen/{initiative_id}")
async def initiative(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, await initiative_page(request, visit, initiative_id))


async def initiative_page(
    request: Request, visit: Visitor, initiative_id: UUID, message: MessageForm | None = None, status: int = 200
) -> Response:
    """`message`: what somebody of the circle typed about its journal that did not go right."""
    view, journal, found, costs, municipality, money = await asyncio.gather(
        visit.budget.initiative(initiative_id),
        visit.budget.journal(initiative_id),
        settled(visit.budget.deliberation(initiative_id)),
        settled(visit.budget.idea_costs(initiative_id)),
        visit.municipality(),
        visit.strips_money(),
    )
    decides = visit.has(Role.POLICY_OFFICER) or visit.has(*circle_of(view.area_id), within=view.area_id)
    files = await settled(visit.budget.attachments(initiative_id)) if decides else []
    told = None if isinstance(found, Refusal) else told_of(found, view.year, gettext_of(request), visit.language)
    add_to_frame(request, strips=strips_of(municipality, money, here=view.area_id or ""), here=view.area_name)
    refusal = await visit.budget.refusal(initiative_id) if view.state is InitiativeState.REFUSED else None
    return render(
        request,
        "initiative.html",
        status=status,
        journal=shown_journal(journal, f"/ideeen/{initiative_id}", message),
        errors=message.errors if message else {},
        view=view,
        result=view.result,
        files=[] if isinstance(files, Refusal) else files,
        costs=None if isinstance(costs, Refusal) else costs,
        changes=await _changes(visit, view),
        change_words=change_ground_words(gettext_of(request)),
        new_year=visit.site.clock.today().year,
        told=told,
        refusal=refusal,
        may_decide=visit.has(Role.POLICY_OFFICER) or visit.has(*circle_of(view.area_id), within=view.area_id),
        is_late=visit.site.clock.today() > view.answer_by,
        may_book=visit.has(Role.POLICY_OFFICER),
        may_change=visit.has(Role.POLICY_OFFICER, Role.APPROVER),
        may_enter_account=visit.has(Role.POLICY_OFFICER) or visit.has(circle_of(view.area_id)[0], within=view.area_id),
        may_print=visit.has(Role.POLICY_OFFICER) or visit.has(circle_of(view.area_id)[0], within=view.area_id),
    )


async def _changes(visit: Visitor, view: InitiativeView) -> list[AwardChange]:
    """How its award changed after it was made; nothing while budget does not answer."""
    found = await settled(visit.budget.award_changes(view.id)) if view.awarded_on else None
    known = found.changes if isinstance(found, AwardChanges) else []
    return [each for each in known if each.state is ChangeState.DECIDED]


@router.get("/fotos/{photo_id}")
async def photo(visit: VisitorDep, photo_id: str) -> Response:
    if not PHOTO.match(photo_id):
        raise UnknownPhoto
    content = await visit.budget.photo(photo_id)
    headers = {"Cache-Control": "public, max-age=300"}
    return Response(content, media_type="image/webp", headers=headers)


@router.get("/documenten/{document_id}")
async def document(visit: VisitorDep, document_id: str) -> Response:
    """A file to save, never shown within the site."""
    if not PHOTO.match(document_id):
        raise UnknownDocument
    content = await visit.budget.document(document_id)
    headers = {"Cache-Control": "public, max-age=300", "Content-Disposition": 'attachment; filename="resultaat.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@router.get("/mijn-idee/{initiative_id}/fotos/{photo_id}")
async def own_photo(request: Request, visit: VisitorDep, initiative_id: UUID, photo_id: str) -> Response:
    """A photo that its people have not shown to others yet."""
    if not PHOTO.match(photo_id):
        raise UnknownPhoto
    budget = await visit.as_applicant(request, initiative_id)
    return Response(await budget.photo(photo_id), media_type="image/webp", headers={"Cache-Control": "no-store"})
