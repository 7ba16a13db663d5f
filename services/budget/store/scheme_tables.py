"""The table of schemes: one row per version of a year; what a version says never changes (a trigger sees to that)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class SchemeRow(Base, table=True):
    """A version of a year's scheme. Only its state, and who published it when and where, is written later."""

    __tablename__ = "schemes"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'replaced', 'discarded')", name="state"),
        CheckConstraint(
            "(state IN ('published', 'replaced')) = (published_by IS NOT NULL)", name="published_by_somebody"
        ),
        CheckConstraint("published_by <> set_by", name="four_eyes"),
        UniqueConstraint("year", "number"),
        Index("uq_schemes_published", "year", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_schemes_draft", "year", unique=True, postgresql_where=text("state = 'draft'")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int
    number: int
    state: str
    rules: dict[str, Any] = Field(sa_type=JSONB)
    why: str = ""
    set_by: str
    set_at: datetime = moment()
    published_by: str | None = None
    published_at: datetime | None = moment(default=None)
    published_where: str = ""
