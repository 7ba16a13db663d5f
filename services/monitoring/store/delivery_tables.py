"""What monitoring remembers around deliveries: more time that was given, and what happened."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Identity, Index
from sqlmodel import Field

from services.monitoring.store.schema import PERIOD, Base, one_of

EVENT_KINDS = ("received", "returned", "accepted", "more_time")


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


class PartnerEvent(Base, table=True):
    """What happened with the figures of a partner, in order: its feed, and what the state of a period follows from.

    Append-only, and written while the partner's row is held, so that a reader with a cursor misses nothing.
    `changes`: it decides on the state of its period. A delivery in which all was known already does not.
    """

    __tablename__ = "partner_events"
    __table_args__ = (
        Index("ix_partner_events_partner_id_id", "partner_id", "id"),
        CheckConstraint(one_of("kind", EVENT_KINDS), name="kind"),
        CheckConstraint(PERIOD, name="period"),
    )

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    partner_id: UUID = Field(foreign_key="partners.id")
    kind: str
    period: str
    changes: bool
    submission_id: UUID | None = None
    remarks: str = ""
    by: str
    by_role: str = ""
    at: datetime = Field(sa_type=DateTime(timezone=True))
