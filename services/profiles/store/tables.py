"""The tables of profiles: figures with their origin, areas per year, and persons with what they may do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKeyConstraint, Index, LargeBinary, Numeric, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from services.kit.tables import add_kit_tables

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
LEVELS = "level IN ('country', 'municipality', 'district', 'neighbourhood')"
STATUSES = "status IN ('number', 'not_published', 'withheld', 'missing', 'not_applicable', 'too_small')"
KINDS = "kind IN ('count', 'share', 'average', 'rate')"
ROLES = (
    "role IN ('policy_officer', 'approver', 'area_worker', 'area_resident', 'partner_member', 'council_member')"
    " AND (role NOT IN ('area_worker', 'area_resident') OR within IS NOT NULL)"
)
LANGUAGES = "language IN ('nl', 'en')"


class Base(SQLModel, registry=registry()):
    """Tables of this service only."""


metadata = Base.metadata
metadata.naming_convention = NAMING


class Release(Base, table=True):
    """One state of one table of a source. What it said never changes; a correction is another release."""

    __tablename__ = "releases"

    id: str = Field(primary_key=True)
    source_table: str
    title: str
    year: int = Field(index=True)
    edition: str
    modified: date | None
    retrieved: date | None
    licence: str
    attribution: str
    url: str
    note: str


class Indicator(Base, table=True):
    """One line of the catalogue. With a `numerator` the figure is computed when it is shown, and not stored."""

    __tablename__ = "indicators"
    __table_args__ = (CheckConstraint(KINDS, name="kind"),)

    code: str = Field(primary_key=True)
    position: int
    source_columns: str
    theme: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    unit: str
    kind: str
    numerator: str | None
    denominator: str | None
    base: str | None
    factor: int | None
    minimum_base: int
    decimals: int
    rounding: str
    direction: str
    key_figure: int | None


class Region(Base, table=True):
    """A region of Statistics Netherlands in one year: the same code may be another place in another year."""

    __tablename__ = "regions"
    __table_args__ = (
        CheckConstraint(LEVELS, name="level"),
        Index("ix_regions_year_parent", "year", "parent"),
    )

    code: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    level: str
    name: str
    municipality: str | None
    parent: str | None
    changed: int | None
    borders: dict[str, Any] | None = Field(sa_column=Column(JSONB(none_as_null=True), nullable=True))
    borders_source: str | None


class RegionValue(Base, table=True):
    """One figure of one region in one release; a number exactly when the status says so."""

    __tablename__ = "region_values"
    __table_args__ = (
        CheckConstraint(STATUSES, name="status"),
        CheckConstraint("(number IS NOT NULL) = (status = 'number')", name="number_or_reason"),
    )

    release_id: str = Field(primary_key=True, foreign_key="releases.id")
    region_code: str = Field(primary_key=True)
    indicator_code: str = Field(primary_key=True, foreign_key="indicators.code")
    status: str
    number: Decimal | None = Field(sa_column=Column(Numeric, nullable=True))


class Area(Base, table=True):
    """An area of the municipality's own; the id is for life."""

    __tablename__ = "areas"

    id: str = Field(primary_key=True)
    name: str


class AreaRegion(Base, table=True):
    """What an area consists of from a year on, until the next year in which the municipality is divided again."""

    __tablename__ = "area_regions"
    __table_args__ = (ForeignKeyConstraint(["region_code", "valid_from"], ["regions.code", "regions.year"]),)

    valid_from: int = Field(primary_key=True)
    region_code: str = Field(primary_key=True)
    area_id: str = Field(foreign_key="areas.id", index=True)


class Installation(Base, table=True):
    """The one row: whose installation this is. `data_version` goes up with figures, regions and areas (keeper.py)."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("one_row", name="one_row"),)

    one_row: bool = Field(primary_key=True, default=True)
    municipality: str
    is_example: bool = False
    grouping_note_nl: str
    grouping_note_en: str
    data_version: int


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
    """A role within an area or a partner, or in the whole municipality; from and until are inclusive dates."""

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


add_kit_tables(metadata)
