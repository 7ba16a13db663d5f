"""Persons and their sessions as the tests of profiles ask for them."""

from uuid import uuid4

from services.kit.caller import Caller
from services.profiles.contract.models import (
    AddPerson,
    LookUpSession,
    PersonView,
    Role,
    StartDevelopmentSession,
)
from tests.support.apps import a_person, a_service
from tests.support.profiles import Profiles

AREA = "oosterparkwijk"
FRONTEND, BUDGET = a_service("frontend"), a_service("budget")
OFFICER, APPROVER = a_person(("policy_officer", None)), a_person(("approver", None))
OTHERS = {
    "worker": a_person(("area_worker", AREA)),
    "resident": a_person(("area_resident", AREA)),
    "council": a_person(("council_member", None)),
    "partner": a_person(("partner_member", "p1")),
    "nobody": a_person(),
}


def somebody(email: str = "sanne@groningen.example", role: Role = Role.AREA_WORKER, **other: object) -> AddPerson:
    within = {"within": AREA} if role in (Role.AREA_WORKER, Role.AREA_RESIDENT) else {}
    return AddPerson(**{"display_name": "Sanne", "email": email, "role": role, **within, **other})  # type: ignore[arg-type]


async def added(profiles: Profiles, body: AddPerson | None = None, caller: Caller = OFFICER) -> PersonView:
    return await profiles.client(caller).add_person(body or somebody(), key=str(uuid4()))


async def signed_in(profiles: Profiles, role: Role = Role.POLICY_OFFICER) -> LookUpSession:
    started = await profiles.client(FRONTEND).start_development_session(StartDevelopmentSession(role=role))
    return LookUpSession(session_secret=started.session_secret)
