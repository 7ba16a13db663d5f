"""The tables of the closing conference and of neighbourhood contracts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy import text as text_clause
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.budget.store.schema import Base, moment


class ConferenceRow(Base, table=True):
    """The conference of a year's results."""

    __tablename__ = "conferences"
    __table_args__ = (CheckConstraint("state IN ('planned', 'held', 'kept')", name="state"),)

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str
    version: int
    starts_at: datetime = moment()
    place: str
    welcome: str
    minutes_each: int
    changed_by: str
    changed_at: datetime = moment()


class ConferenceSlot(Base, table=True):
    """Where in the programme a result stands, as somebody put it there."""

    __tablename__ = "conference_slots"

    year: int = Field(primary_key=True, foreign_key="conferences.year")
    initiative_id: UUID = Field(primary_key=True, foreign_key="initiatives.id")
    position: int
    minutes: int


class Lesson(Base, table=True):
    """What was learned in an area in a year, by its team and circle; shown at the next year's start and with its plan.

    `example_ids`: initiatives of the year that worked well.
    """

    __tablename__ = "area_lessons"

    year: int = Field(primary_key=True)
    area_id: str = Field(primary_key=True)
    text: str
    changes: str = Field(default="", sa_column_kwargs={"server_default": ""})
    example_ids: list[str] = Field(
        default_factory=list, sa_type=JSONB, sa_column_kwargs={"server_default": text_clause("'[]'::jsonb")}
    )
    version: int
    written_by: str
    written_at: datetime = moment()


class ContractRow(Base, table=True):
    """A version of a neighbourhood contract, append-only. `promises`: party, text, line_id, initiative_id of each."""

    __tablename__ = "contract_versions"

    year: int = Field(primary_key=True)
    area_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    note: str
    promises: list[dict[str, Any]] = Field(sa_type=JSONB)
    made_by: str
    made_at: datetime = moment()


class ContractSignature(Base, table=True):
    """Who signed a version for which party, append-only. `signed_by`: an id; the page shows the role."""

    __tablename__ = "contract_signatures"
    __table_args__ = (
        CheckConstraint("signatory IN ('resident', 'worker', 'approver')", name="signatory"),
        UniqueConstraint("year", "area_id", "number", "signed_by", name="uq_contract_signatures_person"),
        ForeignKeyConstraint(
            ["year", "area_id", "number"],
            ["contract_versions.year", "contract_versions.area_id", "contract_versions.number"],
        ),
    )

    year: int = Field(primary_key=True)
    area_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    signatory: str = Field(primary_key=True)
    signed_by: str
    signed_at: datetime = moment()


class ContractOutcome(Base, table=True):
    """How a promise went, said at the conference."""

    __tablename__ = "contract_outcomes"
    __table_args__ = (
        CheckConstraint("outcome IN ('kept', 'partly', 'not')", name="outcome"),
        ForeignKeyConstraint(
            ["year", "area_id", "number"],
            ["contract_versions.year", "contract_versions.area_id", "contract_versions.number"],
        ),
    )

    year: int = Field(primary_key=True)
    area_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    outcome: str
    sentence: str
    said_by: str
    said_at: datetime = moment()
