"""The table of who decides and wants mail about it: an address, until a day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class CircleMail(Base, table=True):
    """Where a member of a circle wants mail. Purpose: news of what they decide on. Deleted after `delete_after`."""

    __tablename__ = "circle_mails"
    __table_args__ = (
        CheckConstraint("language IN ('nl', 'en')", name="language"),
        CheckConstraint("(code_hash IS NULL) = (confirmed_at IS NOT NULL)", name="code_until_confirmed"),
        Index(
            "uq_circle_mails_person_id_area_id",
            "person_id",
            "area_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_circle_mails_area_id", "area_id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: str
    area_id: str | None
    contact_email: str
    language: str
    code_hash: bytes | None = Field(sa_type=LargeBinary)
    code_until: datetime = moment()
    code_tries: int = 0
    confirmed_at: datetime | None = moment(default=None)
    delete_after: date
