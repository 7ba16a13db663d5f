"""What a split and an initiative may do from where they are."""

import pytest

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import InitiativeMove, SplitMove
from services.budget.contract.splits import SplitState
from services.budget.domain.moves import INITIATIVE_MOVES, SPLIT_MOVES, check_initiative_move, check_split_move


def test_a_split_and_an_initiative_move_as_drawn_and_no_other_way() -> None:
    for here in SplitState:
        for there in SplitState:
            if there in SPLIT_MOVES[here]:
                check_split_move(here, there)
            else:
                with pytest.raises(SplitMove):
                    check_split_move(here, there)
    assert not SPLIT_MOVES[SplitState.REPLACED]
    assert SPLIT_MOVES[SplitState.APPROVED] == {SplitState.PUBLISHED, SplitState.REPLACED}
    for state in InitiativeState:
        for to in set(InitiativeState) - INITIATIVE_MOVES[state]:
            with pytest.raises(InitiativeMove):
                check_initiative_move(state, to)
