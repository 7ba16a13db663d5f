"""What budget says of guarding together: the open journal of an initiative, and what is said of it.

Nothing of it is sent to the municipality as accountability: everybody reads the same page.
"""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.sources import PositiveCents
from services.kit.contract import Cents, Day, Reply, Request, Timestamp

PHOTO_ID = r"^[0-9a-f]{64}$"


class WriteEntry(Request):
    """Something that was paid for. `photo_id`: of the receipt, kept before with `keepPhoto`."""

    model_config = ConfigDict(str_strip_whitespace=True)

    amount_cents: PositiveCents
    what: str = Field(min_length=1, max_length=200)
    spent_on: Day
    photo_id: str | None = Field(None, pattern=PHOTO_ID)


class EntryCorrection(StrEnum):
    """STRIKE: a mistake; it stays, struck through, and counts no more. The others take away what is of a person."""

    STRIKE = "strike"
    REMOVE_TEXT = "remove_text"
    REMOVE_PHOTO = "remove_photo"


class CorrectEntry(Request):
    correction: EntryCorrection


class JournalEntry(Reply):
    """`what` is None once its text was taken away; its amount still counts. `struck_on`: it counts no more."""

    id: UUID
    amount_cents: Cents
    what: str | None
    spent_on: date
    photo_id: str | None
    photo_removed: bool
    written_on: date
    struck_on: date | None


class MessageKind(StrEnum):
    """QUESTION and ANSWER: of circle and applicant. CONCERN: the circle wants to talk. SETTLED: how that went."""

    QUESTION = "question"
    ANSWER = "answer"
    CONCERN = "concern"
    SETTLED = "settled"


class SayInJournal(Request):
    """`about_id`: the question that is answered, the concern that is settled.

    `for_somebody`: a member asks what somebody without an account wanted to know.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    kind: MessageKind
    text: str = Field(min_length=1, max_length=1000)
    about_id: UUID | None = None
    for_somebody: bool = False


Speaker = Literal["applicant", "worker", "resident"]


class JournalMessage(Reply):
    """Who speaks is a role, never a name. `text` is None once it was taken away."""

    id: UUID
    kind: MessageKind
    speaker: Speaker
    for_somebody: bool
    text: str | None
    at: Timestamp
    about_id: UUID | None


class JournalView(Reply):
    """What an initiative says it spent, beside what it got. `talks`: concerns that wait to be settled."""

    initiative_id: UUID
    entries: list[JournalEntry] = Field(description="by day, the newest first")
    messages: list[JournalMessage] = Field(description="in the order they were written")
    spent_cents: Cents = Field(description="of what is not struck")
    awarded_cents: Cents
    paid_cents: Cents
    talks: int
    is_open: bool = Field(description="whether something can be written: from the award on")
    may_write: bool = Field(description="the applicant")
    may_speak: bool = Field(description="the applicant and the area's circle")
    may_act: bool = Field(description="the area's circle, without a stake")
    may_remove: bool = Field(description="the applicant, the area's circle, and policy officers: what is of a person")
