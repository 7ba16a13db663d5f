"""The table of council members who asked for mail: an address, until a day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, UniqueConstraint
from sqlmodel import Field

from services.monitoring.store.contact_tables import LANGUAGES
from services.monitoring.store.schema import Base, one_of


class CouncilAddress(Base, table=True):
    """Purpose: that a summary went to the council, with its address. Deleted after `until`, or when they say so."""

    __tablename__ = "council_addresses"
    __table_args__ = (
        CheckConstraint(one_of("language", LANGUAGES), name="language"),
        UniqueConstraint("email"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str
    language: str
    until: date
    added_by: str
    added_at: datetime = Field(sa_type=DateTime(timezone=True))
