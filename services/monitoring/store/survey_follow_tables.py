"""The tables of what is done with a survey: themes with follow-up, dialogue sessions, the summary to the council."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.monitoring.store.schema import Base, one_of
from services.monitoring.store.survey_tables import KINDS

THEME_OWNERS = ("municipality", "partners", "together", "council")


class SurveyTheme(Base, table=True):
    """Something that goes well or can be better, with what is answered and done. `point`: a number of the survey.

    `who`: free words of before there were sides; nothing is written there any more.
    """

    __tablename__ = "survey_themes"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("owner", THEME_OWNERS), name="owner"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    survey_id: UUID = Field(foreign_key="surveys.id", index=True)
    number: int
    kind: str
    title: str
    point: int | None
    dialogue_id: UUID | None = Field(default=None, foreign_key="survey_dialogues.id")
    answer: str
    owner: str | None = None
    who: str = ""
    due_on: date | None
    done: str
    version: int = 1


class SurveyDialogue(Base, table=True):
    """A session to talk. Nobody's name or address: how many were invited, signed up and came.

    `outcomes`: words per number of an anchor point.
    """

    __tablename__ = "survey_dialogues"
    __table_args__ = (CheckConstraint("invited >= 0 AND signed_up >= 0", name="counts"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    survey_id: UUID = Field(foreign_key="surveys.id", index=True)
    day: date
    starts_at: str
    place: str
    for_whom: str
    invited: int = 0
    signed_up: int = 0
    attended: int | None = None
    notes: str = ""
    outcomes: dict[str, str] = Field(default_factory=dict, sa_type=JSONB)
    version: int = 1


class SurveySummary(Base, table=True):
    """A summary to the council. `content`: the survey as it was when it was sent; then a trigger keeps the row.

    `writers`: everybody who wrote in it; none of them sends it.
    """

    __tablename__ = "survey_summaries"
    __table_args__ = (
        CheckConstraint("(content IS NULL) = (sent_at IS NULL)", name="sent_with_content"),
        CheckConstraint("NOT jsonb_exists(writers, sent_by)", name="four_eyes"),
    )

    survey_id: UUID = Field(primary_key=True, foreign_key="surveys.id")
    number: int = Field(primary_key=True)
    introduction: str
    conclusion: str
    version: int
    writers: list[str] = Field(sa_type=JSONB)
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    sent_by: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
