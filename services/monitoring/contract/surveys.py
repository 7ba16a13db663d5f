"""A survey on anchor points: how it is made, answered, and what came out of it."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Number, Reply, Request, Timestamp, Year

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Mail = Annotated[str, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Group = Literal["partners", "associations", "residents"]
InvitedGroup = Literal["partners", "associations"]
Language = Literal["nl", "en"]
Residents = Literal["nobody", "link", "codes"]
SurveyState = Literal["draft", "open", "closed"]
Score = Annotated[int, Field(ge=1, le=5, description="1: goes not well at all; 5: goes very well")]
PointNumber = Annotated[int, Field(ge=1, le=15)]


class PointText(Request):
    """An anchor point as the officer words it; without English the Dutch is shown."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    statement: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    name_en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    statement_en: Short = ""


class AnchorPoint(Reply):
    """A point of a survey, numbered from 1."""

    number: int
    name: str
    statement: str
    name_en: str
    statement_en: str


class StartSurvey(Request):
    """A new survey, with ten points from the documents and two reminders to begin with."""

    year: Year
    title: Title
    closes_on: Day


class SaveSurvey(Request):
    """The whole draft. `closes_on`: the last day of answering, in Europe/Amsterdam."""

    title: Title
    introduction: Words = ""
    points: list[PointText] = Field(min_length=1, max_length=15)
    closes_on: Day
    remind_on: list[date] = Field(default_factory=list, max_length=2)
    residents: Residents = "link"
    seen_version: int = Field(ge=0)


class Invitee(Request):
    """An address, and the language of its mails."""

    email: Mail
    language: Language = "nl"


class InvitePeople(Request):
    """Who of a group is invited. In a draft these replace the ones there; in an open survey they come in addition."""

    group: InvitedGroup
    people: list[Invitee] = Field(max_length=500)


class InviteContacts(Request):
    """Partners whose own mailbox is invited, in addition to who is there: those that said yes to surveys."""

    partner_ids: list[UUID] = Field(min_length=1, max_length=500)


class ContactToInvite(Reply):
    """A partner with a mailbox that may be invited to surveys, and is not yet."""

    partner_id: UUID
    name: str
    email: str
    language: Language


class OpenSurvey(Request):
    """Open it as it was seen: from here on its points stay as they are."""

    seen_version: int = Field(ge=0)


class PrintSurveyCodes(Request):
    count: int = Field(ge=1, le=500)


class SurveyCodes(Reply):
    """Codes to print; they are in this answer and nowhere else."""

    codes: list[str]


class OpenAnswer(Request):
    """A personal link, to see what was answered with it."""

    link: Annotated[str, Field(min_length=16, max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]


class PointScore(Request):
    point: PointNumber
    score: Score


class GiveAnswer(Request):
    """One of `link`, `code` and `form_key` says which answer it is: the same again replaces it, until closing.

    `form_key`: of the form anybody may fill in, so that sending it twice is one answer.
    """

    link: Annotated[str, Field(max_length=60)] = ""
    code: Annotated[str, Field(max_length=40)] = ""
    form_key: Annotated[str, Field(max_length=60)] = ""
    scores: list[PointScore] = Field(max_length=15)
    goes_well: Words = ""
    can_be_better: Words = ""
    origin: Annotated[
        str,
        Field(
            max_length=200,
            description="from our own site only: where it comes from, to limit how often; kept as a hash for an hour",
        ),
    ] = ""


class GivenScore(Reply):
    point: int
    score: int


class GivenAnswer(Reply):
    """What was answered with a link so far. `is_new`: nothing yet."""

    group: Group
    is_new: bool
    may_remind: bool
    scores: list[GivenScore]
    goes_well: str
    can_be_better: str


class Spread(Reply):
    """Scores of at least five answers. `low` to `high`: where the middle half lies (nearest rank)."""

    answers: int
    counts: list[int] = Field(description="answers per score, from 1 to 5")
    mean: Number
    median: Number
    low: int
    high: int


class SpreadRow(Reply):
    """These groups together; more than one when one by itself is too small to tell."""

    groups: list[Group]
    spread: Spread


class PointResult(Reply):
    """`total` is the sum of the rows; nothing when fewer than five people gave a score."""

    number: int
    total: Spread | None
    rows: list[SpreadRow]


class GroupResponse(Reply):
    """How many answered. `invited` is None where nobody is: an open link."""

    group: Group
    invited: int | None
    answers: int


class Outcome(Reply):
    """What came out, made once at closing; single answers are deleted with it."""

    responses: list[GroupResponse]
    points: list[PointResult]


class SurveyLine(Reply):
    """A survey in a list."""

    id: UUID
    year: int
    title: str
    state: SurveyState
    opened_at: Timestamp | None
    closes_on: date
    residents: Residents
    summaries_sent: int


class InvitedView(Reply):
    group: InvitedGroup
    email: str
    language: Language


class TextView(Reply):
    """Something somebody wrote, without who or of which group. `quote`: as an officer chose it."""

    number: int
    kind: Literal["well", "better"]
    words: str
    quote: str
    theme_id: UUID | None


class SurveyDesk(Reply):
    """What the officers see: whom they invited (never who answered), and after closing what people wrote."""

    invited: list[InvitedView]
    stopped: int
    codes_printed: int
    responses: list[GroupResponse]
    texts: list[TextView]
