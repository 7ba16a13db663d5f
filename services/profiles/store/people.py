"""All SELECTs about persons, their memberships and their sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import col

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownMembership, UnknownPerson
from services.profiles.store.person_tables import Membership, Person, SignIn


@dataclass(frozen=True, slots=True)
class Member:
    """A person with the memberships that hold today."""

    person: Person
    memberships: list[Membership]

    def has(self, role: str, within: str | None) -> bool:
        return any(m.role == role and m.within == within for m in self.memberships)


async def find_members(session: Session, today: date, area_id: str | None, role: str | None) -> Sequence[Member]:
    """Persons with a membership today, within an area or with a role when one is given, by name."""
    matching = select(col(Membership.person_id)).where(_holds(today))
    if area_id is not None:
        matching = matching.where(col(Membership.within) == area_id)
    if role is not None:
        matching = matching.where(col(Membership.role) == role)
    asked = _people_today(today).where(col(Person.id).in_(matching)).order_by(func.lower(col(Person.display_name)))
    return _members(await session.execute(asked))


async def memberships_of_circle(
    session: Session, today: date, area_id: str | None, roles: Iterable[str]
) -> Sequence[Membership]:
    """The memberships of today with one of these roles, within an area or (without one) in the whole municipality."""
    wanted = select(Membership).where(
        _holds(today), col(Membership.role).in_(list(roles)), col(Membership.within) == area_id
    )
    return (await session.scalars(wanted)).all()


async def get_member(session: Session, person_id: UUID, today: date) -> Member:
    """Raises UnknownPerson."""
    found = _members(await session.execute(_people_today(today).where(col(Person.id) == person_id)))
    if not found:
        raise UnknownPerson
    return found[0]


async def find_member_by_email(session: Session, email: str, today: date) -> Member | None:
    """The person with this address, in whatever case it was typed."""
    found = _members(await session.execute(_people_today(today).where(func.lower(col(Person.email)) == email.lower())))
    return found[0] if found else None


async def find_first_partner_member(session: Session, today: date) -> Member | None:
    """Who has been a member of a partner longest; None when nobody is."""
    of_partner = (col(Membership.role) == "partner_member") & col(Membership.within).is_not(None)
    first = (
        select(col(Membership.person_id))
        .where(_holds(today), of_partner)
        .order_by(col(Membership.granted_at), col(Membership.id))
        .limit(1)
    )
    found = _members(await session.execute(_people_today(today).where(col(Person.id).in_(first))))
    return found[0] if found else None


async def lock_membership(session: Session, membership_id: UUID, today: date) -> Membership:
    """A role that somebody has or had, so that others who want to end it wait. Raises UnknownMembership."""
    begun = (col(Membership.id) == membership_id) & (col(Membership.valid_from) <= today)
    found: Membership | None = await session.scalar(select(Membership).where(begun).with_for_update())
    if found is None:
        raise UnknownMembership
    return found


async def is_last_of_role(session: Session, membership: Membership, today: date) -> bool:
    """Nobody else has this role today. Who else ends one of it waits until this transaction is over."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"memberships.{membership.role}"))))
    others = select(Membership).where(
        _holds(today), col(Membership.role) == membership.role, col(Membership.person_id) != membership.person_id
    )
    return not await session.scalar(select(others.exists()))


async def find_signed_in(
    session: Session, secret_hash: bytes, now: datetime, today: date
) -> tuple[Member, datetime] | None:
    """Who has this session, and until when; None when there is no such session any more."""
    asked = (
        select(Person, Membership, col(SignIn.expires_at))
        .join(SignIn, col(SignIn.person_id) == col(Person.id))
        .outerjoin(Membership, (col(Membership.person_id) == col(Person.id)) & _holds(today))
        .where(col(SignIn.secret_hash) == secret_hash, col(SignIn.expires_at) > now)
        .order_by(col(Membership.role), col(Membership.within))
    )
    found = (await session.execute(asked)).all()
    if not found:
        return None
    return _members((person, membership) for person, membership, _ in found)[0], found[0][2]


def _people_today(today: date) -> Select[Person, Membership]:
    return (
        select(Person, Membership)
        .outerjoin(Membership, (col(Membership.person_id) == col(Person.id)) & _holds(today))
        .order_by(col(Membership.role), col(Membership.within))
    )


def _holds(today: date) -> ColumnElement[bool]:
    until = col(Membership.valid_until)
    is_now = (col(Membership.valid_from) <= today) & or_(until.is_(None), until >= today)
    return is_now & col(Membership.ended_at).is_(None)


def _members(found: Iterable[tuple[Person, Membership | None]]) -> list[Member]:
    members: dict[UUID, Member] = {}
    for person, membership in found:
        member = members.setdefault(person.id, Member(person, []))
        if membership is not None:
            member.memberships.append(membership)
    return list(members.values())
