"""Persons and their memberships."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.kit.caller import AnyCaller, Caller, KnownCaller, PersonCaller, ServiceCaller
from services.kit.contract import Slug
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.profiles.api.dependencies import ClockDep, require_service
from services.profiles.api.views import membership_view, person_view
from services.profiles.contract.models import (
    AddPerson,
    CircleMember,
    CompareEmail,
    EmailComparison,
    MembershipView,
    PersonView,
    Role,
)
from services.profiles.store.people import find_members, get_member, memberships_of_circle
from services.profiles.usecases.add_person import add_person
from services.profiles.usecases.end_membership import end_membership

router = APIRouter(tags=["persons"])
AreaQuery = Annotated[Slug | None, Query(alias="areaId", description="Only who has a role within this area")]
RoleQuery = Annotated[Role | None, Query(description="Only who has this role")]


@router.get(
    "/persons",
    summary="Persons with a membership today (policy officers and approvers)",
    operation_id="listPersons",
    response_description="Persons by name, with the memberships that hold today",
)
async def persons(
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    area_id: AreaQuery = None,
    role: RoleQuery = None,
) -> list[PersonView]:
    caller.require_role(Role.POLICY_OFFICER, Role.APPROVER)
    async with database.reading() as session:
        return [person_view(member) for member in await find_members(session, clock.today(), area_id, role)]


@router.get(
    "/circle-members",
    summary="Who decides in an area (or, without one, for the whole municipality): as what, and from and until when",
    operation_id="listCircleMembers",
    response_description="Workers first, then residents; nobody's name",
)
async def circle_members(
    caller: AnyCaller, database: DatabaseDep, clock: ClockDep, area_id: AreaQuery = None
) -> list[CircleMember]:
    roles = (Role.AREA_WORKER, Role.AREA_RESIDENT) if area_id else (Role.CITY_WORKER, Role.CITY_RESIDENT)
    async with database.reading() as session:
        found = await memberships_of_circle(session, clock.today(), area_id, roles)
    members = [
        CircleMember(role=Role(each.role), valid_from=each.valid_from, valid_until=each.valid_until) for each in found
    ]
    return sorted(members, key=lambda member: (roles.index(member.role), member.valid_from))


@router.post(
    "/persons",
    status_code=201,
    summary="Give somebody a role (policy officers and approvers)",
    operation_id="addPerson",
    response_description="The person with all memberships that hold today",
)
async def new_person(
    body: AddPerson, caller: PersonCaller, once: OnceDep, database: DatabaseDep, clock: ClockDep
) -> PersonView:
    async def work() -> PersonView:
        return person_view(await add_person(session, caller, clock, body))

    async with database.transaction() as session:
        added = await once.answer(session, PersonView, work, remember=_without_personal_data)
        return person_view(await get_member(session, added.id, clock.today()))


@router.post(
    "/memberships/{membership_id}/ending",
    summary="End somebody's role (policy officers and approvers)",
    operation_id="endMembership",
    response_description="The membership with its last day, which is today",
)
async def membership_ending(
    membership_id: UUID, caller: PersonCaller, database: DatabaseDep, clock: ClockDep
) -> MembershipView:
    """It opens nothing from this moment on; a contact person who leaves the team leaves the area's page."""
    async with database.transaction() as session:
        return membership_view(await end_membership(session, caller, clock, membership_id))


@router.get(
    "/persons/{person_id}",
    summary="One person (services, policy officers, approvers and the person themselves)",
    operation_id="getPerson",
    response_description="The person with the memberships that hold today",
)
async def one_person(person_id: UUID, caller: KnownCaller, database: DatabaseDep, clock: ClockDep) -> PersonView:
    _check_may_see(caller, person_id)
    async with database.reading() as session:
        return person_view(await get_member(session, person_id, clock.today()))


@router.post(
    "/email-comparisons",
    summary="Is this the e-mail address of that person? (budget)",
    operation_id="compareEmail",
    response_description="Yes or no, so that addresses need not travel",
)
async def email_comparison(
    body: CompareEmail, caller: ServiceCaller, database: DatabaseDep, clock: ClockDep
) -> EmailComparison:
    require_service(caller, "budget")
    async with database.reading() as session:
        member = await get_member(session, body.person_id, clock.today())
    return EmailComparison(is_same=member.person.email.casefold() == body.email.strip().casefold())


def _without_personal_data(person: PersonView) -> PersonView:
    """What is remembered of a reply outlives the person's own row; so it holds the id only."""
    return person.model_copy(update={"display_name": "", "email": ""})


def _check_may_see(caller: Caller, person_id: UUID) -> None:
    is_oneself = (caller.kind, caller.id) == ("person", str(person_id))
    if caller.kind != "service" and not is_oneself:
        caller.require_role(Role.POLICY_OFFICER, Role.APPROVER)
