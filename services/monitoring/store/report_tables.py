"""The report of a partner's quarter: what the partner says in it, where it stands, and its content once accepted."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of

STATES = ("draft", "submitted", "returned", "accepted")
STEPS = ("submitted", "returned", "accepted")


class Report(Base, table=True):
    """There from the first words or move on. `content` is a `ReportContent`, kept at acceptance and never changed.

    Once accepted nothing of the row changes: a trigger of the database sees to it.
    """

    __tablename__ = "quarter_reports"
    __table_args__ = (
        UniqueConstraint("partner_id", "quarter"),
        CheckConstraint(r"quarter ~ '^20[0-9][0-9]-Q[1-4]$'", name="quarter"),
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("(state = 'accepted') = (content IS NOT NULL)", name="content"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    quarter: str
    state: str = "draft"
    version: int = 0
    own_words: str = ""
    submitted_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    submitted_by: str | None = None
    accepted_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    accepted_by: str | None = None
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))


class ReportStep(Base, table=True):
    """Each move of a report, in order, with what the municipality said when it sent it back. Append-only."""

    __tablename__ = "quarter_report_steps"
    __table_args__ = (
        Index("ix_quarter_report_steps_report_id", "report_id"),
        CheckConstraint(one_of("step", STEPS), name="step"),
        CheckConstraint("(step = 'returned') = (remarks <> '')", name="remarks"),
    )

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    report_id: UUID = Field(foreign_key="quarter_reports.id")
    step: str
    remarks: str = ""
    at: datetime = Field(sa_type=DateTime(timezone=True))
    by: str
