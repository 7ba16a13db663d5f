"""What feeds a figure of the programme, as officers marked it; ended marks stay, to say what a year rested on."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index, text
from sqlmodel import Field

from services.monitoring.store.schema import Base


class ProgrammeFeed(Base, table=True):
    """A partner's KPI, or a point of a survey, that counts in a figure of the programme for a year."""

    __tablename__ = "programme_feeds"
    __table_args__ = (
        CheckConstraint(
            "(partner_id IS NOT NULL AND kpi_code IS NOT NULL AND survey_id IS NULL AND point IS NULL) OR "
            "(partner_id IS NULL AND kpi_code IS NULL AND survey_id IS NOT NULL AND point IS NOT NULL)",
            name="one_source",
        ),
        CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name="ended"),
        Index(
            "uq_programme_feeds_partner",
            "year",
            "programme_kpi",
            "partner_id",
            "kpi_code",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_programme_feeds_survey",
            "programme_kpi",
            "survey_id",
            "point",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    programme_kpi: str
    partner_id: UUID | None = Field(default=None, foreign_key="partners.id")
    kpi_code: str | None = None
    survey_id: UUID | None = Field(default=None, foreign_key="surveys.id")
    point: int | None = None
    marked_by: str
    marked_at: datetime = Field(sa_type=DateTime(timezone=True))
    ended_by: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
