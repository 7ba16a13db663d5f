"""Messages to a partner's software: where they go, the secret that is shown once, and how the last ones went."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.webhooks import SetWebhook, WebhookView
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/webhook")


@router.get("")
async def webhook(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _page(request, visit, partner_id)


@router.post("")
async def keep(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """The secret stands on this answer only."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, _ = Form(data, visit.language), gettext_of(request)
    url = form.text("adres", _("Vul een adres in dat begint met https://"), most=500)
    if form.errors:
        return await _page(request, visit, partner_id, form=form, status=422)
    made = await _tried(form, lambda: visit.monitoring.set_webhook(partner_id, SetWebhook(url=url), key=form.key))
    if isinstance(made, Refusal):
        return await _page(request, visit, partner_id, form=form, status=made.status)
    if made.secret:
        return await _page(request, visit, partner_id, made=made)
    return _look(visit, partner_id, _("Het adres staat erin. Het geheim is gelijk gebleven."))


@router.post("/geheim")
async def rotate(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """A new secret, shown on this answer only."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form = Form(data, visit.language)
    made = await _tried(form, lambda: visit.monitoring.rotate_webhook(partner_id, key=form.key))
    if isinstance(made, Refusal):
        return await _page(request, visit, partner_id, form=form, status=made.status)
    return await _page(request, visit, partner_id, made=made)


@router.post("/proef")
async def test(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form = Form(data, visit.language)
    try:
        await visit.monitoring.test_webhook(partner_id, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form=form, status=refusal.status)
    flash = gettext_of(request)("Er gaat een proefbericht uit. Ververs de pagina om te zien hoe het ging.")
    return _look(visit, partner_id, flash)


@router.post("/weg")
async def stop(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    await visit.monitoring.delete_webhook(partner_id)
    return _look(visit, partner_id, gettext_of(request)("Er gaan geen berichten meer naar jullie software."))


async def _tried(form: Form, ask: Callable[[], Awaitable[WebhookView]]) -> WebhookView | Refusal:
    try:
        return await ask()
    except Refusal as refusal:
        form.take(refusal, {"url": "adres"})
        return refusal


def _look(visit: Visitor, partner_id: UUID, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}/webhook", flash)


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    *,
    form: Form | None = None,
    made: WebhookView | None = None,
    status: int = 200,
) -> Response:
    is_own = visit.has(Role.PARTNER_MEMBER, within=str(partner_id))
    if not is_own:
        visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    known, view = await asyncio.gather(
        visit.monitoring.webhook(partner_id), visit.monitoring.partner_page(partner_id, visit.year)
    )
    _ = gettext_of(request)
    form = form or Form(None, visit.language, adres=known.url or "")
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "partner_webhook.html",
        status=status,
        year=visit.year,
        partner=view.partner,
        known=known,
        made=made,
        kinds=_kinds(_),
        states=_states(_),
        problems=_problems(_),
        is_own=is_own,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def _kinds(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "received": _("cijfers ontvangen"),
        "returned": _("cijfers terug, met opmerkingen"),
        "accepted": _("cijfers geaccepteerd"),
        "test": _("proefbericht"),
    }


def _states(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "waiting": _("wacht, of wordt nog eens geprobeerd"),
        "delivered": _("afgegeven"),
        "given_up": _("opgegeven"),
    }


def _problems(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "no-answer": _("geen antwoord binnen tien seconden, of geen geldig certificaat"),
        "no-such-host": _("het adres bestaat nu niet"),
        "not-allowed": _("het adres staat niet op het openbare internet"),
        "refused": _("een ander antwoord dan 2xx"),
    }
