"""What budget says of the closing conference and of neighbourhood contracts."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.kit.contract import Reply, Request, Slug, Timestamp, Year

Minutes = Annotated[int, Field(strict=True, ge=1, le=240)]


class ConferenceState(StrEnum):
    """OPEN: nothing is set yet. PLANNED: there is a programme. HELD: it was. KEPT: nothing of it changes any more."""

    OPEN = "open"
    PLANNED = "planned"
    HELD = "held"
    KEPT = "kept"


class SlotIn(Request):
    initiative_id: UUID
    minutes: Minutes


class PlanConference(Request):
    """`slots`: the order and minutes of results; what is not named follows by area. `version`: 0 when it is new."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    starts_at: Timestamp
    place: str = Field(min_length=1, max_length=200)
    welcome: str = Field("", max_length=2000)
    minutes_each: Minutes = 10
    slots: list[SlotIn] = Field([], max_length=500)


class MoveConference(Request):
    version: int
    to: Literal["held", "kept"]


class Slot(Reply):
    """One result in the programme. `starts_at`: None as long as no start is set."""

    initiative_id: UUID
    title: str
    area_id: Slug | None
    area_name: str
    minutes: int
    starts_at: Timestamp | None


class WriteLesson(Request):
    """What was learned in an area; an empty text takes it away. What is None stays as it is."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    text: str = Field("", max_length=2000, description="what worked, and what was learned")
    changes: str | None = Field(None, max_length=2000, description="what we change next year; it stands with its plan")
    example_ids: list[UUID] | None = Field(None, max_length=10, description="initiatives of the year that worked well")


class LessonExample(Reply):
    initiative_id: UUID
    title: str


class AreaLesson(Reply):
    """What an area learned in a year, and what it changes in the next; shown with the next year's plan."""

    area_id: Slug
    text: str
    changes: str = ""
    examples: list[LessonExample] = []
    version: int
    written_on: date
    may_write: bool


class ConferencePlan(Reply):
    """The closing conference of a year, made of the results that were shared."""

    year: Year
    state: ConferenceState
    version: int
    starts_at: Timestamp | None
    ends_at: Timestamp | None
    place: str
    welcome: str
    minutes_each: int
    programme: list[Slot]
    lessons: list[AreaLesson]
    may_plan: bool


class Party(StrEnum):
    RESIDENTS = "residents"
    TEAM = "team"
    MUNICIPALITY = "municipality"


class Signatory(StrEnum):
    """Who signs for each party: a resident of the circle, an area worker, an approver of the municipality."""

    RESIDENT = "resident"
    WORKER = "worker"
    APPROVER = "approver"


class PromiseIn(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    party: Party
    text: str = Field(min_length=1, max_length=500)
    line_id: UUID | None = None
    initiative_id: UUID | None = None


class DraftContract(Request):
    """A new version; `seen` is the number of the newest one when it was written, 0 for the first."""

    model_config = ConfigDict(str_strip_whitespace=True)

    seen: int = Field(ge=0)
    note: str = Field("", max_length=500, description="what is new, and why")
    promises: list[PromiseIn] = Field(min_length=1, max_length=30)


class SignContract(Request):
    as_: Signatory = Field(alias="as")


class Outcome(StrEnum):
    KEPT = "kept"
    PARTLY = "partly"
    NOT = "not"


class LookBack(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    outcome: Outcome
    sentence: str = Field(min_length=1, max_length=500)


class Promise(Reply):
    """`outcome` and `sentence` once somebody looked back on it."""

    position: int
    party: Party
    text: str
    line_id: UUID | None
    initiative_id: UUID | None
    outcome: Outcome | None = None
    sentence: str = ""


class Signature(Reply):
    """By name of role."""

    by: Signatory
    on: date


class ContractVersion(Reply):
    number: int
    note: str
    made_on: date
    promises: list[Promise]
    signatures: list[Signature]
    is_signed: bool = Field(description="by all three")


class ContractView(Reply):
    """The neighbourhood contract of an area in a year. `in_force`: the newest version that all three signed."""

    year: Year
    area_id: Slug
    versions: list[ContractVersion] = Field(description="the newest first")
    in_force: int | None
    may_draft: bool
    may_sign: list[Signatory]
    may_look_back: bool
