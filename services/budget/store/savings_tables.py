"""The tables of savings cases: what is expected, and the decision record with what was seen."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.budget.store.schema import Base, cents, moment

DEEDS = "'proposed', 'returned', 'withdrawn', 'approved', 'seen', 'seen_returned', 'seen_approved', 'closed'"


class SavingsCase(Base, table=True):
    """An expected saving of a year, as it was proposed last. `share` is the setting as it was then.

    `seen_cents` is what was seen and approved last, all together until `seen_until`.
    """

    __tablename__ = "savings_cases"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'returned', 'withdrawn', 'approved', 'seen', 'closed')", name="state"),
        CheckConstraint(
            "(state IN ('approved', 'seen', 'closed')) = (approved_by IS NOT NULL)", name="approved_by_somebody"
        ),
        CheckConstraint("approved_by <> proposed_by", name="four_eyes"),
        CheckConstraint("seen_approved_by <> seen_by", name="seen_four_eyes"),
        CheckConstraint("low_cents <= centre_cents AND centre_cents <= high_cents AND high_cents > 0", name="interval"),
        CheckConstraint("(seen_cents IS NULL) = (seen_until IS NULL)", name="seen_until_a_day"),
        Index("ix_savings_cases_year_created_at", "year", "created_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    name: str
    basis: str
    estimate: str
    document: str
    low_cents: int = cents()
    centre_cents: int = cents()
    high_cents: int = cents()
    share: str
    state: str
    version: int
    seen_cents: int | None = cents(default=None)
    seen_until: date | None = None
    proposed_by: str
    approved_by: str | None = None
    seen_by: str | None = None
    seen_approved_by: str | None = None
    created_at: datetime = moment()


class SavingsStep(Base, table=True):
    """The decision record of a case, append-only. A proposal keeps its interval, a report what was seen.

    An approval names the source it made: one per version, so never two.
    """

    __tablename__ = "savings_steps"
    __table_args__ = (
        CheckConstraint(f"deed IN ({DEEDS})", name="deed"),
        CheckConstraint("(deed = 'proposed') = (low_cents IS NOT NULL)", name="estimated"),
        CheckConstraint("(deed IN ('seen', 'seen_approved', 'closed')) = (seen_cents IS NOT NULL)", name="seen"),
        CheckConstraint(
            "source_id IS NULL OR deed IN ('approved', 'seen_approved', 'closed')", name="source_by_approval"
        ),
        UniqueConstraint("case_id", "version"),
        UniqueConstraint("source_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="savings_cases.id")
    version: int
    deed: str
    by: str
    at: datetime = moment()
    note: str = ""
    document: str = ""
    low_cents: int | None = cents(default=None)
    centre_cents: int | None = cents(default=None)
    high_cents: int | None = cents(default=None)
    seen_cents: int | None = cents(default=None)
    seen_until: date | None = None
    money_year: int | None = None
    source_id: UUID | None = Field(default=None, foreign_key="sources.id")
