"""The report of a partner's quarter: made of the data, with what the partner says, submitted, sent back, accepted."""

import asyncio
import re
from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.drawing.control_chart import key_of
from frontend.forms.form import Form
from frontend.pages.partner import unit_words
from frontend.quarters import day_after, quarter_of, seen_version
from frontend.report_money import money_rows, money_words
from frontend.report_pdf import report_data
from frontend.report_view import (
    breach_rows,
    corrections_of,
    decision_rows,
    delivered_words,
    figures_of,
    later_words,
    standing_words,
)
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.reports import AcceptReport, MoveReport, ReturnReport, WriteOwnWords
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/verslag/{number}")
MOST_WORDS, MOST_REMARKS = 5000, 2000
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


@router.get("")
async def report(request: Request, visit: VisitorDep, partner_id: UUID, number: int) -> Response:
    return await _page(request, visit, partner_id, number)


@router.get("/pdf")
async def as_pdf(request: Request, visit: VisitorDep, partner_id: UUID, number: int) -> Response:
    """The same report as PDF/UA."""
    found, municipality = await asyncio.gather(
        visit.monitoring.report(partner_id, quarter_of(visit, number)), visit.municipality()
    )
    area_names = {area.id: area.name for area in municipality.areas}
    state = _states(gettext_of(request))[found.state]
    today = visit.site.clock.today()
    data = report_data(found, area_names, state, today, visit.language)
    pdf = await visit.site.typesetter.pdf("report.typ", "report", data, today)
    name = f"verslag-{found.quarter}.pdf"
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.post("/woorden")
async def write(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """Keep what the partner wants to say."""
    visit.require(Role.PARTNER_MEMBER)
    form, _ = Form(data, visit.language), gettext_of(request)
    words, seen = form.optional("woorden", MOST_WORDS), seen_version(form)
    if form.errors:
        return await _page(request, visit, partner_id, number, form, 422)
    try:
        body = WriteOwnWords(words=words, seen_version=seen)
        await visit.monitoring.write_own_words(partner_id, quarter_of(visit, number), body)
    except Refusal as refusal:
        form.take(refusal, {"words": "woorden"})
        return await _page(request, visit, partner_id, number, form, refusal.status)
    return see_other(_address(visit, partner_id, number), _("Je tekst staat in het verslag."))


@router.post("/indienen")
async def submit(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """The partner is done with it."""
    visit.require(Role.PARTNER_MEMBER)
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        move = MoveReport(seen_version=seen_version(form))
        await visit.monitoring.submit_report(partner_id, quarter_of(visit, number), move, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, number, form, refusal.status)
    return see_other(_address(visit, partner_id, number), _("Het verslag is ingediend."))


@router.post("/terugsturen")
async def send_back(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """The municipality wants something else; the partner reads what."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    remarks = form.text("opmerkingen", _("Schrijf wat de partner moet aanpassen"), MOST_REMARKS)
    if form.errors:
        return await _page(request, visit, partner_id, number, form, 422)
    try:
        move = ReturnReport(seen_version=seen_version(form), seen_content=_seen_content(form), remarks=remarks)
        await visit.monitoring.return_report(partner_id, quarter_of(visit, number), move, key=form.key)
    except Refusal as refusal:
        form.take(refusal, {"remarks": "opmerkingen"})
        return await _page(request, visit, partner_id, number, form, refusal.status)
    return see_other(_address(visit, partner_id, number), _("Het verslag is teruggestuurd. De partner ziet waarom."))


@router.post("/accepteren")
async def accept(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID, number: int) -> Response:
    """The municipality takes it; from then on it stays as it is."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        move = AcceptReport(seen_version=seen_version(form), seen_content=_seen_content(form))
        await visit.monitoring.accept_report(partner_id, quarter_of(visit, number), move, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, number, form, refusal.status)
    return see_other(_address(visit, partner_id, number), _("Het verslag is geaccepteerd. Het verandert nu niet meer."))


def _seen_content(form: Form) -> str:
    """What was on the screen; zeros, which no report has, when the form does not say."""
    given = form["gezien_inhoud"]
    return given if _SHA256.match(given) else "0" * 64


def _address(visit: Visitor, partner_id: UUID, number: int) -> str:
    return f"/{visit.year}/partners/{partner_id}/verslag/{number}"


def _states(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "draft": _("concept"),
        "submitted": _("ingediend"),
        "returned": _("teruggestuurd"),
        "accepted": _("geaccepteerd"),
    }


async def _page(
    request: Request, visit: Visitor, partner_id: UUID, number: int, form: Form | None = None, status: int = 200
) -> Response:
    found, municipality = await asyncio.gather(
        visit.monitoring.report(partner_id, quarter_of(visit, number)), visit.municipality()
    )
    language, _ = visit.language, gettext_of(request)
    today = visit.site.clock.today()
    form = form or Form(language=language, woorden=found.own_words)
    is_own = visit.has(Role.PARTNER_MEMBER, within=str(partner_id))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "partner_report.html",
        status=status,
        year=visit.year,
        here=_address(visit, partner_id, number),
        report=found,
        figures=figures_of(found, language),
        corrections=corrections_of(found, {area.id: area.name for area in municipality.areas}, language),
        states=_states(_),
        standing=standing_words(found, language),
        may_write=is_own and found.state in ("draft", "returned"),
        submit_from=day_after(visit.year, number),
        may_submit=today >= day_after(visit.year, number),
        delivered_words=delivered_words(found, today, language),
        may_accept=visit.has(Role.POLICY_OFFICER) and not is_own and found.state == "submitted",
        later_words=later_words(found, language),
        later_decisions=decision_rows(found, language),
        money_words=money_words(found, language),
        money_rows=money_rows(found, language),
        breaches=breach_rows(found, language),
        key_of=key_of,
        units=unit_words(_),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
