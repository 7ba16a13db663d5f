"""The page of one period of a partner, which delivering and deciding both show."""

import asyncio
from uuid import UUID

from fastapi import Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.deliver_view import due_kpis, review_words, status_words
from frontend.forms.delivery import DeliveryForm, LinesForm
from frontend.forms.form import Form
from frontend.pages.partner import outcome_words, unit_words
from frontend.templating import render
from frontend.visitor import Visitor, settled
from services.kit.errors import NotFound, Refusal
from services.monitoring.contract.models import Receipt
from services.profiles.contract.models import Role


def check_may_look(visit: Visitor, partner_id: UUID) -> None:
    """The partner's own people, and the municipality."""
    if not visit.has(Role.PARTNER_MEMBER, within=str(partner_id)):
        visit.require(Role.POLICY_OFFICER, Role.APPROVER)


def to_period(visit: Visitor, partner_id: UUID, period: str, flash: str) -> Response:
    """Back to the page of a period, with what happened."""
    return see_other(f"/{visit.year}/partners/{partner_id}/leveren/{period}", flash)


async def period_page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    period: str,
    *,
    form: DeliveryForm | None = None,
    lines: LinesForm | None = None,
    office: Form | None = None,
    receipt: Receipt | None = None,
    status: int = 200,
) -> Response:
    """The page, with a form as it was sent when something in it is wrong."""
    check_may_look(visit, partner_id)
    found, due, view, municipality = await asyncio.gather(
        visit.monitoring.periods(partner_id, visit.year),
        visit.monitoring.due(partner_id, visit.year, period, later=True),
        visit.monitoring.partner_page(partner_id, visit.year),
        visit.municipality(),
    )
    this = next((one for one in found.periods if one.period == period), None)
    if this is None:
        raise NotFound
    giver = await _name_of(request, visit, this.extension.given_by) if this.extension else ""
    _ = gettext_of(request)
    places: dict[str | None, str] = {None: _("hele gemeente"), **{area.id: area.name for area in municipality.areas}}
    lines = lines or LinesForm(language=visit.language)
    office = office or Form(language=visit.language, rol=_("Beleidsmedewerker"), rol_uitstel=_("Beleidsmedewerker"))
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "deliver_period.html",
        status=status,
        year=visit.year,
        partner=view.partner,
        this=this,
        giver=giver,
        kpis=due_kpis(view, due.values, places),
        kpi_names={kpi.code: kpi.name for kpi in view.agreement.kpis} if view.agreement else {},
        places=places,
        units=unit_words(_),
        outcomes=outcome_words(_),
        statuses=status_words(_),
        reviews=review_words(_),
        is_member=visit.has(Role.PARTNER_MEMBER, within=str(partner_id)),
        is_officer=visit.has(Role.POLICY_OFFICER),
        form=form,
        lines=lines,
        office=office,
        receipt=receipt,
        errors={**(form.errors if form else {}), **lines.errors, **office.errors},
    )
    return taking_flash(request, page)


async def _name_of(request: Request, visit: Visitor, who: str) -> str:
    """Who of the municipality gave more time, as profiles knows them.

    The page is for the partner and the municipality only, and the partner may not ask profiles for persons itself.
    """
    _, person_id = gettext_of(request), who.removeprefix("person:")
    profiles = visit.site.profiles.on_behalf_of(visit.site.tokens.service())
    found = await settled(profiles.person(UUID(person_id)))
    if not isinstance(found, Refusal):
        return found.display_name
    said: str = _("iemand die weg is") if isinstance(found, NotFound) else _("naam nu niet te zien")
    return said
