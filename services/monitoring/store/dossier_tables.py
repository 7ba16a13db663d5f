"""The draft of an agreement: the only part of a dossier that changes."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Column, DateTime, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base


class AgreementDraft(Base, table=True):
    """What is being written for a partner and year; gone once it is in force, as a version of the agreement.

    `content` is a `DossierContent`; `editors` are the names of everybody who wrote in it: none of them may decide.
    """

    __tablename__ = "agreement_drafts"
    __table_args__ = (UniqueConstraint("partner_id", "year"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    partner_id: UUID = Field(foreign_key="partners.id")
    year: int
    revision: int
    content: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    editors: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    saved_at: datetime = Field(sa_type=DateTime(timezone=True))
    saved_by: str
