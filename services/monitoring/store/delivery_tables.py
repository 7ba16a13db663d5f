"""What monitoring remembers around deliveries: more time that was given."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index
from sqlmodel import Field

from services.monitoring.store.schema import PERIOD, Base


class Extension(Base, table=True):
    """More time for one period of one partner, with why and who gave it. Append-only: the latest day counts."""

    __tablename__ = "extensions"
    __table_args__ = (
        Index("ix_extensions_partner_id_period", "partner_id", "period"),
        CheckConstraint(PERIOD, name="period"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    period: str
    until: date
    reason: str
    given_as: str
    given_at: datetime = Field(sa_type=DateTime(timezone=True))
    given_by: str
