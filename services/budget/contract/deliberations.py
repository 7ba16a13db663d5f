"""What budget says of how an idea is being decided: which way, what was proposed, whether it rose above its area."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.schemes import OtherFund, Way
from services.budget.contract.sources import PositiveCents
from services.kit.contract import Cents, Reply, Request, Slug, Timestamp

Seat = Literal["worker", "resident"]


class SendToCity(Request):
    """A circle says that an idea rises above its area: the circle of the whole city decides, from city-wide money.

    `reason` is told to who asked and stands on the idea's page.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    reason: str = Field(min_length=1, max_length=1000)
    line_id: UUID | None = Field(None, description="of several lines for the whole city the one it asks from now on")


class OpenProposal(Request):
    """A proposal to award, where consent decides. Who has a personal interest keeps out (Awb 2:4).

    `text`: what is agreed, or how it is better than the one before; needed when it is less than was asked.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    amount_cents: PositiveCents | None = Field(None, description="none: all that was asked")
    text: str = Field("", max_length=2000)
    no_stake: Literal[True]


class SupportProposal(Request):
    no_stake: Literal[True]


class ObjectToProposal(Request):
    """`reason` stands on the idea's page and is told to who asked; it says what would be better."""

    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)
    no_stake: Literal[True]


class ProposalState(StrEnum):
    """What became of a proposal.

    OPEN: objections are heard. OBJECTED: one came, and a better proposal is asked for. LAPSED: not both a worker and a
    resident took part. NO_MONEY: not enough was left. WITHDRAWN: the idea went to another circle or to a vote.
    """

    OPEN = "open"
    OBJECTED = "objected"
    AWARDED = "awarded"
    LAPSED = "lapsed"
    NO_MONEY = "no_money"
    WITHDRAWN = "withdrawn"


class ProposalView(Reply):
    """One proposal; kinds of member, never names."""

    id: UUID
    number: int
    state: ProposalState
    amount_cents: Cents
    text: str
    opened_by: Seat
    opened_on: date
    last_day: date = Field(description="objections are heard until the end of this day")
    took_part: list[Seat] = Field(description="who opened it or said yes to it, and has no stake")
    objection: str | None
    objection_by: Seat | None


class AskQuestion(Request):
    """A question of the circle to who asked; everybody reads it with the idea. The term runs on."""

    model_config = ConfigDict(str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=1000)


class AnswerQuestion(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=2000)


class IdeaMessage(Reply):
    """A question or an answer, oldest first in its thread. `seat`: none for an answer, which comes from who asked."""

    kind: Literal["question", "answer"]
    seat: Seat | None
    text: str
    at: Timestamp


class PutOnWaitingList(Request):
    """Less is left than the idea asks: it waits, instead of getting a no."""

    version: int


class Waiting(Reply):
    """An idea's place on the waiting list of its money, from 1. `noticedOn`: when it was told that it is its turn."""

    place: int
    since: date
    noticed_on: date | None


class RisenFrom(Reply):
    """Where an idea was told, when the circle there sent it to the circle of the whole city."""

    area_id: Slug
    area_name: str
    reason: str
    at: Timestamp


class Deliberation(Reply):
    """How an idea is decided; nobody's name is in it. What the caller may do is no for everybody but the circle."""

    initiative_id: UUID
    way: Way = Field(description="set beforehand in the scheme the idea was told under")
    consent_days: int = Field(10, description="by that scheme: how long a proposal stands open")
    risen: RisenFrom | None
    proposals: list[ProposalView] = Field(default_factory=list, description="newest first")
    may_part: bool = Field(False, description="may a proposal be of less than was asked: the scheme says so")
    may_propose: bool = False
    may_support: bool = False
    may_object: bool = False
    messages: list[IdeaMessage] = Field(default_factory=list, description="questions and answers, oldest first")
    may_ask: bool = False
    may_answer: bool = Field(
        False, description="its applicant may answer now: it is open, or the last word is a question"
    )
    waiting: Waiting | None = None
    may_wait: bool = Field(False, description="the caller may put it on the waiting list now")
    other_funds: list[OtherFund] = Field(default_factory=list, description="of the scheme, when it waits")
    new_money_on: date | None = Field(None, description="of the scheme, when it waits")


class Fit(Reply):
    """Ideas that go together within what is left, with what then is left of it."""

    initiative_ids: list[UUID]
    sum_cents: Cents
    left_cents: Cents


class DecidingOverview(Reply):
    """All open ideas of a circle against the money.

    `fits`: the sets that use most of what is left, best first; empty when nothing fits, none when there are too many
    ideas to try every set.
    """

    free_cents: Cents = Field(description="what an award can still take")
    asked_cents: Cents
    fits: list[Fit] | None
