"""The tables of deliberating on an idea: where it rose from."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.budget.store.schema import Base, moment


class InitiativeRise(Base, table=True):
    """The circle of an area sent this idea to the circle of the whole city. Append-only, once."""

    __tablename__ = "initiative_rises"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    from_line_id: UUID = Field(foreign_key="lines.id")
    reason: str
    by: str
    at: datetime = moment()
