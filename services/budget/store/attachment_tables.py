"""The table of photos and documents that go with an application; the files stand on disk."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class Attachment(Base, table=True):
    """A file under the hash of its content; row and file are deleted with the applicant."""

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("kind IN ('photo', 'document')", name="kind"),)

    initiative_id: UUID = Field(primary_key=True, foreign_key="applicants.initiative_id", ondelete="CASCADE")
    file_id: str = Field(primary_key=True, index=True)
    kind: str
    kept_at: datetime = moment()
