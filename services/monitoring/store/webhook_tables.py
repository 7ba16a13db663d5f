"""Where a partner's software wants to hear what happened, and how each message went."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of

KINDS = ("received", "returned", "accepted", "test")
STATES = ("waiting", "delivered", "given_up")


class Webhook(Base, table=True):
    """One per partner. Its secret is kept nowhere: it follows from id, salt and the key of this service."""

    __tablename__ = "webhooks"
    __table_args__ = (UniqueConstraint("partner_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    url: str
    salt: bytes
    old_salt: bytes | None = None
    old_until: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    set_at: datetime = Field(sa_type=DateTime(timezone=True))
    set_by: str


class WebhookDelivery(Base, table=True):
    """One message and how it went. Gone after a month, or with its webhook."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("state", STATES), name="state"),
        Index("ix_webhook_deliveries_webhook_id_planned_at", "webhook_id", "planned_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhooks.id", ondelete="CASCADE")
    kind: str
    period: str | None = None
    submission_id: UUID | None = None
    state: str = "waiting"
    tries: int = 0
    status: int | None = None
    problem: str | None = None
    planned_at: datetime = Field(sa_type=DateTime(timezone=True))
    tried_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
