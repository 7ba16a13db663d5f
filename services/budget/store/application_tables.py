"""The tables of what goes with an idea beyond the first page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class Application(Base, table=True):
    """What we know of who asks besides name and address, each only when it was needed. Deleted with the applicant.

    `waits_for`: what opens the idea, when that is not the applicant's own code.
    """

    __tablename__ = "applications"

    initiative_id: UUID = Field(primary_key=True, foreign_key="applicants.initiative_id", ondelete="CASCADE")
    entered_by: str | None = None
    signed_before: str | None = None
    phone: str = ""
    postal_address: str = ""
    organisation: str = ""
    kvk: str = ""
    de_minimis_cents: int | None = Field(default=None, sa_type=BigInteger)
    signer_name: str = ""
    signer_email: str = ""
    signer_code_hash: bytes | None = Field(default=None, sa_type=LargeBinary)
    signer_code_until: datetime | None = moment(default=None)
    signer_code_tries: int = 0
    signed_at: datetime | None = moment(default=None)


class Costs(Base, table=True):
    """The table of costs of an idea; part of the idea, and public as it is."""

    __tablename__ = "idea_costs"

    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id", ondelete="CASCADE")
    rows: list[dict[str, Any]] = Field(sa_type=JSONB)
    note: str
