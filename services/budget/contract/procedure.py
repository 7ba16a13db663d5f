"""What budget says of the steps around a decision on an idea: asking to complete it, saying no, withdrawing it."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.initiatives import InitiativeState
from services.kit.contract import Reply, Request, Slug

NoSeat = Literal["worker", "resident", "officer"]


class CompletionView(Reply):
    """The applicant was asked to complete what they told (Awb 4:5). From `askedOn` the clock stood still (4:15)."""

    what: str
    asked_on: date
    until: date
    answer: str | None
    answered_on: date | None
    is_open: bool


class RefusalView(Reply):
    """A no: proposed by one, agreed by another of another kind. The public sees a no that was agreed, and of it the
    ground; `ownWords` and the applicant's `answer` are for who decides and for the applicant."""

    initiative_id: UUID
    ground: Slug
    ground_text: str
    proposed_by: NoSeat | None = Field(description="kind of who proposed it; none when a round of ballots decided")
    proposed_on: date
    hear_until: date | None = Field(description="the applicant can answer until this day, before it is decided (4:7)")
    refused_on: date | None
    own_words: str | None = None
    answer: str | None = None
    answered_on: date | None = None


class GroundView(Reply):
    key: Slug
    text: str


class ProcedureView(Reply):
    """Where an idea stands by law. `answerBy` has the days in it that the clock stood still."""

    initiative_id: UUID
    state: InitiativeState
    version: int
    answer_by: date
    stands_still: bool
    completions: list[CompletionView] = Field(description="newest first")
    refusal: RefusalView | None = Field(description="the no that is proposed or given")
    told_late_on: date | None = Field(description="when the applicant heard of a new date (4:14)")
    grounds: list[GroundView] = Field(description="on which a no can rest; empty for who does not decide")
    may_propose_no: bool
    may_agree_no: bool
    may_withdraw_no: bool


class AskCompletion(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    what: str = Field(min_length=10, max_length=1500, description="what is missing, as the applicant will read it")


class CompleteIdea(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    answer: str = Field(min_length=1, max_length=3000)


class ProposeRefusal(Request):
    """`onOtherFacts`: it rests on facts that are not the applicant's own, so they are heard first (4:7)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    ground: Slug
    own_words: str = Field("", max_length=1500, description="why, as the applicant will read it; never public")
    on_other_facts: bool = False
    no_stake: Literal[True]


class AgreeRefusal(Request):
    version: int
    no_stake: Literal[True]


class WithdrawRefusal(Request):
    version: int


class AnswerRefusal(Request):
    model_config = ConfigDict(str_strip_whitespace=True)

    answer: str = Field(min_length=1, max_length=3000)


class WithdrawIdea(Request):
    version: int
