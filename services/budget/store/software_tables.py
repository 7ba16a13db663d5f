"""The table of the keys of the municipality's own software."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class SoftwareKey(Base, table=True):
    """A key, and its record: made, used for the first time, ended. Of the secret only the SHA-256 is kept.

    Nothing in it is ever changed but `last_used_on`; first use and end are written once (a trigger sees to that).
    `(id, made_by)` is what sources and steps refer to: what software did stands to the name of who made its key.
    """

    __tablename__ = "software_keys"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        CheckConstraint("(first_used_at IS NULL) = (last_used_on IS NULL)", name="used_first_and_last"),
        CheckConstraint("made_by LIKE 'person:%'", name="made_by_a_person"),
        UniqueConstraint("id", "made_by"),
    )

    id: str = Field(primary_key=True)
    name: str
    purpose: str
    secret_sha256: bytes
    made_by: str
    made_at: datetime = moment()
    ends_on: date
    first_used_at: datetime | None = moment(default=None)
    last_used_on: date | None = None
    ended_by: str | None = None
    ended_at: datetime | None = moment(default=None)
