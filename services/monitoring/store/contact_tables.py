"""Where a partner can be reached, and the log of mails that went there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, DateTime, Index, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of

MAIL_KINDS = ("reminder", "webhook_given_up")
MAIL_STATES = ("waiting", "handed_over", "refused")
LANGUAGES = ("nl", "en")


class PartnerContact(Base, table=True):
    """A functional mailbox of a partner. Deleted when asked, and some time after the last agreement.

    `surveys`: it may be invited to surveys too; without that the purpose is figures only.
    """

    __tablename__ = "partner_contacts"
    __table_args__ = (CheckConstraint(one_of("language", LANGUAGES), name="language"),)

    partner_id: UUID = Field(primary_key=True, foreign_key="partners.id")
    email: str
    language: str
    reminders: bool
    surveys: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    set_at: datetime = Field(sa_type=DateTime(timezone=True))
    set_by: str


class PartnerMail(Base, table=True):
    """A mail to a partner, without address and text. A reminder is there once for a due day and a number of days."""

    __tablename__ = "partner_mails"
    __table_args__ = (
        CheckConstraint(one_of("kind", MAIL_KINDS), name="kind"),
        CheckConstraint(one_of("state", MAIL_STATES), name="state"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_when_not_waiting"),
        CheckConstraint(
            "kind <> 'reminder' OR (year IS NOT NULL AND due_on IS NOT NULL AND days IS NOT NULL)", name="of"
        ),
        Index(
            "uq_partner_mails_reminder", "partner_id", "year", "due_on", "days",
            unique=True, postgresql_where="kind = 'reminder'",
        ),
        Index("ix_partner_mails_partner_id_planned_at", "partner_id", "planned_at"),
    )  # fmt: skip

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    kind: str
    year: int | None = None
    due_on: date | None = None
    days: int | None = None
    periods: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    state: str = "waiting"
    planned_at: datetime = Field(sa_type=DateTime(timezone=True))
    ended_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))

    def facts(self) -> dict[str, Any]:
        """Its columns, to be written in one statement."""
        return self.model_dump()
