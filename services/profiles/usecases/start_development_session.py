"""Sign in without proof, in development: as a kind of person, or as a known person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import AddPerson, Role, StartDevelopmentSession
from services.profiles.contract.refusals import NoFigures, NoPartnerMember, RoleOrPersonNeeded
from services.profiles.domain.roles import REACH_OF, Reach
from services.profiles.domain.secrets import SESSION_LASTS, hash_of, new_secret
from services.profiles.store.areas import find_first_area
from services.profiles.store.people import Member, find_first_partner_member, get_member
from services.profiles.store.person_tables import Membership, SignIn
from services.profiles.usecases.add_person import find_or_make_person

# A development membership holds at every moment the clock can be set to.
ALWAYS = date(2000, 1, 1)
NAMES = {
    Role.POLICY_OFFICER: ("Proef Beleidsmedewerker", "beleidsmedewerker"),
    Role.APPROVER: ("Proef Budgethouder", "budgethouder"),
    Role.AREA_WORKER: ("Proef Wijkteam", "wijkteam"),
    Role.AREA_RESIDENT: ("Proef Bewoner", "bewoner"),
    Role.CITY_WORKER: ("Proef Stadsteam", "stadsteam"),
    Role.CITY_RESIDENT: ("Proef Stadsbewoner", "stadsbewoner"),
    Role.COUNCIL_MEMBER: ("Proef Raadslid", "raadslid"),
}


@dataclass(frozen=True, slots=True)
class StartedSession:
    """A session with its secret, which is known here and to the browser only."""

    secret: str
    member: Member
    expires_at: datetime


async def start_development_session(session: Session, clock: Clock, body: StartDevelopmentSession) -> StartedSession:
    """Raises RoleOrPersonNeeded, UnknownPerson; NoFigures without an area, NoPartnerMember without a partner's person.

    Which partners there are we do not know here; so for that role it is somebody whom an officer added.
    """
    if body.role is Role.PARTNER_MEMBER and body.person_id is None:
        member = await _partner_member(session, clock)
    elif body.role is not None and body.person_id is None:
        member = await _development_person(session, clock, body.role)
    elif body.person_id is not None and body.role is None:
        member = await get_member(session, body.person_id, clock.today())
    else:
        raise RoleOrPersonNeeded
    secret = new_secret()
    # Real time, not the movable clock: a session is about security, and moving the clock signs nobody out.
    now = datetime.now(UTC)
    await session.execute(delete(SignIn).where(col(SignIn.expires_at) <= now))
    session.add(SignIn(secret_hash=hash_of(secret), person_id=member.person.id, expires_at=now + SESSION_LASTS))
    return StartedSession(secret, member, now + SESSION_LASTS)


async def _partner_member(session: Session, clock: Clock) -> Member:
    member = await find_first_partner_member(session, clock.today())
    if member is None:
        raise NoPartnerMember
    return member


async def _development_person(session: Session, clock: Clock, role: Role) -> Member:
    name, mailbox = NAMES[role]
    body = AddPerson(display_name=name, email=f"{mailbox}@proef.voorveld.example", role=role)
    person = await find_or_make_person(session, clock, body)
    member = await get_member(session, person.id, clock.today())
    if any(membership.role == role for membership in member.memberships):
        return member
    membership = {
        "id": uuid4(),
        "person_id": person.id,
        "role": role,
        "within": await _within(session, role),
        "valid_from": ALWAYS,
        "granted_by": "development",
        "granted_at": clock.now(),
    }
    await session.execute(insert(Membership).values(**membership).on_conflict_do_nothing())
    return await get_member(session, person.id, clock.today())


async def _within(session: Session, role: Role) -> str | None:
    if REACH_OF[role] is not Reach.AREA:
        return None
    area = await find_first_area(session)
    if area is None:
        raise NoFigures(year="")
    return area.id
