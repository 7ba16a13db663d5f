"""The tables of the steps around a decision: a question that stops the clock, a no by two, what was told of a term."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.budget.store.schema import Base, moment

SEATS = "('worker', 'resident', 'officer')"


class CompletionRequest(Base, table=True):
    """The applicant was asked to complete the idea (Awb 4:5). `answer_by_before`: as it was, to count on from."""

    __tablename__ = "completion_requests"
    __table_args__ = (
        CheckConstraint("until > asked_on", name="until"),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered"),
        Index("ix_completion_requests_initiative_id", "initiative_id"),
        Index(
            "uq_completion_requests_open",
            "initiative_id",
            unique=True,
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    asked_by: str
    what: str
    asked_on: date
    until: date
    answer_by_before: date
    answer: str | None = None
    answered_on: date | None = None
    closed_on: date | None = None


class Refusal(Base, table=True):
    """A no: one proposes, another of another kind agrees. `round_id`: ballots decided, and who set and confirmed it.

    `overturned_on`: an objection was upheld, and the idea is decided on anew.
    """

    __tablename__ = "refusals"
    __table_args__ = (
        CheckConstraint(f"proposed_seat IN {SEATS}", name="proposed_seat"),
        CheckConstraint(f"agreed_seat IN {SEATS}", name="agreed_seat"),
        CheckConstraint("agreed_by <> proposed_by AND agreed_seat <> proposed_seat", name="four_eyes"),
        CheckConstraint("(agreed_by IS NULL) = (agreed_on IS NULL)", name="agreed"),
        CheckConstraint("agreed_on IS NULL OR withdrawn_at IS NULL", name="agreed_or_withdrawn"),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered"),
        Index("ix_refusals_initiative_id", "initiative_id"),
        Index(
            "uq_refusals_one",
            "initiative_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL AND overturned_on IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    round_id: UUID | None = Field(default=None, foreign_key="rounds.id")
    ground: str
    own_words: str
    proposed_by: str
    proposed_seat: str | None = None
    proposed_on: date
    hear_until: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    agreed_by: str | None = None
    agreed_seat: str | None = None
    agreed_on: date | None = None
    withdrawn_at: datetime | None = moment(default=None)
    overturned_on: date | None = None


class TermNotice(Base, table=True):
    """What we told when a term ran out: the team beforehand, the applicant when it was late. Once for each term."""

    __tablename__ = "term_notices"
    __table_args__ = (CheckConstraint("kind IN ('warned', 'late')", name="kind"),)

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    kind: str = Field(primary_key=True)
    answer_by: date = Field(primary_key=True)
    told_on: date
    new_answer_by: date | None = None
