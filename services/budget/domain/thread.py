"""When who told an idea may answer the circle."""

from collections.abc import Sequence

from services.budget.contract.initiatives import InitiativeState

DECIDED_YES = (InitiativeState.AWARDED, InitiativeState.SHARED)


def may_answer(state: str, kinds: Sequence[str]) -> bool:
    """`kinds`: of the messages, oldest first. While it is open: once something was asked. After a yes: a last question.

    A yes can come while a question stands open; whoever asked it, and everybody who reads along, still wants to know.
    """
    if state == InitiativeState.OPEN:
        return bool(kinds)
    return state in DECIDED_YES and bool(kinds) and kinds[-1] == "question"
