"""The table of tries: how often an open form was answered, or a wrong code tried, from one place."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, LargeBinary
from sqlmodel import Field

from services.monitoring.store.schema import Base


class SurveyTry(Base, table=True):
    """Since a moment, from a place as a hash under the survey's key. Deleted after an hour, and at closing."""

    __tablename__ = "survey_tries"
    __table_args__ = (CheckConstraint("kind IN ('open_answer', 'wrong_code')", name="kind"),)

    survey_id: UUID = Field(primary_key=True, foreign_key="surveys.id")
    kind: str = Field(primary_key=True)
    origin_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    tries: int
    since: datetime = Field(sa_type=DateTime(timezone=True))
