"""The tables of the sample check: the draw of a year, and what was seen of each idea in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class SampleDraw(Base, table=True):
    """One a year, append-only. `candidates`: the ids it was drawn from."""

    __tablename__ = "sample_draws"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seed: str
    candidates: list[str] = Field(sa_type=JSONB)
    drawn_by: str
    drawn_at: datetime = moment()


class SampleCheckRow(Base, table=True):
    """An idea that was drawn, and how it went."""

    __tablename__ = "sample_checks"
    __table_args__ = (CheckConstraint("outcome IN ('in_order', 'incomplete', 'not_shown')", name="outcome"),)

    year: int = Field(primary_key=True, foreign_key="sample_draws.year")
    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    outcome: str | None = None
    note: str = ""
    settled_by: str | None = None
    settled_at: datetime | None = moment(default=None)
