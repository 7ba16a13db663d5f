"""Where a partner can be reached, whether it wants reminders, and which mails went there."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.contacts import ContactView, PartnerMailView, SetContact
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/contact")


@router.get("")
async def contact(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _page(request, visit, partner_id)


@router.post("")
async def keep(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    _check_may_write(visit, partner_id)
    form, _ = Form(data, visit.language), gettext_of(request)
    email = form.text("email", _("Vul een e-mailadres in"), most=254)
    if email and not EMAIL.match(email):
        form.errors["email"] = _("Dit e-mailadres is niet af. Bijvoorbeeld: cijfers@voorbeeld.nl")
    language = form.choice("taal", {"nl", "en"}, _("Kies een taal"))
    if form.errors:
        return await _page(request, visit, partner_id, form, 422)
    try:
        told = {"email": email, "language": language, "reminders": bool(form["herinneren"])}
        told["surveys"] = bool(form["vragenlijsten"])
        await visit.monitoring.set_contact(partner_id, SetContact.model_validate(told))
    except Refusal as refusal:
        form.take(refusal, {"email": "email"})
        return await _page(request, visit, partner_id, form, refusal.status)
    return _look(visit, partner_id, _("Het adres staat erin."))


@router.post("/weg")
async def forget(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    _check_may_write(visit, partner_id)
    await visit.monitoring.delete_contact(partner_id)
    return _look(visit, partner_id, gettext_of(request)("Het adres is weg. Er gaan geen mails meer naartoe."))


def _look(visit: Visitor, partner_id: UUID, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}/contact", flash)


def _may_write(visit: Visitor, partner_id: UUID) -> bool:
    return visit.has(Role.PARTNER_MEMBER, within=str(partner_id)) or visit.has(Role.POLICY_OFFICER)


def _check_may_write(visit: Visitor, partner_id: UUID) -> None:
    if not _may_write(visit, partner_id):
        visit.require(Role.POLICY_OFFICER)


async def _page(
    request: Request, visit: Visitor, partner_id: UUID, form: Form | None = None, status: int = 200
) -> Response:
    if not _may_write(visit, partner_id):
        visit.require(Role.APPROVER)
    known, view = await asyncio.gather(
        visit.monitoring.contact(partner_id), visit.monitoring.partner_page(partner_id, visit.year)
    )
    _ = gettext_of(request)
    form = form or _first(known, visit.language)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "partner_contact.html",
        status=status,
        year=visit.year,
        partner=view.partner,
        known=known,
        days=[_day_in_words(days, _) for days in known.remind_days],
        mails=[(mail, _mail_in_words(mail, _)) for mail in known.mails],
        may_write=_may_write(visit, partner_id),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def _first(known: ContactView, language: str) -> Form:
    told = {"email": known.email or "", "taal": known.language}
    told["herinneren"] = "ja" if known.reminders else ""
    told["vragenlijsten"] = "ja" if known.surveys else ""
    return Form(None, language, **told)


def _day_in_words(days: int, _: Callable[[str], str]) -> str:
    if days == 0:
        return _("op de dag zelf")
    words = _("%(days)s dagen ervoor") if days < 0 else _("%(days)s dagen erna")
    one = _("een dag ervoor") if days < 0 else _("een dag erna")
    return one if abs(days) == 1 else words % {"days": abs(days)}


def _mail_in_words(mail: PartnerMailView, _: Callable[[str], str]) -> str:
    if mail.kind == "webhook_given_up":
        return _("Berichten aan jullie software kwamen niet aan")
    return _("Herinnering, %(when)s") % {"when": _day_in_words(mail.days or 0, _)}
