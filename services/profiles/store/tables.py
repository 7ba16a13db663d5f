"""The tables of figures with their origin: releases, the catalogue, regions. With the others they are `metadata`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.kit.tables import add_kit_tables
from services.profiles.store import area_tables, kept_answer_tables, person_tables, postcode_tables
from services.profiles.store.schema import Base, metadata

LEVELS = "level IN ('country', 'municipality', 'district', 'neighbourhood')"
STATUSES = "status IN ('number', 'withheld', 'missing', 'not_applicable')"
KINDS = "kind IN ('count', 'share', 'average', 'rate')"


def _number(of: type[Integer]) -> Any:
    """A short key beside the readable one: millions of figures point to it."""
    return Column(of, Identity(), unique=True, nullable=False)


class Release(Base, table=True):
    """One state of one table of a source. What it said never changes; a correction is another release.

    `published_on` is the day from which it speaks: the source's own date, or else the day we got it. Which of two is
    believed is another question (`domain/editions.py`), and `edition` is what was known when it came in.
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


TABLES = (area_tables, kept_answer_tables, person_tables, postcode_tables)
"""Imported, so that `metadata` knows them too."""

add_kit_tables(metadata)
