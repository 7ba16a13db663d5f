"""One referral with its history; the partner's own people correct it, correct its end or withdraw it."""

import asyncio
from itertools import pairwise
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.referral import NOT_ENDED, as_sent, correction_of, end_of, withdrawal_of
from frontend.referral_view import Difference, Telling, as_corrected
from frontend.referral_words import end_words, product_words, referrer_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.referral_corrections import (
    ReferralHistory,
    SubmitCorrections,
    SubmitEndCorrections,
    SubmitWithdrawals,
)
from services.monitoring.contract.referrals import ReferralRow, ReferralView
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/verwijzingen/{referral_id:uuid}")


@router.get("")
async def referral(request: Request, visit: VisitorDep, partner_id: UUID, referral_id: UUID) -> Response:
    if not visit.has(Role.POLICY_OFFICER, Role.APPROVER):
        visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    return await _page(request, visit, partner_id, referral_id)


@router.post("/verbetering")
async def correct(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, referral_id: UUID) -> Response:
    """Sent for the first time it shows what would change, and whether it stays within the agreement in force."""
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, now = Form(data, visit.language), await _now(visit, partner_id, referral_id)
    body = correction_of(form, now.reference or "")
    if body is None:
        return await _page(request, visit, partner_id, referral_id, form, about="verbetering", status=422)
    if form["zeker"] == "ja":
        return await _put_right(request, visit, partner_id, referral_id, form, body, "verbetering")
    try:
        receipt = await visit.monitoring.put_right_by_hand(partner_id, body, dry_run=True)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, referral_id, form, about="verbetering", status=refusal.status)
    row = receipt.rows[0]
    if row.outcome == "refused":
        form.errors[""] = row.mend or ""
        return await _page(request, visit, partner_id, referral_id, form, about="verbetering", status=422)
    return await _page(
        request, visit, partner_id, referral_id, form, seen=(as_corrected(now, body.corrections[0]), row)
    )


@router.post("/einde")
async def correct_end(
    request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, referral_id: UUID
) -> Response:
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, now = Form(data, visit.language), await _now(visit, partner_id, referral_id)
    body = end_of(form, now.reference or "")
    if body is None:
        return await _page(request, visit, partner_id, referral_id, form, about="einde", status=422)
    return await _put_right(request, visit, partner_id, referral_id, form, body, "einde")


@router.post("/intrekking")
async def withdraw(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, referral_id: UUID) -> Response:
    visit.require(Role.PARTNER_MEMBER, within=str(partner_id))
    form, now = Form(data, visit.language), await _now(visit, partner_id, referral_id)
    body = withdrawal_of(form, now.reference or "")
    if body is None:
        return await _page(request, visit, partner_id, referral_id, form, about="intrekking", status=422)
    return await _put_right(request, visit, partner_id, referral_id, form, body, "intrekking")


async def _now(visit: Visitor, partner_id: UUID, referral_id: UUID) -> ReferralView:
    """The version that stands, whichever one the address names."""
    return (await visit.monitoring.referral(partner_id, referral_id)).versions[-1]


async def _put_right(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    referral_id: UUID,
    form: Form,
    body: SubmitCorrections | SubmitEndCorrections | SubmitWithdrawals,
    about: str,
) -> Response:
    """Pressed twice it is done once: the same content gets the receipt it got."""
    try:
        receipt = await visit.monitoring.put_right_by_hand(partner_id, body)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, referral_id, form, about=about, status=refusal.status)
    row = receipt.rows[0]
    if row.outcome == "refused":
        form.errors[""] = row.mend or ""
        return await _page(request, visit, partner_id, referral_id, form, about=about, status=422)
    _ = gettext_of(request)
    said = {
        "recorded": _("Bewaard. Wat er eerst stond, staat hieronder."),
        "breach": _("Bewaard. Deze verwijzing valt buiten een grens. De gemeente ziet dat ook."),
    }.get(row.outcome, _("Dit stond er al zo."))
    return see_other(f"/{visit.year}/partners/{partner_id}/verwijzingen/{referral_id}", said)


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    referral_id: UUID,
    form: Form | None = None,
    *,
    status: int = 200,
    about: str = "",
    seen: tuple[ReferralView, ReferralRow] | None = None,
) -> Response:
    """`about`: the form that stays open."""
    history, dossier, municipality = await asyncio.gather(
        visit.monitoring.referral(partner_id, referral_id),
        visit.monitoring.dossier(partner_id, visit.year),
        visit.municipality(),
    )
    _, now = gettext_of(request), history.versions[-1]
    agreed = dossier.shown.pillars.boundaries.activities if dossier.shown else []
    activities = {each.code: each.name for each in agreed}
    areas = {area.id: area.name for area in municipality.areas}
    telling = Telling(_, visit.language, areas, activities)
    add_to_frame(request, flash=flash_of(request))
    filled = Form(None, visit.language, **as_sent(now))
    filled.typed |= form.typed if form else {}
    filled.errors |= form.errors if form else {}
    may_write = visit.has(Role.PARTNER_MEMBER, within=str(partner_id))
    shown = render(
        request,
        "referral.html",
        status=status,
        year=visit.year,
        partner=dossier.partner,
        now=now,
        facts=telling.facts(now),
        steps=_steps(history, telling),
        form=filled,
        about=about,
        may_write=may_write and now.standing == "current" and now.reference is not None,
        seen=seen and {"differences": telling.differences(now, seen[0]), "row": seen[1]},
        options={
            "activities": list(({now.activity: now.activity} | activities).items()),
            "areas": list(areas.items()),
            "products": [(code, f"{code} {words}") for code, words in product_words(_).items()],
            "referrers": [(code, f"{code} {words}") for code, words in referrer_words(_).items()],
            "ends": [(NOT_ENDED, _("niet gestopt")), *end_words(_).items()],
        },
    )
    return taking_flash(request, shown)


def _steps(history: ReferralHistory, telling: Telling) -> list[tuple[ReferralView, list[Difference]]]:
    """What was changed, the last change first: the version it was, and what the next one says otherwise."""
    versions = history.versions
    found = [(was, telling.differences(was, becomes)) for was, becomes in pairwise(versions)]
    if versions[-1].standing == "withdrawn":
        found.append((versions[-1], []))
    return found[::-1]
