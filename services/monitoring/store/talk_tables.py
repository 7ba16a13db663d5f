"""Progress talks: agenda and minutes as they are written, the actions agreed, and what both sides approved."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, DateTime, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base

QUARTER = r"quarter ~ '^20[0-9][0-9]-Q[1-4]$'"


class Talk(Base, table=True):
    """There from the first time somebody wrote in it. `points` is a list of `TalkPoint`.

    `approved_at`: when the second of the two sides approved it; until it is opened again nothing of it is written.
    """

    __tablename__ = "talks"
    __table_args__ = (
        UniqueConstraint("partner_id", "quarter"),
        CheckConstraint(QUARTER, name="quarter"),
        CheckConstraint(
            "(approved_at IS NULL) = (municipality_approved_at IS NULL OR partner_approved_at IS NULL)", name="both"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    quarter: str
    version: int = 0
    held_on: date | None = None
    points: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    municipality_approved_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    municipality_approved_by: str | None = None
    partner_approved_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    partner_approved_by: str | None = None
    approved_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    reopened_because: str = ""


class TalkAction(Base, table=True):
    """Something agreed in a talk, by whom (`owner`: a side) and when. Open until it is ticked off."""

    __tablename__ = "talk_actions"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    talk_id: UUID = Field(foreign_key="talks.id", index=True)
    position: int
    what: str
    owner: str
    due_on: date
    done_on: date | None = None
    done_note: str = ""
    done_by: str | None = None


class TalkVersion(Base, table=True):
    """A talk as both sides approved it (`TalkContent`). Append-only."""

    __tablename__ = "talk_versions"
    __table_args__ = (UniqueConstraint("talk_id", "number"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    talk_id: UUID = Field(foreign_key="talks.id")
    number: int
    content: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    approved_at: datetime = Field(sa_type=DateTime(timezone=True))
    municipality_approved_by: str
    partner_approved_by: str
