"""An idea that is being typed: kept without pressing anything, opened by its link, mailed, thrown away."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from frontend.kept_idea import (
    KeptIdea,
    address_of_idea,
    forget_kept,
    keep_typed,
    open_kept,
    remember_kept,
)
from frontend.security import FormDep
from frontend.visitor import SECRET, Visitor, VisitorDep
from services.budget.contract.draft_refusals import DraftBecameIdea, DraftNotKnown
from services.budget.contract.drafts import MailDraftLink, OpenDraft
from services.kit.errors import Refusal

router = APIRouter()


@router.post("/{year:year}/gebieden/{area_id}/idee/bewaar")
async def keep_while_typing(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    return await _keep(request, visit, data, area_id)


@router.post("/{year:year}/hele-gemeente/idee/bewaar")
async def keep_city_idea_while_typing(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    return await _keep(request, visit, data, None)


async def _keep(request: Request, visit: Visitor, data: FormData, area_id: str | None) -> Response:
    """What a script sends while somebody types. Answers what the form must carry from here on."""
    form = Form(data, visit.language)
    typed = dict(form.typed)
    try:
        kept = await keep_typed(visit, request, form, area_id)
    except Refusal as refusal:
        return JSONResponse({"fout": refusal.sentence or str(refusal)}, status_code=refusal.status)
    news = {name: text for name, text in kept.typed.items() if text != typed.get(name, "").replace("\r\n", "\n")}
    answer = {**kept.marks, "adres": kept.address, "nieuws": news, "twee": sorted(kept.others)}
    response = JSONResponse(answer, headers={"Cache-Control": "no-store"})
    remember_kept(response, request, kept)
    return response


@router.get("/idee/verder/{secret}")
async def open_by_link(request: Request, visit: VisitorDep, secret: str) -> Response:
    """The link that was shared or mailed: this browser keeps its secret, and goes on at an address without it."""
    if not SECRET.fullmatch(secret):
        raise DraftNotKnown
    kept = KeptIdea(await visit.budget.open_draft(OpenDraft(link_secret=secret)), secret)
    if kept.view.initiative_id is not None:
        return see_other(await address_of_idea(visit, kept.view.initiative_id))
    response = see_other(kept.address)
    remember_kept(response, request, kept)
    return response


@router.get("/idee/concept/{draft_id}")
async def go_on(request: Request, visit: VisitorDep, draft_id: UUID) -> Response:
    """Back to what this browser was typing, in whatever year and area that was."""
    _ = gettext_of(request)
    try:
        kept = await open_kept(visit, request, draft_id)
    except DraftNotKnown:
        response = see_other("/", _("Dit idee bewaren we niet meer. Begin gerust opnieuw."))
        forget_kept(response, draft_id)
        return response
    if kept.view.initiative_id is not None:
        return see_other(await address_of_idea(visit, kept.view.initiative_id))
    return see_other(kept.address)


@router.post("/idee/concept/{draft_id}/link")
async def mail_link(request: Request, visit: VisitorDep, data: FormDep, draft_id: UUID) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    kept = await open_kept(visit, request, draft_id)
    where = f"{kept.address}#samen"
    email = form["link_naar"]
    if not EMAIL.match(email) or len(email) > 254:
        return see_other(where, _("Dit e-mailadres klopt nog niet. Bijvoorbeeld: sanne@voorbeeld.nl"))
    language = "en" if visit.language == "en" else "nl"
    body = MailDraftLink(link_secret=kept.secret, contact_email=email, language=language)
    try:
        await visit.budget.mail_draft_link(draft_id, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return see_other(where, " ".join(form.errors.values()))
    return see_other(where, _("We hebben de link gemaild."))


@router.post("/idee/concept/{draft_id}/weg")
async def throw_away(request: Request, visit: VisitorDep, data: FormDep, draft_id: UUID) -> Response:
    _ = gettext_of(request)
    kept = await open_kept(visit, request, draft_id)
    try:
        await visit.budget.discard_draft(draft_id, OpenDraft(link_secret=kept.secret))
    except DraftBecameIdea:
        assert kept.view.initiative_id is not None
        return see_other(await address_of_idea(visit, kept.view.initiative_id))
    response = see_other(kept.address.partition("?")[0], _("Weggegooid. Er is niets van bewaard."))
    forget_kept(response, draft_id)
    return response
