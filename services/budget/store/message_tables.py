"""The tables of mails: that one went out or did not, without who it was for; and which somebody does not want."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class Message(Base, table=True):
    """A mail about an idea, or about none. Who it is for stands in `work` while it waits, and nowhere after that.

    Handed over: a relay took it (Awb 2:11 asks that we know). Refused: the relay never will.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'handed_over', 'refused')", name="state"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_when_not_waiting"),
        Index("ix_messages_initiative_id", "initiative_id"),
        Index("ix_messages_state_planned_at", "state", "planned_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID | None = Field(default=None, foreign_key="initiatives.id", ondelete="CASCADE")
    kind: str
    state: str
    planned_at: datetime = moment()
    ended_at: datetime | None = moment(default=None)


class UnwantedMail(Base, table=True):
    """A kind of mail that who asked does not want. Gone with the applicant."""

    __tablename__ = "unwanted_mails"

    initiative_id: UUID = Field(primary_key=True, foreign_key="applicants.initiative_id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
