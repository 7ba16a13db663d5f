"""The desk: an idea filled in for somebody, the receipt they sign, and who asks in this area."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.addresses import place_href
from frontend.answers import add_to_frame, flash_of, gettext_of, leave_for, see_other, taking_flash
from frontend.forms.details import DetailsForm
from frontend.forms.idea import FIELDS
from frontend.idea_page import Typing
from frontend.kept_idea import forget_kept, open_kept
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.applications import ApplicationView, ConfirmByHand
from services.budget.contract.deliberations import Deliberation
from services.budget.contract.drafts import OpenDraft
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.refusals import InitiativeMove
from services.budget.contract.schemes import Way
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


async def enter_at_desk(typing: Typing) -> Response:
    """What staff filled in on the form everybody has; what they typed stays also when their session ended."""
    request, visit, form, _ = typing.request, typing.visit, typing.form, gettext_of(typing.request)
    body = form.desk_idea(typing.area_id, visit.year)
    if body is None:
        return await typing.page(status=422)
    if not typing.is_staff:
        form.errors[""] = _("Je bent niet meer ingelogd. Log in op een ander tabblad, en verstuur het dan nog eens.")
        return await typing.page(status=401)
    try:
        received = await visit.budget.enter_idea(body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await typing.page(status=refusal.status)
    response = leave_for(request, f"/ideeen/{received.id}/aanvraag")
    await _throw_away_draft(typing, response)
    return response


async def _throw_away_draft(typing: Typing, response: Response) -> None:
    """Of somebody else nothing stays in this browser."""
    try:
        draft_id = UUID(typing.form["concept"])
        kept = await open_kept(typing.visit, typing.request, draft_id)
        await typing.visit.budget.discard_draft(draft_id, OpenDraft(link_secret=kept.secret))
    except (ValueError, Refusal):
        return
    forget_kept(response, draft_id)


@router.get("/ideeen/{initiative_id}/aanvraag")
async def application(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    """For staff of the area: who asks, how to reach them, and the receipt to print."""
    return await application_page(request, visit, initiative_id, DetailsForm(language=visit.language))


@router.post("/ideeen/{initiative_id}/aanvraag")
async def signed(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """Who asks signed the printed receipt."""
    form, _ = DetailsForm(data, visit.language), gettext_of(request)
    form.ticked("getekend", _("Zet een vinkje als de handtekening eronder staat"))
    details = form.details()
    if details is None:
        return await application_page(request, visit, initiative_id, form, 422)
    try:
        await visit.budget.confirm_by_hand(initiative_id, ConfirmByHand(signed=True, details=details))
    except InitiativeMove:
        return see_other(f"/ideeen/{initiative_id}/aanvraag")
    except Refusal as refusal:
        form.take(refusal, {"details.costs": "kosten_wat_1", "details.undertaking.deMinimisCents": "bedrijf_steun"})
        return await application_page(request, visit, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/ideeen/{initiative_id}/aanvraag", _("Het idee is nu bij de buurt."))


async def application_page(
    request: Request, visit: Visitor, initiative_id: UUID, form: DetailsForm, status: int = 200
) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)
    view = await visit.budget.application(initiative_id)
    asked = await settled(visit.budget.needed_details(initiative_id))
    idea, way = await _as_decided(visit, view)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "application.html",
        status=status,
        view=view,
        asked=None if isinstance(asked, Refusal) else asked,
        idea=idea,
        may_part=way is not None and (way.may_part or way.way is Way.VOTE),
        place=place_href(view.year, view.area_id),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


async def _as_decided(visit: Visitor, view: ApplicationView) -> tuple[InitiativeView | None, Deliberation | None]:
    """The idea as everybody sees it and how it is decided, once it is open; nothing while budget does not answer."""
    if view.state is not InitiativeState.OPEN:
        return None, None
    idea, way = await settled(visit.budget.initiative(view.id)), await settled(visit.budget.deliberation(view.id))
    return None if isinstance(idea, Refusal) else idea, None if isinstance(way, Refusal) else way


@router.get("/{year:year}/gebieden/{area_id}/aanvragen")
async def applications(request: Request, visit: VisitorDep, area_id: str) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.AREA_WORKER)
    return await _list(request, visit, area_id)


@router.get("/{year:year}/hele-gemeente/aanvragen")
async def city_applications(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.CITY_WORKER)
    return await _list(request, visit, None)


async def _list(request: Request, visit: Visitor, area_id: str | None) -> Response:
    found = await visit.budget.applications(visit.year, area_id)
    return render(
        request,
        "applications.html",
        year=visit.year,
        place=place_href(visit.year, area_id),
        to_call=[view for view in found if view.phone],
        waiting=[view for view in found if view.waits_for != "nothing"],
        others=[view for view in found if view.waits_for == "nothing"],
    )
