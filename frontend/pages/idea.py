"""Tell your idea: one page, seven inputs, no account; kept while it is typed, alone or together."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, leave_for, see_other
from frontend.forms.idea import FIELDS, IdeaForm
from frontend.idea_page import Typing
from frontend.kept_idea import (
    KeptIdea,
    address_of_idea,
    keep_typed,
    open_kept,
    remember_kept,
    remember_sent,
    settled_in,
)
from frontend.pages.idea_desk import enter_at_desk
from frontend.security import FormDep
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.draft_refusals import DraftBecameIdea, DraftHasTwoTexts, DraftNotKnown
from services.budget.contract.drafts import SubmitDraft
from services.budget.contract.initiatives import IdeaReceived, InitiativeState, SubmitIdea
from services.kit.errors import Refusal, StaleVersion

router = APIRouter()
ADDRESS = "/{year:year}/gebieden/{area_id}/idee"
CITY_ADDRESS = "/{year:year}/hele-gemeente/idee"


@router.get(ADDRESS)
async def idea_form(
    request: Request, visit: VisitorDep, area_id: str, concept: UUID | None = None, van: UUID | None = None
) -> Response:
    return await _show(Typing(request, visit, area_id, IdeaForm(language=visit.language)), concept, van)


@router.get(CITY_ADDRESS)
async def city_idea_form(
    request: Request,
    visit: VisitorDep,
    concept: UUID | None = None,
    van: UUID | None = None,
    potje: UUID | None = None,
) -> Response:
    """For an idea that rises above one area: the money and the circle of the whole city. `potje`: the line chosen."""
    form = IdeaForm(language=visit.language)
    form.typed["potje"] = str(potje or "")
    return await _show(Typing(request, visit, None, form), concept, van)


@router.post(ADDRESS)
async def tell_idea(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    return await _tell(Typing(request, visit, area_id, IdeaForm(data, visit.language)))


@router.post(CITY_ADDRESS)
async def tell_city_idea(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    return await _tell(Typing(request, visit, None, IdeaForm(data, visit.language)))


async def _show(typing: Typing, concept: UUID | None, van: UUID | None) -> Response:
    request, visit, form = typing.request, typing.visit, typing.form
    if concept is None:
        form.typed |= await _taken_along(visit, van) if van else {}
        form.typed["balie"] = request.query_params.get("balie", "") if typing.is_staff else ""
        return await typing.page(taken=bool(form["wat"]))
    kept = await open_kept(visit, request, concept)
    if kept.view.initiative_id is not None:
        return see_other(await address_of_idea(visit, kept.view.initiative_id))
    if kept.view.year != visit.year:
        # The money is of a year, and so is what is asked of it.
        return see_other(kept.address)
    form.typed |= kept.typed | kept.marks
    return await typing.page(kept)


async def _taken_along(visit: Visitor, initiative_id: UUID) -> dict[str, str]:
    """What can be the same of an idea that got a yes: its words and what it cost. Not when, where and by whom."""
    view = await visit.budget.initiative(initiative_id)
    if view.state not in (InitiativeState.AWARDED, InitiativeState.SHARED):
        return {}
    cents = view.awarded_cents or view.amount_cents
    return {"wat": view.what, "bedrag": str(cents // 100) if cents % 100 == 0 else f"{cents // 100},{cents % 100:02d}"}


async def _tell(typing: Typing) -> Response:
    """Send the idea, or keep it to go on later; either way nothing that was typed is lost."""
    request, visit, form, area_id = typing.request, typing.visit, typing.form, typing.area_id
    if form["balie"] and not form["actie"]:
        return await enter_at_desk(typing)
    kept = None
    idea = form.idea(area_id, visit.year) if not form["actie"] else None
    if form["concept"] or form["actie"]:
        try:
            kept = await keep_typed(visit, request, form, area_id, settled_in(form))
        except DraftBecameIdea:
            return await _to_idea(typing)
        except DraftNotKnown:
            # Thrown away meanwhile, or too old: what is on the screen is all there is, and it can be sent.
            form.typed |= {"concept": "", "gezien": ""}
        except Refusal as refusal:
            form.errors = {}
            form.take(refusal)
            return await typing.page(status=refusal.status)
    if form["actie"]:
        return _go_on_later(typing, kept or await keep_typed(visit, request, form, area_id))
    if kept and _has_news(typing, kept):
        return await typing.page(kept, status=409)
    if idea is None:
        return await typing.page(kept, status=422)
    return await _send(typing, idea, kept)


async def _send(typing: Typing, idea: SubmitIdea, kept: KeptIdea | None) -> Response:
    request, visit, form = typing.request, typing.visit, typing.form
    try:
        received = await _submit(visit, idea, kept, form.key)
    except (StaleVersion, DraftHasTwoTexts):
        # Somebody with the same link was a moment earlier.
        assert kept is not None
        kept = await open_kept(visit, request, kept.view.id)
        _has_news(typing, kept)
        return await typing.page(kept, status=409)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await typing.page(kept, status=refusal.status)
    response = leave_for(request, f"/mijn-idee/{received.id}/code")
    if kept:
        remember_sent(response, request, kept)
    return response


async def _submit(visit: Visitor, idea: SubmitIdea, kept: KeptIdea | None, key: str) -> IdeaReceived:
    if kept is None:
        return await visit.budget.submit_idea(idea, key=key)
    body = SubmitDraft(link_secret=kept.secret, version=kept.view.version, idea=idea)
    return await visit.budget.submit_draft(kept.view.id, body)


def _has_news(typing: Typing, kept: KeptIdea) -> bool:
    """Whether somebody else typed something this person has not seen; if so the form shows it, and says so."""
    form, _ = typing.form, gettext_of(typing.request)
    news = [name for name, text in kept.typed.items() if text != form[name].replace("\r\n", "\n")]
    if not news and not kept.others:
        return False
    form.typed |= kept.typed | kept.marks
    form.errors = {"": _("Iemand anders met de link typte ook. Kijk nog even, en verstuur het dan.")}
    return True


def _go_on_later(typing: Typing, kept: KeptIdea) -> Response:
    _ = gettext_of(typing.request)
    kept_well, choose = _("Bewaard. Je kunt later verder, ook samen."), _("Kies welke tekst blijft.")
    response = leave_for(typing.request, kept.address, choose if kept.others else kept_well)
    remember_kept(response, typing.request, kept)
    return response


async def _to_idea(typing: Typing) -> Response:
    """It was sent already, by the same button or by somebody with the same link."""
    kept = await open_kept(typing.visit, typing.request, UUID(typing.form["concept"]))
    assert kept.view.initiative_id is not None
    return leave_for(typing.request, await address_of_idea(typing.visit, kept.view.initiative_id))
