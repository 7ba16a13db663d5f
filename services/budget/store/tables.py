"""The tables of budget: the year's split, the ledger, and initiatives with (apart) who asked for them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, LargeBinary, Numeric, UniqueConstraint, text
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


class Base(SQLModel, registry=registry()):
    """Tables of this service only."""


metadata = Base.metadata
metadata.naming_convention = NAMING


def moment(**more: Any) -> Any:
    """A column for an aware UTC time."""
    return Field(sa_type=DateTime(timezone=True), **more)


def cents(**more: Any) -> Any:
    """A column for euro cents."""
    return Field(sa_type=BigInteger, **more)


class Split(Base, table=True):
    """One plan for a year, with the figures its key froze. Only its state, version and deciders change."""

    __tablename__ = "splits"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'proposed', 'returned', 'approved')", name="state"),
        CheckConstraint("(state = 'approved') = (approved_by IS NOT NULL)", name="approved_by_somebody"),
        CheckConstraint("approved_by <> proposed_by", name="four_eyes"),
        Index("uq_splits_approved_year", "year", unique=True, postgresql_where=text("state = 'approved'")),
        Index("ix_splits_year_created_at", "year", "created_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    state: str
    version: int
    municipality_name: str
    youth_budget_cents: int = cents()
    prevention_share: str
    areas_share: str
    total_cents: int = cents()
    areas_cents: int = cents()
    base_per_area_cents: int = cents()
    indicator: str
    indicator_name: str
    indicator_name_en: str | None = None  # None from here on means: made before this was frozen.
    period: int
    release: str
    source_table: str
    source_title: str | None = None
    edition: str | None = None
    retrieved_on: date | None
    licence: str | None = None
    attribution: str
    source_url: str | None = None
    releases: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB)
    proposed_by: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    created_at: datetime = moment()


class Line(Base, table=True):
    """One line of a split. It never changes (a trigger sees to that); its row is what an award locks."""

    __tablename__ = "split_lines"
    __table_args__ = (
        CheckConstraint("kind IN ('area', 'city_wide', 'support')", name="kind"),
        CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name="area_of_its_own"),
        CheckConstraint("amount_cents >= 0", name="amount_cents"),
        UniqueConstraint("split_id", "position"),
        UniqueConstraint("split_id", "area_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    split_id: UUID = Field(foreign_key="splits.id")
    position: int
    kind: str
    area_id: str | None
    name: str
    amount_cents: int = cents()
    base_cents: int | None = cents()
    weight: Decimal | None = Field(sa_type=Numeric)
    releases: list[str] | None = Field(default=None, sa_type=JSONB)


class Step(Base, table=True):
    """The decision record of a split, append-only: who did what when, on which version."""

    __tablename__ = "split_steps"
    __table_args__ = (UniqueConstraint("split_id", "version"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    split_id: UUID = Field(foreign_key="splits.id")
    version: int
    state: str
    by: str
    at: datetime = moment()
    note: str


class Posting(Base, table=True):
    """One event in the ledger, append-only. Its entries add up to zero (a deferred trigger sees to that)."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("kind IN ('split-approved', 'award')", name="kind"),
        Index("ix_postings_year_at", "year", "at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    kind: str
    decision: str
    by: str
    at: datetime = moment()


class Entry(Base, table=True):
    """One side of a posting, append-only. The `free` account of a line is never below zero (trigger)."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("account IN ('source', 'free', 'awarded', 'paid')", name="account"),
        CheckConstraint("(account = 'source') = (line_id IS NULL)", name="line_of_its_own"),
        CheckConstraint("amount_cents <> 0", name="amount_cents"),
        Index("ix_entries_line_id_account", "line_id", "account"),
        Index("ix_entries_posting_id", "posting_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    posting_id: UUID = Field(foreign_key="postings.id")
    account: str
    line_id: UUID | None = Field(foreign_key="split_lines.id")
    amount_cents: int = cents()


class Initiative(Base, table=True):
    """One idea from first words to result. Who asked stands in `applicants` and can be forgotten without it."""

    __tablename__ = "initiatives"
    __table_args__ = (
        CheckConstraint("state IN ('unconfirmed', 'open', 'awarded', 'shared')", name="state"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        Index("ix_initiatives_line_id_state", "line_id", "state"),
        Index("ix_initiatives_year_area_id_submitted_at", "year", "area_id", "submitted_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    line_id: UUID = Field(foreign_key="split_lines.id")
    year: int
    area_id: str
    title: str
    what: str
    when: str
    where: str
    amount_cents: int = cents()
    state: str
    version: int
    answer_by: date
    submitted_at: datetime = moment()
    confirmed_at: datetime | None = moment(default=None)
    awarded_at: datetime | None = moment(default=None)


class Applicant(Base, table=True):
    """Who asked: name and e-mail. Purpose: to decide on the idea and to answer. Deleted after `delete_after`."""

    __tablename__ = "applicants"
    __table_args__ = (
        CheckConstraint("language IN ('nl', 'en')", name="language"),
        Index("ix_applicants_contact_email", "contact_email"),
        Index("uq_applicants_link_hash", "link_hash", unique=True),
    )

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    name: str
    contact_email: str
    language: str
    may_mail_since: datetime = moment()
    delete_after: date
    link_hash: bytes = Field(sa_type=LargeBinary)
    code_hash: bytes | None = Field(sa_type=LargeBinary)
    code_until: datetime = moment()
    code_tries: int = 0


class MailedCode(Base, table=True):
    """A code that was mailed for an idea that waits for one; only its hash. Gone once the idea is confirmed."""

    __tablename__ = "mailed_codes"

    initiative_id: UUID = Field(primary_key=True, foreign_key="applicants.initiative_id", ondelete="CASCADE")
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    mailed_at: datetime = moment()


class BrowserSession(Base, table=True):
    """A browser that may follow one idea; only the hash of its secret is kept."""

    __tablename__ = "applicant_sessions"
    __table_args__ = (Index("ix_applicant_sessions_initiative_id", "initiative_id"),)

    secret_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    initiative_id: UUID = Field(foreign_key="applicants.initiative_id", ondelete="CASCADE")
    expires_at: datetime = moment()


class Yes(Base, table=True):
    """One yes of the circle. A yes is taken back when its giver turns out to have a stake; it stays on record."""

    __tablename__ = "yeses"
    __table_args__ = (
        CheckConstraint("seat IN ('worker', 'resident')", name="seat"),
        Index("uq_yeses_person", "initiative_id", "person_id", unique=True),
        Index("uq_yeses_seat", "initiative_id", "seat", unique=True, postgresql_where=text("withdrawn_at IS NULL")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    person_id: str
    seat: str
    at: datetime = moment()
    withdrawn_at: datetime | None = moment(default=None)


class Stake(Base, table=True):
    """Somebody of the circle who has a personal interest and keeps out (Awb 2:4). Append-only."""

    __tablename__ = "stakes"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    person_id: str = Field(primary_key=True)
    at: datetime = moment()


class Award(Base, table=True):
    """The decision on an initiative, append-only, with its letter (without the applicant's name)."""

    __tablename__ = "awards"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    posting_id: UUID = Field(foreign_key="postings.id", unique=True)
    awarded_on: date
    language: str
    letter: str


class Photo(Base, table=True):
    """A photo kept on disk under the hash of its content; the row is written after the file."""

    __tablename__ = "photos"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    photo_id: str = Field(primary_key=True, index=True)
    width: int
    height: int
    kept_at: datetime = moment()


class Result(Base, table=True):
    """What an initiative brought about, told by its people. Append-only."""

    __tablename__ = "results"
    __table_args__ = (
        CheckConstraint("children_reached >= 0", name="children_reached"),
        Index("ix_results_photo_id", "photo_id"),
    )

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    text: str
    learned: str
    children_reached: int
    photo_id: str | None
    photo_description: str
    shared_at: datetime = moment()


add_kit_tables(metadata)
