"""The tables of profiles: figures with their origin, areas per year, and persons with what they may do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    text,
)
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
STATUSES = "status IN ('number', 'withheld', 'missing', 'not_applicable')"
KINDS = "kind IN ('count', 'share', 'average', 'rate')"
ROLES = (
    "role IN ('policy_officer', 'approver', 'area_worker', 'area_resident', 'partner_member', 'council_member')"
    " AND (role NOT IN ('area_worker', 'area_resident') OR within IS NOT NULL)"
)
LANGUAGES = "language IN ('nl', 'en')"


class Base(SQLModel, registry=registry()):
    """Tables of this service only."""


def _number(of: type[Integer]) -> Any:
    """A short key beside the readable one: millions of figures point to it."""
    return Column(of, Identity(), unique=True, nullable=False)


metadata = Base.metadata
metadata.naming_convention = NAMING


class Release(Base, table=True):
    """One state of one table of a source. What it said never changes; a correction is another release.

    `published_on` is the day from which it speaks: the source's own date, or else the day we got it.
    `fingerprint` is of all it says, so that the same file again is seen to be the same.
    """

    __tablename__ = "releases"

    id: str = Field(primary_key=True)
    number: int | None = Field(default=None, sa_column=_number(SmallInteger))
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
    published_on: date
    fingerprint: str | None = None
    imported_by: str
    imported_at: datetime = Field(sa_type=DateTime(timezone=True))


class ReleaseColumn(Base, table=True):
    """One indicator in one release: the column it was read from, and whether anything was published in it yet."""

    __tablename__ = "release_columns"

    release_number: int = Field(primary_key=True, foreign_key="releases.number", sa_type=SmallInteger)
    indicator_number: int = Field(primary_key=True, foreign_key="indicators.number", sa_type=SmallInteger)
    source_column: str
    is_published: bool


class Indicator(Base, table=True):
    """One line of the catalogue. With a `numerator` the figure is computed when it is shown, and not stored.

    `source_columns` are stems of the source's columns, or "own:" and the code for a figure of the municipality's own.
    What a policy officer edited (`edited_by`) is theirs: no import takes it back.
    """

    __tablename__ = "indicators"
    __table_args__ = (CheckConstraint(KINDS, name="kind"),)

    code: str = Field(primary_key=True)
    number: int | None = Field(default=None, sa_column=_number(SmallInteger))
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
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    edited_by: str | None = None
    edited_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class IndicatorChange(Base, table=True):
    """What one edit changed: fields with their values before and after. An own indicator begins with one."""

    __tablename__ = "indicator_changes"

    indicator_code: str = Field(primary_key=True, foreign_key="indicators.code")
    version: int = Field(primary_key=True)
    changed_by: str
    changed_at: datetime = Field(sa_type=DateTime(timezone=True))
    before: dict[str, Any] = Field(sa_type=JSONB)
    after: dict[str, Any] = Field(sa_type=JSONB)


class Region(Base, table=True):
    """A region of Statistics Netherlands in one year: the same code may be another place in another year."""

    __tablename__ = "regions"
    __table_args__ = (
        CheckConstraint(LEVELS, name="level"),
        Index("ix_regions_year_parent", "year", "parent"),
        Index("ix_regions_year_level_municipality", "year", "level", "municipality"),
    )

    code: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    number: int | None = Field(default=None, sa_column=_number(Integer))
    level: str
    name: str
    municipality: str | None
    parent: str | None
    changed: int | None
    borders: dict[str, Any] | None = Field(sa_column=Column(JSONB(none_as_null=True), nullable=True))
    borders_source: str | None


class RegionValue(Base, table=True):
    """One figure of one region in one release; a number exactly when the status says so.

    Only what was published stands here: a column without any figure is `is_published = false` in `release_columns`.
    The key starts with the indicator and carries the figure itself, so that every page is answered from the index.
    No foreign keys: checking three for each of two million rows takes longer than all else together. Nobody may
    delete what the numbers stand for, and one transaction makes both.
    """

    __tablename__ = "region_values"
    __table_args__ = (
        CheckConstraint(STATUSES, name="status"),
        CheckConstraint("(number IS NOT NULL) = (status = 'number')", name="number_or_reason"),
        PrimaryKeyConstraint(
            "indicator_number",
            "region_number",
            "release_number",
            postgresql_include=["status", "number"],
        ),
    )

    indicator_number: int = Field(sa_type=SmallInteger)
    region_number: int = Field(sa_type=Integer)
    release_number: int = Field(sa_type=SmallInteger)
    status: str
    number: Decimal | None = Field(sa_column=Column(Numeric, nullable=True))


class RegionMapping(Base, table=True):
    """What became of a region when the borders changed: `share` of its people lives in `to_code` from `to_year` on.

    `basis` says how we know, e.g. "names and inhabitants of both years", `source` where that stands. The names are for
    years of which the region itself is not here.
    """

    __tablename__ = "region_mappings"
    __table_args__ = (
        CheckConstraint("share > 0 AND share <= 1", name="share"),
        CheckConstraint("to_year > from_year", name="forward"),
        Index("ix_region_mappings_to_code", "to_code"),
        Index("ix_region_mappings_from_code", "from_code"),
    )

    from_year: int = Field(primary_key=True)
    from_code: str = Field(primary_key=True)
    to_year: int = Field(primary_key=True)
    to_code: str = Field(primary_key=True)
    share: Decimal = Field(sa_type=Numeric)
    from_name: str | None = None
    to_name: str | None = None
    basis: str
    source: str
    recorded_by: str
    recorded_at: datetime = Field(sa_type=DateTime(timezone=True))


class Area(Base, table=True):
    """An area of the municipality's own; the id is for life. `name` is that of the newest division it is in."""

    __tablename__ = "areas"

    id: str = Field(primary_key=True)
    name: str


class AreaDivision(Base, table=True):
    """That the municipality is divided anew from a year on, with the regions of `regions_year`.

    `version` goes up with every change of any division: of two the later change has the higher one.
    """

    __tablename__ = "area_divisions"

    valid_from: int = Field(primary_key=True)
    regions_year: int
    version: int
    changed_by: str
    changed_at: datetime = Field(sa_type=DateTime(timezone=True))


class DivisionArea(Base, table=True):
    """An area in a division, with the name it has from that year on."""

    __tablename__ = "division_areas"

    valid_from: int = Field(primary_key=True, foreign_key="area_divisions.valid_from")
    area_id: str = Field(primary_key=True, foreign_key="areas.id")
    name: str


class AreaRegion(Base, table=True):
    """What an area consists of from a year on, until the next year in which the municipality is divided again."""

    __tablename__ = "area_regions"
    __table_args__ = (
        ForeignKeyConstraint(["region_code", "regions_year"], ["regions.code", "regions.year"]),
        ForeignKeyConstraint(["valid_from", "area_id"], ["division_areas.valid_from", "division_areas.area_id"]),
        Index("ix_area_regions_area_id", "area_id"),
    )

    valid_from: int = Field(primary_key=True)
    region_code: str = Field(primary_key=True)
    regions_year: int
    area_id: str


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


add_kit_tables(metadata)
