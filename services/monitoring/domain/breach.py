"""What may happen to a breach case: permitted, or acted on step by step. Nothing here happens by itself."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """A step somebody proposes and somebody else confirms. The end of the subsidy is only ever such a step."""

    PERMIT = "permit"
    HEARING = "hearing"
    WARNING = "warning"
    RECOVERY = "recovery"
    END_OF_SUBSIDY = "end_of_subsidy"
    NO_ACTION = "no_action"


class CaseState(StrEnum):
    OPEN = "open"
    PERMITTED = "permitted"
    CLOSED = "closed"


NEEDS_HEARING = (Step.WARNING, Step.RECOVERY, Step.END_OF_SUBSIDY)
"""Heard first: these rest on facts that others told of the partner (Awb 4:8)."""
NEEDS_DOCUMENT = (Step.PERMIT, Step.RECOVERY, Step.END_OF_SUBSIDY)
CLOSES = {
    Step.PERMIT: CaseState.PERMITTED,
    Step.NO_ACTION: CaseState.CLOSED,
    Step.END_OF_SUBSIDY: CaseState.CLOSED,
}
"""What a confirmed step makes of the case; after the others it stays open for a next one."""


def why_not(
    step: Step, state: CaseState, confirmed: Collection[Step], document: str, ends_on: date | None = None
) -> str | None:
    """The slug of why a step cannot be proposed now; None when it can. `ends_on`: the last day of the subsidy."""
    if state is not CaseState.OPEN:
        return "case-is-closed"
    if step in NEEDS_HEARING and Step.HEARING not in confirmed:
        return "hear-partner-first"
    if step in NEEDS_DOCUMENT and not document:
        return "document-missing"
    if (step is Step.END_OF_SUBSIDY) != (ends_on is not None):
        return "end-date-missing" if ends_on is None else "end-date-unasked"
    return None


def state_after(step: Step, state: CaseState) -> CaseState:
    return CLOSES.get(step, state)
