"""What goes together within what is left, beside every set tried the slow way."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from services.budget.domain.combinations import MOST_IDEAS, best_fits

AMOUNTS = st.lists(st.integers(1, 40), max_size=7)


def test_the_set_that_leaves_least_comes_first_and_nothing_fits_beside_it() -> None:
    assert best_fits([500, 300, 800], 900) == [(0, 1), (2,)]
    assert best_fits([500, 300, 800], 10_000) == [(0, 1, 2)]
    assert best_fits([500], 499) == []
    assert best_fits([], 100) == []
    assert best_fits([1] * (MOST_IDEAS + 1), 5) is None


@given(AMOUNTS, st.integers(0, 120))
def test_the_best_uses_as_much_as_any_set_can(amounts: list[int], left: int) -> None:
    places = range(len(amounts))
    sets = chain.from_iterable(combinations(places, size) for size in range(1, len(amounts) + 1))
    sums = [total for chosen in sets if (total := sum(amounts[place] for place in chosen)) <= left]
    fits = best_fits(amounts, left)
    assert fits is not None
    assert [sum(amounts[place] for place in fits[0])] == [max(sums)] if sums else fits == []
    for chosen in fits:
        room = left - sum(amounts[place] for place in chosen)
        assert room >= 0
        assert all(amounts[place] > room for place in places if place not in chosen)
