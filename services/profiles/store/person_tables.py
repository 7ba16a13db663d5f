"""The tables of persons: who signs in, and what they may do. Purpose and end date of each field: docs/privacy.md."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, Index, LargeBinary, text
from sqlmodel import Field

from services.profiles.store.schema import Base

ROLES = (
    "role IN ('policy_officer', 'approver', 'area_worker', 'area_resident', 'city_worker', 'city_resident', "
    "'partner_member', 'council_member')"
    " AND (role NOT IN ('area_worker', 'area_resident') OR within IS NOT NULL)"
)
LANGUAGES = "language IN ('nl', 'en')"


class Person(Base, table=True):
    """Somebody who signs in. Purpose and end date of each field: docs/privacy.md."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint(LANGUAGES, name="language"),
        Index("uq_persons_email", text("lower(email)"), unique=True),
    )

    id: UUID = Field(primary_key=True)
    display_name: str
    email: str
    language: str
    created_at: datetime = Field(sa_type=DateTime(timezone=True))


class Membership(Base, table=True):
    """A role within an area or a partner, or in the whole municipality; from and until are inclusive dates.

    One that was ended holds no more from that moment, though that day is still its last.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(ROLES, name="role"),
        CheckConstraint("valid_until >= valid_from", name="from_before_until"),
        Index("ix_memberships_role_within", "role", "within"),
        Index(
            "uq_memberships_open",
            "person_id",
            "role",
            text("coalesce(within, '')"),
            unique=True,
            postgresql_where=text("valid_until IS NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="persons.id", index=True)
    role: str
    within: str | None
    valid_from: date
    valid_until: date | None = None
    granted_by: str
    granted_at: datetime = Field(sa_type=DateTime(timezone=True))
    ended_by: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class SignIn(Base, table=True):
    """A signed-in browser: only the hash of its secret is here, so that reading this table signs nobody in."""

    __tablename__ = "sessions"

    secret_hash: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    person_id: UUID = Field(foreign_key="persons.id", index=True)
    expires_at: datetime = Field(sa_type=DateTime(timezone=True), index=True)


class ContactPerson(Base, table=True):
    """The one fixed contact person of an area, with the words the public reads."""

    __tablename__ = "contact_persons"

    area_id: str = Field(primary_key=True, foreign_key="areas.id")
    person_id: UUID = Field(foreign_key="persons.id", index=True)
    name: str
    reachable: str
    named_by: str
    named_at: datetime = Field(sa_type=DateTime(timezone=True))
