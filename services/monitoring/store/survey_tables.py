"""The tables of surveys. Until a survey closes an answer hangs on its link, code or form; afterwards there is none.

What is kept after closing is in `surveys.outcome` (no row of it about fewer than five answers) and `survey_texts` (what
people wrote, shuffled, without group). docs/surveys.md says why.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, DateTime, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.domain.surveys.release import GROUPS
from services.monitoring.store.schema import Base, one_of

STATES = ("draft", "open", "closed")
RESIDENTS = ("nobody", "link", "codes")
KINDS = ("well", "better")


class Survey(Base, table=True):
    """A survey. `pepper` goes into every hash of it and is deleted with them; `outcome`: a contract's `Outcome`."""

    __tablename__ = "surveys"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("residents", RESIDENTS), name="residents"),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="outcome"),
        CheckConstraint("(state = 'closed') = (pepper IS NULL)", name="pepper_until_closed"),
        CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name="opened"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    year: int = Field(index=True)
    title: str
    introduction: str = ""
    points: list[dict[str, Any]] = Field(sa_type=JSONB)
    closes_on: date
    remind_on: list[str] = Field(default_factory=list, sa_type=JSONB)
    residents: str = "link"
    state: str = "draft"
    version: int = 1
    pepper: bytes | None = Field(sa_type=LargeBinary)
    made_by: str
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    opened_by: str | None = None
    opened_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    closed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    outcome: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))


class SurveyInvitation(Base, table=True):
    """Who is invited. `email` goes when they want no more mail; all of it when the survey closes.

    `reminded`: how many reminders were planned.
    """

    __tablename__ = "survey_invitations"
    __table_args__ = (
        UniqueConstraint("survey_id", "email"),
        CheckConstraint("group_name IN ('partners', 'associations')", name="group_name"),
        CheckConstraint("language IN ('nl', 'en')", name="language"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    survey_id: UUID = Field(foreign_key="surveys.id")
    group_name: str
    email: str | None
    language: str
    link_hash: bytes = Field(sa_type=LargeBinary, index=True)
    reminded: int = 0


class SurveyCode(Base, table=True):
    """A printed code, as a hash; not to whom it went. Deleted at closing."""

    __tablename__ = "survey_codes"

    survey_id: UUID = Field(primary_key=True, foreign_key="surveys.id")
    code_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)


class SurveyAnswer(Base, table=True):
    """An answer of a survey that is open, without a time: one per link, code or form. Deleted at closing."""

    __tablename__ = "survey_answers"
    __table_args__ = (CheckConstraint(one_of("group_name", GROUPS), name="group_name"),)

    survey_id: UUID = Field(primary_key=True, foreign_key="surveys.id")
    given_with: bytes = Field(primary_key=True, sa_type=LargeBinary)
    group_name: str
    scores: dict[str, int] = Field(sa_type=JSONB)
    goes_well: str
    can_be_better: str


class SurveyText(Base, table=True):
    """What somebody wrote, numbered in an order that was drawn. `words` go in time; a chosen quote stays."""

    __tablename__ = "survey_texts"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("(quote = '') = (theme_id IS NULL)", name="quote_under_theme"),
    )

    survey_id: UUID = Field(primary_key=True, foreign_key="surveys.id")
    number: int = Field(primary_key=True)
    kind: str
    words: str
    quote: str = ""
    theme_id: UUID | None = Field(default=None, foreign_key="survey_themes.id")
