"""The progress talk of a partner and a quarter: agenda, minutes, actions, and both sides' approval."""

from collections.abc import Awaitable
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.talk import MOST_TITLE, SPARE, TalkForm, typed_of
from frontend.learning_view import look_words
from frontend.quarters import quarter_of, seen_version
from frontend.security import FormDep
from frontend.talk_pdf import talk_data
from frontend.talk_view import (
    action_rows,
    day_words,
    earlier_rows,
    owner_words,
    point_rows,
    state_words,
)
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.talks import MoveTalk, ReopenTalk, TalkView, TickAction
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/gesprek/{number}")
MOST_NOTE = 300


@router.get("")
async def talk(request: Request, visit: VisitorDep, partner_id: UUID, number: int) -> Response:
    return await talk_page(request, visit, partner_id, number)


@router.get("/pdf")
async def as_pdf(visit: VisitorDep, partner_id: UUID, number: int) -> Response:
    """The same talk as PDF/UA."""
    found = await visit.monitoring.talk(partner_id, quarter_of(visit, number))
    today, language = visit.site.clock.today(), visit.language
    state = f"{day_words(found.held_on, today, language)} {state_words(found, language)}"
    data = talk_data(found, found.partner, found.quarter, state, language)
    pdf = await visit.site.typesetter.pdf("report.typ", "report", data, today)
    name = f"gesprek-{found.quarter}.pdf"
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.get("/versies/{version}")
async def kept(request: Request, visit: VisitorDep, partner_id: UUID, number: int, version: int) -> Response:
    """A version both sides approved."""
    found = await visit.monitoring.kept_talk(partner_id, quarter_of(visit, number), version)
    return render(
        request,
        "talk_kept.html",
        year=visit.year,
        here=address_of(visit, partner_id, number),
        talk=found,
        points=point_rows(found, visit.language),
        actions=action_rows(found, visit.language),
    )


@router.post("")
async def write(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """Keep agenda, minutes and actions."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = TalkForm(data, visit.language), gettext_of(request)
    shown = await visit.monitoring.talk(partner_id, quarter_of(visit, number))
    if shown.version != seen_version(form) and shown.state != "approved":
        form.lay_beside(typed_of(shown), "gezien")
        return await talk_page(request, visit, partner_id, number, form, StaleVersion.status)
    body = form.talk(shown)
    if body is None:
        return await talk_page(request, visit, partner_id, number, form, 422)
    try:
        await visit.monitoring.write_talk(partner_id, quarter_of(visit, number), body)
    except Refusal as refusal:
        form.take(refusal)
        return await talk_page(request, visit, partner_id, number, form, refusal.status)
    return see_other(address_of(visit, partner_id, number), _("Agenda en verslag zijn bewaard."))


@router.post("/aanvullen")
async def add(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """Put on the agenda what happened since."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = TalkForm(data, visit.language), gettext_of(request)
    quarter, move = quarter_of(visit, number), MoveTalk(seen_version=seen_version(form))
    done = visit.monitoring.add_to_agenda(partner_id, quarter, move, key=form.key)
    said = _("De agenda is aangevuld met wat er sindsdien gebeurde.")
    return await moved(request, visit, partner_id, number, form, done, said)


@router.post("/goedkeuren")
async def approve(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """One of the two sides says that this is what was said."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = TalkForm(data, visit.language), gettext_of(request)
    quarter, move = quarter_of(visit, number), MoveTalk(seen_version=seen_version(form))
    done = visit.monitoring.approve_talk(partner_id, quarter, move, key=form.key)
    return await moved(request, visit, partner_id, number, form, done, _("Je keurde het verslag goed."))


@router.post("/heropenen")
async def reopen(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """Something in what was approved is wrong."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = TalkForm(data, visit.language), gettext_of(request)
    reason = form.text("reden", _("Schrijf wat er niet klopt"), MOST_TITLE)
    if form.errors:
        return await talk_page(request, visit, partner_id, number, form, 422)
    body = ReopenTalk(seen_version=seen_version(form), reason=reason)
    done = visit.monitoring.reopen_talk(partner_id, quarter_of(visit, number), body, key=form.key)
    said = _("Het verslag is weer open. De versie die was goedgekeurd, blijft te lezen.")
    return await moved(request, visit, partner_id, number, form, done, said)


@router.post("/acties/{action_id}")
async def tick(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int, action_id: UUID
) -> Response:
    """An action is done, or not after all."""
    visit.require(Role.POLICY_OFFICER, Role.PARTNER_MEMBER)
    form, _ = TalkForm(data, visit.language), gettext_of(request)
    is_done = form["klaar"] == "ja"
    note = form.optional(f"hoe-{action_id}", MOST_NOTE)
    if form.errors:
        return await talk_page(request, visit, partner_id, number, form, 422)
    done = visit.monitoring.tick_action(partner_id, action_id, TickAction(is_done=is_done, note=note))
    said = _("De actie is klaar.") if is_done else _("De actie staat weer open.")
    return await moved(request, visit, partner_id, number, form, done, said)


async def moved(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    number: int,
    form: Form,
    move: Awaitable[object],
    said: str,
) -> Response:
    try:
        await move
    except Refusal as refusal:
        form.take(refusal)
        return await talk_page(request, visit, partner_id, number, form, refusal.status)
    return see_other(address_of(visit, partner_id, number), said)


def address_of(visit: Visitor, partner_id: UUID, number: int) -> str:
    return f"/{visit.year}/partners/{partner_id}/gesprek/{number}"


async def talk_page(
    request: Request, visit: Visitor, partner_id: UUID, number: int, form: Form | None = None, status: int = 200
) -> Response:
    found, language = await visit.monitoring.talk(partner_id, quarter_of(visit, number)), visit.language
    is_own = visit.has(Role.PARTNER_MEMBER, within=str(partner_id))
    is_officer = visit.has(Role.POLICY_OFFICER) and not is_own
    written = (
        form if isinstance(form, TalkForm) and "dag" in form.typed else TalkForm(None, language, **typed_of(found))
    )
    form = form or Form(language=language)
    points = point_rows(found, language, with_dropped=is_officer and found.state != "approved")
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "talk.html",
        status=status,
        year=visit.year,
        here=address_of(visit, partner_id, number),
        talk=found,
        state=state_words(found, language),
        day=day_words(found.held_on, visit.site.clock.today(), language),
        points=points,
        own_points=[row for row in points if row.point.added_by == "partner"],
        actions=action_rows(found, language),
        earlier=earlier_rows(found, language),
        spare=SPARE,
        owners=owner_words(gettext_of(request)),
        may_write=is_officer and found.state != "approved",
        may_reopen=is_officer and found.state == "approved",
        may_approve=_may_approve(found, is_officer=is_officer, is_own=is_own),
        may_tick=is_officer or is_own,
        may_add=is_own and may_still_add(found, visit.site.clock.today()),
        verdicts=look_words(gettext_of(request)),
        written=written,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def may_still_add(talk: TalkView, today: date) -> bool:
    """The partner adds points until the day of the talk."""
    return talk.state != "approved" and (talk.held_on is None or talk.held_on > today)


def _may_approve(talk: TalkView, *, is_officer: bool, is_own: bool) -> bool:
    if talk.state != "open" or talk.held_on is None:
        return False
    return (is_officer and not talk.approved_by_municipality_at) or (is_own and not talk.approved_by_partner_at)
