"""What is done with a survey: themes with an answer and follow-up, dialogue sessions, the summary to the council."""

from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Timestamp
from services.monitoring.contract.surveys import (
    AnchorPoint,
    Mail,
    Outcome,
    PointNumber,
    Residents,
    SurveyState,
    Title,
    Words,
)

ThemeKind = Literal["well", "better"]
ThemeOwner = Literal["municipality", "partners", "together", "council"]
"""Who does the follow-up: a side, never somebody by name. `together`: municipality and partners."""
THEME_OWNERS: tuple[ThemeOwner, ...] = get_args(ThemeOwner)
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Time of day, e.g. 19:30")]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]


class WriteTheme(Request):
    """What goes well or can be better, what the municipality answers, which side does it and when, and what came of it.

    `dialogue_id`: the session it came up in.
    """

    kind: ThemeKind
    title: Title
    point: PointNumber | None = None
    dialogue_id: UUID | None = None
    answer: Words = ""
    owner: ThemeOwner | None = None
    due_on: Day | None = None
    done: Words = ""
    seen_version: int = Field(ge=0, description="0 for a new theme")


class ChooseQuote(Request):
    """The words as they may be shown, under a theme; empty words take the quote away."""

    words: Words
    theme_id: UUID


class ThemeView(Reply):
    """A theme as everybody reads it."""

    id: UUID
    kind: ThemeKind
    title: str
    point: int | None
    dialogue_id: UUID | None
    answer: str
    owner: ThemeOwner | None = None
    who: str = Field(description="in free words, of before there were sides; gone once the theme is written again")
    due_on: date | None
    done: str
    quotes: list[str]
    version: int


class PlanDialogue(Request):
    """A session to talk. `seen_version` is 0 for a new one."""

    day: Day
    starts_at: Clock
    place: Place
    for_whom: Place
    seen_version: int = Field(ge=0)


class PointNote(Request):
    point: PointNumber
    words: Words


class WriteOutcomes(Request):
    """What was said, after the session; no names."""

    attended: int | None = Field(default=None, ge=0, le=100_000)
    notes: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)] = ""
    outcomes: list[PointNote] = Field(default_factory=list, max_length=15)
    seen_version: int = Field(ge=1)


class InviteToDialogue(Request):
    """Addresses that get one mail; they are not kept."""

    addresses: list[Mail] = Field(min_length=1, max_length=500)
    language: Literal["nl", "en"] = "nl"


class SignUp(Request):
    """With how many somebody comes: a number is all there is of it."""

    people: int = Field(ge=1, le=10)


class OutcomeNote(Reply):
    point: int
    words: str


class DialogueView(Reply):
    id: UUID
    day: date
    starts_at: str
    place: str
    for_whom: str
    invited: int
    signed_up: int
    attended: int | None
    notes: str
    outcomes: list[OutcomeNote]
    version: int


class SummaryLine(Reply):
    """A summary as the council got it."""

    number: int
    sent_at: Timestamp


class SurveyView(Reply):
    """A survey as everybody sees it; a draft is for the municipality only."""

    id: UUID
    year: int
    title: str
    introduction: str
    points: list[AnchorPoint]
    closes_on: date
    remind_on: list[date]
    residents: Residents
    state: SurveyState
    version: int
    opened_at: Timestamp | None
    closed_at: Timestamp | None
    outcome: Outcome | None
    themes: list[ThemeView]
    dialogues: list[DialogueView]
    summaries: list[SummaryLine]


class WriteSummary(Request):
    """The words around the results. `seen_version`: 0 for the first words of a new summary."""

    introduction: Words
    conclusion: Words
    seen_version: int = Field(ge=0)


class SendSummary(Request):
    """Send exactly what was read: `seen_content` is the hash of the results, themes and sessions with it."""

    seen_version: int = Field(ge=1)
    seen_content: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class SummaryView(Reply):
    """The summary to the council; from sending on nothing in it changes. `may_send`: wrote none of it."""

    number: int
    introduction: str
    conclusion: str
    version: int
    sent_at: Timestamp | None
    may_send: bool
    content: SurveyView
    content_sha256: str
