"""The tables of letters: every decision and notice that went out, as it was."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base

KINDS = ("award", "refusal", "objection_received", "objection_decided", "award_changed")


class Letter(Base, table=True):
    """A letter in parts (`domain/letter.py`), append-only, without the name of who it is for.

    `for_applicant`: or for somebody else, who objected; then it is not shown to who asked.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(repr(kind) for kind in KINDS)})", name="kind"),
        CheckConstraint("language IN ('nl', 'en')", name="language"),
        Index("ix_letters_initiative_id", "initiative_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    initiative_id: UUID = Field(foreign_key="initiatives.id")
    kind: str
    language: str
    announced_on: date
    content: dict[str, Any] = Field(sa_type=JSONB)
    for_applicant: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})
