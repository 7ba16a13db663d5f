"""What budget says of objections to a decision (Awb chapters 6 and 7)."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.budget.contract.award_changes import ChangeGround
from services.budget.contract.letters import LetterKind
from services.kit.contract import Cents, Day, Reply, Request


class ObjectionState(StrEnum):
    """RECEIVED: to be decided on. WITHDRAWN: by who objected (6:21). DECIDED: see its outcome."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


class Outcome(StrEnum):
    """UPHELD: who objected is right, and it is decided anew. INADMISSIBLE: too late without a good reason, for one."""

    UPHELD = "upheld"
    UNFOUNDED = "unfounded"
    INADMISSIBLE = "inadmissible"


class FileObjection(Request):
    """By who asked, from their own page. What a letter by post would hold is known: who, when, against what (6:5)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    why: str = Field(min_length=10, max_length=5000)


class EnterObjection(Request):
    """One that came by post or at the desk. `ofApplicant`: of who asked; else of somebody whom the decision affects,
    whose name stays in the letter itself."""

    model_config = ConfigDict(str_strip_whitespace=True)

    why: str = Field(min_length=10, max_length=5000, description="as it stands in the letter, in short")
    received_on: Day
    how: Literal["post", "desk"]
    of_applicant: bool


class ExtendObjection(Request):
    version: int


class NewAmount(Request):
    """The decision that takes the place of the one objected to (7:11): what the award becomes, out of what is free.

    Less than it is now only when somebody else than who applied objected, on a ground of the law, who applied heard.
    """

    to_cents: int = Field(ge=0, strict=True)
    ground: ChangeGround | None = Field(None, description="needed when the award becomes less")
    heard_on: Day | None = Field(None, description="when who applied was heard (4:8)")


class DecideObjection(Request):
    """`noPart`: took no part in the decision it is against (10:3).

    `new`: only when upheld. Without it a no is decided on anew by the circle, and a yes keeps its amount.
    """

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    outcome: Outcome
    reasons: str = Field(min_length=10, max_length=3000, description="as who objected will read them")
    new: NewAmount | None = None
    no_part: Literal[True]


class WithdrawObjection(Request):
    version: int


class ObjectionView(Reply):
    """`termUntil`: the last day to object. `decideBy`: the last day to decide, with the extension in it (7:10)."""

    id: UUID
    initiative_id: UUID
    title: str
    area_name: str
    year: int
    against: LetterKind
    against_on: date
    received_on: date
    how: Literal["web", "post", "desk"]
    of_applicant: bool
    term_until: date
    is_late: bool
    decide_by: date
    extended_on: date | None
    state: ObjectionState
    version: int
    why: str
    outcome: Outcome | None
    reasons: str | None
    new_cents: Cents | None = Field(description="what the decision on it made of the award")
    decided_on: date | None
    may_decide: bool = Field(description="false for who took part in the decision, and for who does not handle these")
