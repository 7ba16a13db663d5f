"""The state of a period's figures, and which decision can follow which."""

from typing import Literal

Decision = Literal["returned", "accepted"]
ReviewState = Literal["nothing", "submitted", "returned", "accepted"]
STATE_AFTER: dict[str, ReviewState] = {"received": "submitted", "returned": "returned", "accepted": "accepted"}
"""The state of a period after an event that changes it. Figures that come after an acceptance wait for another."""
_MAY_FOLLOW: dict[ReviewState, set[Decision]] = {"submitted": {"returned", "accepted"}, "returned": {"accepted"}}


def may_follow(state: ReviewState, decision: Decision) -> bool:
    """Whether a decision can be taken on figures in this state."""
    return decision in _MAY_FOLLOW.get(state, set())
