"""Case-review sessions and uncertainties looked at again. Written once; only taken back, and then without words."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, CheckConstraint, Column, DateTime, Index, String
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of

VERDICTS = ("keep", "change", "close")


class CaseReview(Base, table=True):
    """A session about cases, without persons. `uncertainties`: lines of the agreement as they stood there."""

    __tablename__ = "case_reviews"
    __table_args__ = (
        Index("ix_case_reviews_partner_id_year", "partner_id", "year"),
        CheckConstraint("withdrawn_at IS NULL OR (theme = '' AND learned = '' AND changes = '')", name="withdrawn"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    year: int
    held_on: date
    theme: str
    learned: str
    changes: str
    uncertainties: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    added_at: datetime = Field(sa_type=DateTime(timezone=True))
    added_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    withdrawn_by: str | None = None


class UncertaintyVisit(Base, table=True):
    """An uncertainty looked at again: what was seen, and whether it stays, changes or closes."""

    __tablename__ = "uncertainty_visits"
    __table_args__ = (
        Index("ix_uncertainty_visits_partner_id_year", "partner_id", "year"),
        CheckConstraint(one_of("verdict", VERDICTS), name="verdict"),
        CheckConstraint("withdrawn_at IS NULL OR saw = ''", name="withdrawn"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    year: int
    what: str
    on: date
    saw: str
    verdict: str
    case_review_id: UUID | None = Field(default=None, foreign_key="case_reviews.id")
    added_at: datetime = Field(sa_type=DateTime(timezone=True))
    added_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    withdrawn_by: str | None = None
