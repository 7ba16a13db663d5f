"""The teams: who decides in which area, and the one contact person."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.circle_place import circle_of
from frontend.forms.end_role import EndRoleForm, memberships_of
from frontend.forms.form import Form
from frontend.forms.person import FIELDS, WHOLE_CITY, PersonForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.profiles.contract.models import AreaView, NameContactPerson, PersonView, Role

router = APIRouter()
CONTACT_FIELDS = {"personId": "persoon", "name": "publieke_naam", "reachable": "bereikbaar"}


@dataclass(frozen=True)
class Team:
    """`area` is None for the circle of the whole municipality."""

    area: AreaView | None
    name: str
    workers: list[PersonView]
    residents: list[PersonView]


@router.get("/{year:year}/teams")
async def teams(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit)


@router.post("/{year:year}/teams")
async def add_person(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = PersonForm(data, visit.language), gettext_of(request)
    person = form.of_circle()
    if person is None:
        return await _page(request, visit, person_form=form, status=422)
    try:
        await visit.profiles.add_person(person, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, person_form=form, status=refusal.status)
    return see_other(f"/{visit.year}/teams", _("%(name)s hoort nu bij het team.") % {"name": person.display_name})


@router.post("/{year:year}/teams/contactpersoon")
async def name_contact_person(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    area_id, _separator, person = form["persoon"].partition("/")
    if not (_is_uuid(person) and area_id):
        form.errors["persoon"] = _("Kies iemand van een wijkteam")
    name = form.text("publieke_naam", _("Vul in hoe deze persoon op de site heet"), most=100)
    reachable = form.text("bereikbaar", _("Vul in hoe je deze persoon bereikt"), most=300)
    if form.errors:
        return await _page(request, visit, contact_form=form, status=422)
    try:
        body = NameContactPerson(person_id=UUID(person), name=name, reachable=reachable)
        await visit.profiles.name_contact_person(area_id, body)
    except Refusal as refusal:
        form.take(refusal, CONTACT_FIELDS)
        return await _page(request, visit, contact_form=form, status=refusal.status)
    visit.site.figures.forget()
    return see_other(f"/{visit.year}/teams", _("De contactpersoon staat nu op de pagina van het gebied."))


@router.post("/{year:year}/teams/einde")
async def end_role(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """Somebody stops. Who was the contact person is gone from the area's page."""
    visit.require(Role.POLICY_OFFICER)
    form, _ = EndRoleForm(data, visit.language), gettext_of(request)
    membership_id = form.membership()
    if membership_id is None:
        return await _page(request, visit, end_form=form, status=422)
    try:
        await visit.profiles.end_membership(membership_id)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, end_form=form, status=refusal.status)
    visit.site.forget()
    return see_other(f"/{visit.year}/teams", _("De rol is gestopt. Mist een gebied nu iemand? Voeg dan iemand toe."))


async def _page(
    request: Request,
    visit: Visitor,
    *,
    person_form: PersonForm | None = None,
    contact_form: Form | None = None,
    end_form: EndRoleForm | None = None,
    status: int = 200,
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    municipality, persons = await asyncio.gather(visit.municipality(), visit.profiles.persons())
    person_form = person_form or PersonForm(language=visit.language)
    contact_form = contact_form or Form(language=visit.language)
    end_form, _ = end_form or EndRoleForm(language=visit.language), gettext_of(request)
    shown = [_team(area, area.name, persons) for area in municipality.areas]
    city = _team(None, _("Hele gemeente"), persons)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "teams.html",
        status=status,
        year=visit.year,
        teams=[*shown, city],
        area_options=[*((area.id, area.name) for area in municipality.areas), (WHOLE_CITY, city.name)],
        worker_options=[
            (f"{team.area.id}/{person.id}", f"{person.display_name}, {team.name}")
            for team in shown
            for person in team.workers
            if team.area
        ],
        role_options=[option for team in (*shown, city) for option in _role_options(team, circle_words(_))],
        person_form=person_form,
        contact_form=contact_form,
        end_form=end_form,
        errors={**person_form.errors, **contact_form.errors, **end_form.errors},
        in_development=visit.site.settings.in_development,
    )
    return taking_flash(request, page)


def _team(area: AreaView | None, name: str, persons: list[PersonView]) -> Team:
    within = area.id if area else None

    def having(role: Role) -> list[PersonView]:
        return [p for p in persons if any(m.role is role and m.within == within for m in p.memberships)]

    worker, resident = circle_of(within)
    return Team(area, name, having(worker), having(resident))


def _role_options(team: Team, words: dict[str, str]) -> list[tuple[str, str]]:
    """Each role in this area as it can be picked to end."""
    people = {person.id: person for person in (*team.workers, *team.residents)}.values()
    return [
        (membership_id, f"{person.display_name}, {words[role]}, {team.name}")
        for person in people
        for membership_id, role in memberships_of(person, team.area.id if team.area else None)
        if role in words
    ]


def circle_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        Role.AREA_WORKER: _("wijkteam"),
        Role.AREA_RESIDENT: _("bewoner"),
        Role.CITY_WORKER: _("werker"),
        Role.CITY_RESIDENT: _("bewoner"),
    }


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
