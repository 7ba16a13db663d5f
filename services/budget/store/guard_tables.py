"""The tables of guarding together: what an initiative says it spent, and what is asked and said about it.

Append-only but for taking away what is of a person, and for striking an entry once (a trigger of migration sees to it).
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment


class JournalEntry(Base, table=True):
    """Something an initiative paid for, by its own words. `what` is empty once its text was taken away."""

    __tablename__ = "journal_entries"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount_cents"),
        CheckConstraint("(what = '') = (text_removed_at IS NOT NULL)", name="text_until_removed"),
        CheckConstraint("photo_id IS NULL OR photo_removed_at IS NULL", name="photo_until_removed"),
        Index("ix_journal_entries_initiative_id", "initiative_id"),
        Index("ix_journal_entries_photo_id", "photo_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    amount_cents: int = cents()
    what: str
    spent_on: date
    photo_id: str | None = None
    written_at: datetime = moment()
    struck_at: datetime | None = moment(default=None)
    text_removed_at: datetime | None = moment(default=None)
    photo_removed_at: datetime | None = moment(default=None)


class JournalMessage(Base, table=True):
    """A question, an answer, a concern of the circle or how it was settled. `said_by`: an id, never shown."""

    __tablename__ = "journal_messages"
    __table_args__ = (
        CheckConstraint("kind IN ('question', 'answer', 'concern', 'settled')", name="kind"),
        CheckConstraint("speaker IN ('applicant', 'worker', 'resident')", name="speaker"),
        CheckConstraint("(kind IN ('answer', 'settled')) = (about_id IS NOT NULL)", name="about"),
        CheckConstraint("(text = '') = (removed_at IS NOT NULL)", name="text_until_removed"),
        Index("ix_journal_messages_initiative_id", "initiative_id"),
        Index("uq_journal_messages_settled", "about_id", unique=True, postgresql_where=text("kind = 'settled'")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    about_id: UUID | None = Field(default=None, foreign_key="journal_messages.id")
    kind: str
    speaker: str
    said_by: str
    for_somebody: bool = False
    text: str
    at: datetime = moment()
    removed_at: datetime | None = moment(default=None)


class ResultDocument(Base, table=True):
    """A PDF of a result, kept on disk under the hash of its content; the row is written after the file."""

    __tablename__ = "result_documents"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    document_id: str = Field(primary_key=True, index=True)
    size: int
    kept_at: datetime = moment()
