"""The tables of initiatives: the idea, (apart) who asked for it, the circle's yesses, the award and the result.

Those of the money stand in `money_tables.py`, those of rounds of ballots in `round_tables.py`,
those of guarding together in `guard_tables.py`.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store import (
    application_tables,
    attachment_tables,
    circle_mail_tables,
    deliberation_tables,
    draft_tables,
    guard_tables,
    letter_tables,
    message_tables,
    money_tables,
    objection_tables,
    payment_tables,
    procedure_tables,
    round_tables,
    sample_tables,
    savings_tables,
    scheme_tables,
    show_tables,
    software_tables,
)
from services.budget.store.schema import Base, cents, metadata, moment
from services.kit.tables import add_kit_tables


class Initiative(Base, table=True):
    """One idea from first words to result. Who asked stands in `applicants` and can be forgotten without it.

    `area_id`: none for the whole city. `least_cents`: it can do with this too, if its people said so.
    `scheme_id`: the version of the scheme it was told under, if there was one.
    """

    __tablename__ = "initiatives"
    __table_args__ = (
        CheckConstraint("state IN ('unconfirmed', 'open', 'awarded', 'shared', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        CheckConstraint("least_cents > 0 AND least_cents < amount_cents", name="least_cents"),
        Index("ix_initiatives_line_id_state", "line_id", "state"),
        Index("ix_initiatives_year_area_id_submitted_at", "year", "area_id", "submitted_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    line_id: UUID = Field(foreign_key="lines.id")
    year: int
    area_id: str | None
    title: str
    what: str
    when: str
    where: str
    amount_cents: int = cents()
    least_cents: int | None = cents(default=None)
    state: str
    version: int
    answer_by: date
    late_since: date | None = None
    submitted_at: datetime = moment()
    confirmed_at: datetime | None = moment(default=None)
    awarded_at: datetime | None = moment(default=None)
    scheme_id: UUID | None = Field(default=None, foreign_key="schemes.id")


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
    """One yes of the circle: to all that was asked, or to a part with why not all.

    It is taken back when its giver turns out to have a stake, and when another amount is proposed; it stays on record.
    """

    __tablename__ = "yeses"
    __table_args__ = (
        CheckConstraint("seat IN ('worker', 'resident')", name="seat"),
        CheckConstraint("(amount_cents IS NULL) = (ground = '')", name="part_with_ground"),
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        Index(
            "uq_yeses_person",
            "initiative_id",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("uq_yeses_seat", "initiative_id", "seat", unique=True, postgresql_where=text("withdrawn_at IS NULL")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    person_id: str
    seat: str
    amount_cents: int | None = cents(default=None)
    ground: str = Field(default="", sa_column_kwargs={"server_default": ""})
    at: datetime = moment()
    withdrawn_at: datetime | None = moment(default=None)


class Stake(Base, table=True):
    """Somebody of the circle who has a personal interest and keeps out (Awb 2:4). Append-only."""

    __tablename__ = "stakes"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    person_id: str = Field(primary_key=True)
    at: datetime = moment()


class Award(Base, table=True):
    """The decision on an initiative, append-only, with its letter (without the applicant's name).

    `part_why`: of a part why it was not all, for everybody: `nl` and `en`, or `own` for the circle's own words.
    """

    __tablename__ = "awards"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    posting_id: UUID = Field(foreign_key="postings.id", unique=True)
    awarded_on: date
    amount_cents: int = cents()
    language: str
    letter: str
    part_why: dict[str, str] = Field(
        default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'::jsonb")}
    )


class Photo(Base, table=True):
    """A photo kept on disk under the hash of its content; the row is written after the file."""

    __tablename__ = "photos"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    photo_id: str = Field(primary_key=True, index=True)
    width: int
    height: int
    kept_at: datetime = moment()


class Result(Base, table=True):
    """What an initiative brought about, told by its people; they may change it until the conference is kept."""

    __tablename__ = "results"
    __table_args__ = (
        CheckConstraint("children_reached >= 0", name="children_reached"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        Index("ix_results_photo_id", "photo_id"),
        Index("ix_results_document_id", "document_id"),
        Index(
            "ix_results_more_pictures",
            "more_pictures",
            postgresql_using="gin",
            postgresql_ops={"more_pictures": "jsonb_path_ops"},
        ),
    )

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    text: str
    learned: str
    children_reached: int | None
    rating: int | None = None
    photo_id: str | None
    photo_description: str
    more_pictures: list[dict[str, str]] = Field(
        default_factory=list, sa_type=JSONB, sa_column_kwargs={"server_default": "[]"}
    )
    film_url: str = Field(default="", sa_column_kwargs={"server_default": ""})
    document_id: str | None = None
    shared_at: datetime = moment()
    changed_at: datetime | None = moment(default=None)


TABLES = (
    circle_mail_tables,
    message_tables,
    application_tables,
    attachment_tables,
    objection_tables,
    deliberation_tables,
    guard_tables,
    money_tables,
    round_tables,
    sample_tables,
    savings_tables,
    letter_tables,
    procedure_tables,
    scheme_tables,
    show_tables,
    software_tables,
    draft_tables,
    payment_tables,
)
"""Imported, so that `metadata` knows them too."""

add_kit_tables(metadata)
