"""The year's split: made by a policy officer, approved by somebody else, public once it is announced."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.lessons_view import lessons_before
from frontend.pages.split_ways import ways_page
from frontend.security import FormDep
from frontend.split_changes import Change, change_of
from frontend.split_view import shown_split
from frontend.split_words import share_word, state_words, steps_of
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep, settled
from services.budget.contract.sources import SourceState, SourceView
from services.budget.contract.splits import (
    ApproveSplit,
    DiscardSplit,
    ProposeSplit,
    PublishSplit,
    ReturnSplit,
    SplitState,
    SplitView,
)
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()
OPEN = (SplitState.DRAFT, SplitState.RETURNED)
IN_FORCE = (SplitState.APPROVED, SplitState.PUBLISHED)
FIRST_SHOWN = (*reversed(IN_FORCE), SplitState.PROPOSED, SplitState.RETURNED, SplitState.DRAFT, SplitState.REPLACED)


@dataclass(frozen=True)
class May:
    """What this visitor may do with the split as it now is."""

    propose: bool
    discard: bool
    decide: bool
    publish: bool


@router.get("/{year:year}/verdeling")
async def split_page(
    request: Request,
    visit: VisitorDep,
    versie: UUID | None = None,
    versies: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The split of the year; `versie` shows one of several, `versies` puts some side by side."""
    chosen = [word for given in versies or [] for word in given.split(",") if word]
    return await ways_page(request, visit, chosen) if chosen else await _page(request, visit, versie)


@router.get("/verdelingen/{split_id}")
async def one_split(request: Request, visit: VisitorDep, split_id: UUID) -> Response:
    """A split's page, whatever its year."""
    return _look(await visit.budget.split(split_id), "")


@router.get("/verdelingen/{split_id}/narekenen")
async def recompute(visit: VisitorDep, split_id: UUID) -> Response:
    """The file from which anybody calculates the split again (docs/split-mathematics.md)."""
    document = await visit.budget.export_split(split_id)
    headers = {"Content-Disposition": f'attachment; filename="verdeling-{split_id}.json"'}
    return Response(document.model_dump_json(by_alias=True), media_type="application/json", headers=headers)


