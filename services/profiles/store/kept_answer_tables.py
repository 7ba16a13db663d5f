"""The table of answers of the site that a browser comes back for. What is in it: docs/privacy.md."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlmodel import Field

from services.profiles.store.schema import Base


class KeptAnswer(Base, table=True):
    """A page closed with a key that is in the browser only, for a quarter of an hour."""

    __tablename__ = "kept_answers"

    id: UUID = Field(primary_key=True)
    sealed: str
    keep_until: datetime = Field(sa_type=DateTime(timezone=True))
