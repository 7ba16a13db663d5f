"""The tables of ideas that are being typed. Everything in them is thrown away when it is time."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class IdeaDraft(Base, table=True):
    """What was typed so far, behind one secret link. Deleted after `delete_after`; emptied once it became an idea.

    `fields`: per field its text, the version that brought it, and texts that met it (`domain/drafts.py`).
    """

    __tablename__ = "idea_drafts"
    __table_args__ = (
        CheckConstraint("language IN ('nl', 'en')", name="language"),
        CheckConstraint("initiative_id IS NULL OR fields = '{}'::jsonb", name="empty_once_an_idea"),
        Index("uq_idea_drafts_link_hash", "link_hash", unique=True),
        Index("uq_idea_drafts_initiative_id", "initiative_id", unique=True),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    link_hash: bytes = Field(sa_type=LargeBinary)
    year: int
    area_id: str | None
    language: str
    fields: dict[str, Any] = Field(sa_type=JSONB)
    version: int
    updated_at: datetime = moment()
    delete_after: date
    initiative_id: UUID | None = Field(default=None, foreign_key="initiatives.id", ondelete="CASCADE")


class DraftCount(Base, table=True):
    """How often something was done from one place or for one address in a stretch of time; a keyed hash, then gone."""

    __tablename__ = "draft_counts"

    what_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    times: int
    delete_after: datetime = moment(index=True)