@router.post("/verdelingen/{split_id}/voorstel")
async def propose(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    note = form.optional("toelichting", most=2000)
    said = _("Voorgesteld. Iemand anders stelt de verdeling vast.")

    async def ask() -> SplitView:
        return await visit.budget.propose_split(split_id, ProposeSplit(version=form.version(), note=note))

    return await _done(request, visit, split_id, form, ask, said)


@router.post("/verdelingen/{split_id}/vaststelling")
async def approve(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.APPROVER, Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    document = form.text("document", _("Schrijf welk besluit dit is"), most=300)
    form.ticked("geen_belang", _("Zet een vinkje, anders kun je niet meebeslissen"))

    async def ask() -> SplitView:
        body = ApproveSplit(version=form.version(), no_stake=True, document=document)
        return await visit.budget.approve_split(split_id, body)

    return await _done(request, visit, split_id, form, ask, _("Vastgesteld. Maak de verdeling nu bekend."))


@router.post("/verdelingen/{split_id}/terug")
async def send_back(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    reason = form.text("reden", _("Schrijf waarom je de verdeling terugstuurt"), most=2000)

    async def ask() -> SplitView:
        return await visit.budget.return_split(split_id, ReturnSplit(version=form.version(), reason=reason))

    return await _done(request, visit, split_id, form, ask, _("Teruggestuurd, met de reden erbij."))


@router.post("/verdelingen/{split_id}/bekendmaking")
async def publish(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    where, said = form.optional("waar", most=300), _("Bekendgemaakt. Elk gebied ziet nu hoeveel het heeft.")

    async def ask() -> SplitView:
        return await visit.budget.publish_split(split_id, PublishSplit(version=form.version(), where=where))

    return await _done(request, visit, split_id, form, ask, said)


@router.post("/verdelingen/{split_id}/weg")
async def discard(request: Request, visit: VisitorDep, data: FormDep, split_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)

    async def ask() -> SplitView:
        return await visit.budget.discard_split(split_id, DiscardSplit(version=form.version()))

    return await _done(request, visit, split_id, form, ask, _("Weggelegd. Niemand stelt dit plan meer voor."))


async def _done(
    request: Request, visit: Visitor, split_id: UUID, form: Form, ask: Callable[[], Awaitable[SplitView]], said: str
) -> Response:
    """What was decided, at the split's page; or the page as the split now is, with what was typed and what is wrong."""
    status = 422
    if not form.errors:
        try:
            done = await ask()
            visit.site.strips.forget()
            return _look(done, said)
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    split = await visit.budget.split(split_id)
    return await _page(request, replace(visit, year=split.year), split_id, form, status=status)


async def _page(
    request: Request, visit: Visitor, split_id: UUID | None = None, decide: Form | None = None, status: int = 200
) -> Response:
    splits, sources = await asyncio.gather(visit.budget.splits(visit.year), visit.budget.sources(visit.year))
    shown = await _shown(visit, splits, split_id)
    decide, _ = decide or Form(language=visit.language), gettext_of(request)
    view = shown_split(shown, visit.language) if shown else None
    add_to_frame(request, flash=flash_of(request))
    may = _may(visit, shown)
    is_staff = visit.has(Role.POLICY_OFFICER, Role.APPROVER)
    page = render(
        request,
        "split.html",
        status=status,
        year=visit.year,
        split=shown,
        shown=view,
        areas_share=_areas_share(view.areas_line.share if view and view.areas_line else None, visit.language),
        source_shares=_shares(shown, visit.language),
        steps=steps_of(shown, _, visit.language, visit.caller.name, await _programs(visit, shown)) if shown else [],
        others=[split for split in splits if shown and split.id != shown.id],
        states=state_words(_),
        unconfirmed=_unconfirmed(shown, sources) if is_staff else [],
        decide=decide,
        errors=decide.errors,
        may=may,
        change=await _change(visit, shown),
        lessons=await lessons_before(visit),
        may_plan=visit.has(Role.POLICY_OFFICER),
        in_force=next((split for split in splits if split.state in IN_FORCE), None),
        may_compare=is_staff or visit.has(Role.COUNCIL_MEMBER),
        unsent=_unsent(decide, may),
        signed_in=visit.person is not None,
    )
    return taking_flash(request, page)


async def _shown(visit: Visitor, splits: list[SplitView], split_id: UUID | None) -> SplitView | None:
    """The one asked for (also one that was put away); else the one in force, the proposed one, or the newest."""
    asked = next((split for split in splits if split.id == split_id), None)
    if split_id and asked is None:
        try:
            found = await visit.budget.split(split_id)
            asked = found if found.year == visit.year else None
        except Refusal:
            asked = None
    return asked or min(splits, key=lambda split: FIRST_SHOWN.index(split.state), default=None)


async def _programs(visit: Visitor, split: SplitView) -> dict[str, str]:
    """The names of the software that took a step, by its key; asked only when there is one to name, and may."""
    is_told = visit.has(Role.POLICY_OFFICER, Role.APPROVER)
    if not is_told or not any(step.software_key_id for step in split.steps):
        return {}
    known = await settled(visit.budget.software_keys())
    return {} if isinstance(known, Refusal) else {key.id: key.name for key in known.keys}


async def _change(visit: Visitor, split: SplitView | None) -> Change | None:
    """What a change during the year does; None for the first split of a year, and without the one it changed."""
    if split is None or split.replaces is None:
        return None
    before, money = await asyncio.gather(
        settled(visit.budget.split(split.replaces)), settled(visit.budget.money(split.year))
    )
    if isinstance(before, Refusal):
        return None
    is_open = split.state in (*OPEN, SplitState.PROPOSED)
    return change_of(before, split, money.lines if is_open and not isinstance(money, Refusal) else None)


def _may(visit: Visitor, split: SplitView | None) -> May:
    state = split.state if split else None
    is_officer, is_approver = visit.has(Role.POLICY_OFFICER), visit.has(Role.APPROVER)
    is_own = split is not None and visit.person is not None and split.proposed_by == visit.caller.name
    return May(
        propose=is_officer and state in OPEN,
        discard=is_officer and state in OPEN,
        decide=is_approver and state is SplitState.PROPOSED and not is_own,
        publish=(is_officer or is_approver) and state is SplitState.APPROVED,
    )


def _unconfirmed(split: SplitView | None, sources: list[SourceView]) -> list[SourceView]:
    """The sources of a split that is not approved yet, which nobody else confirmed."""
    if split is None or split.state not in (*OPEN, SplitState.PROPOSED):
        return []
    used = {source.id for source in split.sources}
    return [source for source in sources if source.id in used and source.state is not SourceState.CONFIRMED]


def _unsent(decide: Form, may: May) -> str:
    """What was typed in a form that is no longer on the page; it is not lost."""
    gone = [] if may.propose else ["toelichting"]
    gone += [] if may.decide else ["document", "reden"]
    gone += [] if may.publish else ["waar"]
    return "\n".join(decide[name] for name in gone if decide[name])


def _shares(split: SplitView | None, language: str) -> dict[UUID, str]:
    return {
        source.id: share_word(source.share, language) for source in (split.sources if split else []) if source.share
    }


def _areas_share(share: str | None, language: str) -> str:
    return share_word(share, language) if share else ""


def _look(split: SplitView, flash: str) -> Response:
    return see_other(f"/{split.year}/verdeling?versie={split.id}", flash)
