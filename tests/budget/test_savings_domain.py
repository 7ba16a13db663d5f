"""How much of a saving becomes money: never more than the lower bound or what was seen bears out, and no cent lost."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.savings import SavingsDeed, SavingsState
from services.budget.contract.savings_refusals import SavingsInterval, SavingsMove, SavingsNothing
from services.budget.domain.savings import MOVES, Saving, after, deed_of_seeing

TENTH = Fraction(1, 10)
amounts = st.integers(-(10**12), 10**12)
shares = st.fractions(Fraction(1, 1000), 1, max_denominator=1000)


@st.composite
def savings(draw: st.DrawFn) -> Saving:
    low, centre, high = sorted((draw(amounts), draw(amounts), draw(st.integers(1, 10**12))))
    return Saving(low, centre, max(high, 1), draw(shares))


def test_only_the_lower_bound_counts_before_anything_was_seen() -> None:
    saving = Saving(20_000_000, 35_000_000, 50_000_000, TENTH)
    assert (saving.sure, saving.staged(saving.sure), saving.most) == (2_000_000, 1_500_000, 5_000_000)


@pytest.mark.parametrize(("low", "sure"), [(0, 0), (-5_000_000, 0), (9, 0), (10, 1), (19, 1)])
def test_what_is_not_sure_gives_nothing_and_a_part_of_a_cent_is_left_out(low: int, sure: int) -> None:
    assert Saving(low, 6_000_000, 8_000_000, TENTH).sure == sure


@pytest.mark.parametrize(
    ("seen", "became", "adds"),
    [
        (10_000_000, 2_000_000, 0),
        (20_000_000, 2_000_000, 0),
        (30_000_000, 2_000_000, 1_000_000),
        (30_000_000, 3_000_000, 0),
        (90_000_000, 3_000_000, 2_000_000),
        (-5, 0, 0),
        (10_000_000, 0, 1_000_000),
    ],
)
def test_what_was_seen_adds_only_what_became_no_source_yet(seen: int, became: int, adds: int) -> None:
    assert Saving(20_000_000, 35_000_000, 50_000_000, TENTH).adds(seen, became) == adds


def test_an_estimate_is_an_interval_with_something_to_save() -> None:
    Saving(-3, -2, 1, TENTH).check()
    Saving(5, 5, 5, TENTH).check()
    for low, centre, high in ((2, 1, 3), (1, 4, 3), (3, 2, 1)):
        with pytest.raises(SavingsInterval):
            Saving(low, centre, high, TENTH).check()
    with pytest.raises(SavingsNothing):
        Saving(-3, -2, 0, TENTH).check()


@given(savings(), st.lists(st.tuples(amounts, st.booleans()), max_size=8))
def test_sources_never_exceed_what_is_borne_out_and_lose_less_than_a_cent(
    saving: Saving, told: list[tuple[int, bool]]
) -> None:
    """`told`: what was seen, and whether the source it gave is withdrawn afterwards, as one that will not come."""
    living, best, withdrawn = saving.sure, saving.low, False
    for seen, falls_away in told:
        added = saving.adds(seen, living)
        assert added >= 0
        best = max(best, min(seen, saving.high))
        living += added
        bound = saving.share * max(0, best)
        assert living <= bound
        assert withdrawn or living > bound - 1
        assert 0 <= saving.staged(living) <= saving.most
        assert saving.adds(seen, living) == 0, "the same thing seen again gives nothing again"
        if falls_away and added:
            living, withdrawn = living - added, True
    assert living <= saving.most


@given(savings())
def test_what_is_sure_and_what_is_staged_are_together_the_share_of_the_centre(saving: Saving) -> None:
    together = saving.sure + saving.staged(saving.sure)
    centre = saving.share * max(0, saving.centre)
    assert together == saving.expected
    assert centre - 1 < together <= centre


def test_a_case_goes_where_the_drawing_says_and_nowhere_else() -> None:
    assert after("proposed", SavingsDeed.APPROVED) is SavingsState.APPROVED
    assert after("seen", SavingsDeed.SEEN_RETURNED) is SavingsState.APPROVED
    for state in SavingsState:
        for deed in set(SavingsDeed) - MOVES[state].keys():
            with pytest.raises(SavingsMove):
                after(state.value, deed)
    assert not MOVES[SavingsState.WITHDRAWN]
    assert not MOVES[SavingsState.CLOSED]


def test_what_was_seen_of_the_whole_year_closes_a_case_and_no_day_less_does() -> None:
    assert deed_of_seeing(2020, date(2020, 12, 30)) is SavingsDeed.SEEN_APPROVED
    assert deed_of_seeing(2020, date(2020, 12, 31)) is SavingsDeed.CLOSED
    assert deed_of_seeing(2020, date(2021, 2, 1)) is SavingsDeed.CLOSED
