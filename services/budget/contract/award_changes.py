"""What budget says of an award that changes: fixed afterwards, lowered or withdrawn, by two, on grounds of the law."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict, Field

from services.kit.contract import Cents, Day, Reply, Request


class ChangeKind(StrEnum):
    """FIX: the final amount of an award that was to be fixed afterwards (4:44). LOWER, WITHDRAW: less, or nothing.
    RAISE: more, only by a decision on an objection (7:11)."""

    FIX = "fix"
    RAISE = "raise"
    LOWER = "lower"
    WITHDRAW = "withdraw"


class ChangeGround(StrEnum):
    """The grounds of the law (Awb 4:46, 4:48, 4:49, 4:50), or AGREED: who applied asks it or agrees. No others."""

    NOT_DONE = "not_done"
    NOT_KEPT = "not_kept"
    WRONG_FACTS = "wrong_facts"
    KNEW_IT_WAS_WRONG = "knew_it_was_wrong"
    NEW_FACTS = "new_facts"
    CHANGED_VIEWS = "changed_views"
    AGREED = "agreed"


class ChangeState(StrEnum):
    """DROPPED: the second person said no."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    DROPPED = "dropped"


class ProposeChange(Request):
    """By one; somebody else decides. `toCents`: what the award becomes. `heardOn`: when who applied was heard (4:8)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    kind: ChangeKind
    to_cents: int = Field(ge=0, strict=True)
    ground: ChangeGround | None = Field(None, description="needed when the award becomes less")
    why: str = Field(min_length=1, max_length=600, description="public, and in the letter; no names")
    heard_on: Day | None = None


class DecideChange(Request):
    version: int
    is_right: bool


class AwardChange(Reply):
    """A change. The public sees those that were decided. `reclaimCents`: of what was paid, what has to come back."""

    id: UUID
    kind: ChangeKind
    state: ChangeState
    version: int
    before_cents: Cents
    to_cents: Cents
    reclaim_cents: Cents
    ground: ChangeGround | None
    why: str
    heard_on: date | None
    decided_on: date | None
    on_objection: bool = Field(False, description="a decision on an objection, by who took no part in the award")
    is_mine: bool = Field(False, description="did the caller propose it? Then somebody else decides")


class AwardChanges(Reply):
    """`grounds`: on which it can become less now. `isFixed`: the award was fixed, at once or afterwards."""

    is_fixed: bool
    now_cents: Cents
    grounds: list[ChangeGround]
    changes: list[AwardChange]
