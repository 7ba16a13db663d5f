"""What monitoring remembers: partners and agreements, keys, submissions, values with their history."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    Numeric,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.kit.tables import add_kit_tables
from services.monitoring.store.schema import PERIOD, Base, metadata, one_of

UNITS = ("children", "young_people", "families", "persons", "activities", "hours", "percent", "grade", "euros")
DIRECTIONS = ("higher_is_better", "lower_is_better", "neutral")
MODES = ("skip_bad", "all_or_nothing")
FREQUENCIES = ("month", "quarter", "half_year", "year")


class Partner(Base, table=True):
    """An organisation the municipality has agreements with.

    `subsidy_ended_on` follows from a confirmed step in a breach case; a new agreement for a later year takes it away.
    """

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("name"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str
    added_at: datetime = Field(sa_type=DateTime(timezone=True))
    added_by: str
    subsidy_ended_on: date | None = None


class Agreement(Base, table=True):
    """What was agreed for a year. Append-only: the newest version is in force, and replaced the one before it.

    `pillars` is a `Pillars` of the contract. `in_force_by` is None for what was made before there were four eyes.
    """

    __tablename__ = "agreements"
    __table_args__ = (UniqueConstraint("partner_id", "year", "version"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    year: int
    version: int
    core_values: str
    pillars: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}"))
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    made_by: str
    in_force_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    in_force_by: str | None = None


class Kpi(Base, table=True):
    """One indicator of an agreement, in the order of the agreement."""

    __tablename__ = "kpis"
    __table_args__ = (
        UniqueConstraint("agreement_id", "code"),
        CheckConstraint(one_of("unit", UNITS), name="unit"),
        CheckConstraint(one_of("direction", DIRECTIONS), name="direction"),
        CheckConstraint(one_of("frequency", FREQUENCIES), name="frequency"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    agreement_id: UUID = Field(foreign_key="agreements.id")
    position: int
    code: str
    name: str
    definition: str
    unit: str
    direction: str
    by_area: bool
    frequency: str = Field(default="quarter", sa_column_kwargs={"server_default": "quarter"})
    numerator: str = Field(default="", sa_column_kwargs={"server_default": ""})
    denominator: str = Field(default="", sa_column_kwargs={"server_default": ""})
    target: Decimal | None = Field(default=None, sa_type=Numeric(14, 2))
    baseline: Decimal | None = Field(default=None, sa_type=Numeric(14, 2))
    hard_limit: Decimal | None = Field(default=None, sa_type=Numeric(14, 2))


class ApiKey(Base, table=True):
    """A key of a partner's software. Of the secret only the SHA-256 is kept: it is 256 random bits, no password."""

    __tablename__ = "api_keys"
    __table_args__ = (CheckConstraint("scope = 'submit'", name="scope"),)

    id: str = Field(primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id", index=True)
    secret_sha256: bytes
    scope: str
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    made_by: str


class Submission(Base, table=True):
    """A delivery exactly as it came, and what became of each row. Append-only; the same content is there once.

    `agreement_version` is None for what was taken before it was kept.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("partner_id", "content_sha256"),
        Index("ix_submissions_partner_id_period_received_at", "partner_id", "period", "received_at"),
        CheckConstraint(PERIOD, name="period"),
        CheckConstraint(one_of("mode", MODES), name="mode"),
        CheckConstraint("(api_key_id IS NULL) <> (submitted_by IS NULL)", name="sender"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    api_key_id: str | None = Field(foreign_key="api_keys.id")
    submitted_by: str | None = None
    content_sha256: bytes
    period: str
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    body: bytes
    mode: str = Field(default="skip_bad", sa_column_kwargs={"server_default": "skip_bad"})
    replaces: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    new: int
    changed: int
    unchanged: int
    refused: int
    withdrawn: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    agreement_version: int | None = None
    rows: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))


class CurrentValue(Base, table=True):
    """The value that counts now, NULL when it was withdrawn, and the submission it came with.

    `area_id` is None for a KPI of the whole town.

    Partner and period are the submission's. No foreign key and no check per row: a trigger looks the submission up once
    a statement. Whoever changes a value leaves the old one in `value_versions`: a trigger too (migration 0027).
    """

    __tablename__ = "current_values"
    __table_args__ = (
        UniqueConstraint("partner_id", "period", "kpi_code", "area_id", postgresql_nulls_not_distinct=True),
        Index("ix_current_values_area_id_period", "area_id", "period"),
    )

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    partner_id: UUID
    period: str
    kpi_code: str
    area_id: str | None
    value: Decimal | None = Field(sa_type=Numeric(14, 2))
    submission_id: UUID
    received_at: datetime = Field(sa_type=DateTime(timezone=True))


class ValueVersion(Base, table=True):
    """Every value that was replaced (NULL: was withdrawn), append-only. With what counts now: `store/history.py`."""

    __tablename__ = "value_versions"
    __table_args__ = (Index("ix_value_versions_partner_id_period_kpi_code", "partner_id", "period", "kpi_code"),)

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    partner_id: UUID
    period: str
    kpi_code: str
    area_id: str | None
    value: Decimal | None = Field(sa_type=Numeric(14, 2))
    submission_id: UUID
    received_at: datetime = Field(sa_type=DateTime(timezone=True))


class InitiativeFigure(Base, table=True):
    """What an initiative says of itself; the newest version of what budget told us. NULL is not answered, never 0."""

    __tablename__ = "initiative_figures"
    __table_args__ = (Index("ix_initiative_figures_area_id_year", "area_id", "year"),)

    initiative_id: UUID = Field(primary_key=True)
    version: int
    area_id: str | None
    year: int
    title: str
    children_reached: int | None
    rating: int | None = None
    learned: str = Field(default="", sa_column_kwargs={"server_default": ""})
    shared_on: date
    received_at: datetime = Field(sa_type=DateTime(timezone=True))


from services.monitoring.store import (  # noqa: E402 (they need the tables above)
    contact_tables,
    council_tables,
    delivery_tables,
    dossier_tables,
    learning_tables,
    programme_tables,
    referral_tables,
    report_tables,
    survey_follow_tables,
    survey_tables,
    survey_try_tables,
    talk_tables,
    target_tables,
    webhook_tables,
)

__all__ = [
    "contact_tables",
    "council_tables",
    "delivery_tables",
    "dossier_tables",
    "learning_tables",
    "metadata",
    "programme_tables",
    "referral_tables",
    "report_tables",
    "survey_follow_tables",
    "survey_tables",
    "survey_try_tables",
    "talk_tables",
    "target_tables",
    "webhook_tables",
]
"""Imported, so that `metadata` knows them too."""

add_kit_tables(metadata)
