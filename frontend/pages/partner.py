"""One partner: what was agreed, what they delivered, who belongs to it, and the key of their software."""

import asyncio
from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.dossier_view import frequency_words
from frontend.forms.end_role import EndRoleForm, memberships_of
from frontend.forms.form import Form
from frontend.forms.person import FIELDS, PersonForm
from frontend.partner_view import delivery_tables, kpi_tables
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.deliveries import PartnerPeriods
from services.monitoring.contract.models import ApiKeyMade
from services.monitoring.contract.refusals import NoAgreement
from services.profiles.contract.models import PersonView, Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}")


@router.get("")
async def partner(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _page(request, visit, partner_id)


@router.post("/sleutels")
async def make_key(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """Make a key and show it on this answer only: it is nowhere else to be seen again."""
    visit.require(Role.POLICY_OFFICER)
    form = Form(data, visit.language)
    made = await visit.monitoring.make_api_key(partner_id, key=form.key)
    return await _page(request, visit, partner_id, made=made)


@router.post("/mensen")
async def add_person(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """Let somebody of the partner see what its software delivered."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = PersonForm(data, visit.language), gettext_of(request)
    person = form.of_partner(str(partner_id))
    if person is None:
        return await _page(request, visit, partner_id, person_form=form, status=422)
    # Profiles knows no partners; so it is here that one which does not exist is refused (UnknownPartner).
    await visit.monitoring.partner_page(partner_id, visit.year)
    try:
        await visit.profiles.add_person(person, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, partner_id, person_form=form, status=refusal.status)
    flash = _("%(name)s hoort nu bij deze partner.") % {"name": person.display_name}
    return _look(visit, partner_id, flash)


@router.post("/mensen/einde")
async def end_role(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    """Somebody of the partner stops."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = EndRoleForm(data, visit.language), gettext_of(request)
    membership_id = form.membership()
    if membership_id is None:
        return await _page(request, visit, partner_id, end_form=form, status=422)
    try:
        await visit.profiles.end_membership(membership_id)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, end_form=form, status=refusal.status)
    visit.site.sessions.forget()
    return _look(visit, partner_id, _("De rol is gestopt."))


def _look(visit: Visitor, partner_id: UUID, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}", flash)


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    *,
    person_form: PersonForm | None = None,
    end_form: EndRoleForm | None = None,
    made: ApiKeyMade | None = None,
    status: int = 200,
) -> Response:
    as_of = day_of(request.query_params.get("op", ""))
    view, municipality, people, has_draft, periods = await asyncio.gather(
        visit.monitoring.partner_page(partner_id, visit.year, as_of),
        visit.municipality(),
        _people(visit, partner_id),
        _has_draft(visit, partner_id),
        periods_of(visit, partner_id),
    )
    area_names: dict[str | None, str] = {area.id: area.name for area in municipality.areas}
    _ = gettext_of(request)
    person_form = person_form or PersonForm(language=visit.language)
    end_form = end_form or EndRoleForm(language=visit.language)
    is_officer, own = visit.has(Role.POLICY_OFFICER), str(partner_id)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "partner.html",
        status=status,
        year=visit.year,
        view=view,
        as_of=as_of,
        tables=kpi_tables(view.figures, area_names, _("hele gemeente")),
        deliveries=delivery_tables(view, area_names, _("hele gemeente")),
        outcomes=outcome_words(_),
        is_officer=is_officer,
        has_draft=has_draft,
        periods=periods,
        sees_delivery=_sees_delivery(visit, partner_id),
        people=people,
        role_options=[(role, p.display_name) for p in people for role, _kind in memberships_of(p, own)],
        person_form=person_form,
        end_form=end_form,
        made=made,
        address=visit.site.settings.monitoring_url,
        in_development=visit.site.settings.in_development,
        units=unit_words(_),
        frequencies=frequency_words(_),
        errors={**person_form.errors, **end_form.errors},
    )
    return taking_flash(request, page)


def day_of(text: str) -> date | None:
    """The day in an address; what is no day asks for nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def _people(visit: Visitor, partner_id: UUID) -> list[PersonView]:
    """Who belongs to the partner, for the policy officer only."""
    if not visit.has(Role.POLICY_OFFICER):
        return []
    members = await visit.profiles.persons(role=Role.PARTNER_MEMBER)
    return [person for person in members if any(m.within == str(partner_id) for m in person.memberships)]


def _sees_delivery(visit: Visitor, partner_id: UUID) -> bool:
    is_municipality = visit.has(Role.POLICY_OFFICER, Role.APPROVER)
    return is_municipality or visit.has(Role.PARTNER_MEMBER, within=str(partner_id))


async def periods_of(visit: Visitor, partner_id: UUID) -> PartnerPeriods | None:
    """How much came, and in time, for who may see it; None where nothing was agreed."""
    if not _sees_delivery(visit, partner_id):
        return None
    try:
        return await visit.monitoring.periods(partner_id, visit.year)
    except NoAgreement:
        return None


async def _has_draft(visit: Visitor, partner_id: UUID) -> bool:
    """Whether an agreement is being written, for who writes it and who puts it in force."""
    if not visit.has(Role.POLICY_OFFICER, Role.APPROVER):
        return False
    return (await visit.monitoring.dossier(partner_id, visit.year)).draft is not None


def unit_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "children": _("kinderen"),
        "young_people": _("jongeren"),
        "families": _("gezinnen"),
        "persons": _("mensen"),
        "activities": _("activiteiten"),
        "hours": _("uren"),
        "percent": _("procent"),
        "grade": _("rapportcijfer"),
        "euros": _("euro"),
    }


def outcome_words(_: Callable[[str], str]) -> dict[str, str]:
    """What became of a row; the same words as the columns of the list of deliveries."""
    return {
        "new": _("nieuw"),
        "changed": _("veranderd"),
        "unchanged": _("gelijk"),
        "refused": _("geweigerd"),
        "withdrawn": _("teruggetrokken"),
    }
