"""The table of targets of the programme's figures."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index, Numeric, text
from sqlmodel import Field

from services.monitoring.store.schema import Base


class ProgrammeTarget(Base, table=True):
    """Proposed by one, approved by another; ended when it is taken back or a next one is approved. Nothing deleted."""

    __tablename__ = "programme_targets"
    __table_args__ = (
        CheckConstraint("(approved_by IS NULL) = (approved_at IS NULL)", name="approved"),
        CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name="ended"),
        CheckConstraint("approved_by <> proposed_by", name="four_eyes"),
        Index(
            "uq_programme_targets_proposed",
            "year",
            "programme_kpi",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND approved_at IS NULL"),
        ),
        Index(
            "uq_programme_targets_in_force",
            "year",
            "programme_kpi",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND approved_at IS NOT NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    programme_kpi: str
    number: Decimal = Field(sa_type=Numeric(8, 1))
    proposed_by: str
    proposed_at: datetime = Field(sa_type=DateTime(timezone=True))
    approved_by: str | None = None
    approved_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    ended_by: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
