"""What a split and an initiative may do from where they are; drawn in this service's README."""

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import InitiativeMove, SplitMove
from services.budget.contract.splits import SplitState

SPLIT_MOVES: dict[SplitState, set[SplitState]] = {
    SplitState.DRAFT: {SplitState.PROPOSED, SplitState.DISCARDED},
    SplitState.PROPOSED: {SplitState.APPROVED, SplitState.RETURNED},
    SplitState.RETURNED: {SplitState.PROPOSED, SplitState.DISCARDED},
    SplitState.APPROVED: {SplitState.PUBLISHED, SplitState.REPLACED},
    SplitState.PUBLISHED: {SplitState.REPLACED},
    SplitState.REPLACED: set(),
    SplitState.DISCARDED: set(),
}
INITIATIVE_MOVES: dict[InitiativeState, set[InitiativeState]] = {
    InitiativeState.UNCONFIRMED: {InitiativeState.OPEN},
    InitiativeState.OPEN: {InitiativeState.AWARDED, InitiativeState.REFUSED, InitiativeState.WITHDRAWN},
    InitiativeState.AWARDED: {InitiativeState.SHARED},
    InitiativeState.SHARED: set(),
    # By an objection that was upheld: the idea is decided on anew.
    InitiativeState.REFUSED: {InitiativeState.OPEN},
    InitiativeState.WITHDRAWN: set(),
}


def check_split_move(state: str, to: SplitState) -> None:
    """Raise SplitMove when a split cannot go there from here."""
    if to not in SPLIT_MOVES[SplitState(state)]:
        raise SplitMove(state=state, to=to.value)


def check_initiative_move(state: str, to: InitiativeState) -> None:
    """Raise InitiativeMove when an initiative cannot go there from here."""
    if to not in INITIATIVE_MOVES[InitiativeState(state)]:
        raise InitiativeMove(state=state, to=to.value)
