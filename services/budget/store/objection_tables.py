"""The table of objections. Who objected is the applicant, or somebody whose name is only in the letter they sent."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from services.budget.store.schema import Base, cents


class Objection(Base, table=True):
    """To one decision (`letter_id`). `new_cents`, `posting_id`: what upholding it made of the award.

    A trigger refuses a decision by who took part in what it is against (10:3(3)).
    """

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint("how IN ('web', 'post', 'desk')", name="how"),
        CheckConstraint("outcome IN ('upheld', 'unfounded', 'inadmissible')", name="outcome"),
        CheckConstraint(
            "(outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_on IS NULL)"
            " AND (outcome IS NULL) = (reasons IS NULL)",
            name="decided",
        ),
        CheckConstraint("outcome IS NULL OR withdrawn_on IS NULL", name="decided_or_withdrawn"),
        CheckConstraint("new_cents IS NULL OR outcome = 'upheld'", name="new_when_upheld"),
        # So that a change of an award can name the objection together with who decided on it.
        UniqueConstraint("id", "decided_by"),
        Index("ix_objections_initiative_id", "initiative_id"),
        Index(
            "uq_objections_of_applicant",
            "letter_id",
            unique=True,
            postgresql_where=text("of_applicant AND withdrawn_on IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    letter_id: UUID = Field(foreign_key="letters.id")
    of_applicant: bool
    how: str
    entered_by: str
    received_on: date
    why: str
    term_until: date
    decide_by: date
    version: int
    extended_on: date | None = None
    withdrawn_on: date | None = None
    outcome: str | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    new_cents: int | None = cents(default=None)
    posting_id: UUID | None = Field(default=None, foreign_key="postings.id", unique=True)
