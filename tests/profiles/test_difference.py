"""How much a place differs from what it lies in: Newcombe's interval against the rest, and what rounding may hide."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from services.profiles.domain.statistics.beside import difference_with
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.statistics.judge import judge
from tests.support.evidence import CLEAR, UNHURRIED, counts, exactly, off_by, offs

rests = st.integers(200, 200_000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))


def around(place: Evidence, whole: Evidence) -> Interval:
    found = difference_with(place, whole)
    assert found is not None
    assert found.interval is not None
    return found.interval


@UNHURRIED
@given(counts.filter(lambda of: 0 < of[0] < of[1]), rests)
def test_it_is_newcombes_interval_of_place_and_rest_times_the_part_that_lives_elsewhere(
    place: tuple[int, int], rest: tuple[int, int]
) -> None:
    whole = exactly(place[0] + rest[0], place[1] + rest[1])
    low, high = confint_proportions_2indep(*place, *rest, compare="diff", method="newcomb")
    part = rest[1] / (place[1] + rest[1])
    found = around(exactly(*place), whole)
    assert (found.low, found.high) == pytest.approx((low * part, high * part), abs=1e-9)


@UNHURRIED
@given(counts, rests)
def test_the_difference_is_what_one_gets_by_subtracting_the_two_figures_and_lies_in_its_interval(
    place: tuple[int, int], rest: tuple[int, int]
) -> None:
    whole = (place[0] + rest[0], place[1] + rest[1])
    found = difference_with(exactly(*place), exactly(*whole))
    assert found is not None
    assert found.seen == pytest.approx(place[0] / place[1] - whole[0] / whole[1])
    assert found.interval is not None
    assert found.interval.low - 1e-12 <= found.seen <= found.interval.high + 1e-12
    assert (found.by_rounding.low, found.by_rounding.high) == (found.seen, found.seen)


@UNHURRIED
@given(counts, rests, st.sampled_from([1, 10, 40]))
def test_of_a_clear_difference_the_interval_leaves_out_zero_on_the_side_of_the_verdict(
    place: tuple[int, int], rest: tuple[int, int], many: int
) -> None:
    whole = exactly(place[0] + rest[0], place[1] + rest[1])
    verdict = judge(exactly(*place), whole.proportion, comparisons=many)
    assume(verdict.kind in CLEAR)
    found = around(exactly(*place), whole)
    assert found.low > 0 if verdict.kind == "clearly_higher" else found.high < 0


@UNHURRIED
@given(counts, rests, offs, st.data())
def test_whatever_the_rounded_counts_stand_for_its_difference_lies_within(
    place: tuple[int, int], rest: tuple[int, int], off: tuple[int, int], data: st.DataObject
) -> None:
    assume(place[0] + off[0] < place[1] - off[1])
    whole = exactly(place[0] + rest[0], place[1] + rest[1])
    rounded = difference_with(off_by(place, off), whole)
    assert rounded is not None
    assert rounded.interval is not None
    people = data.draw(st.integers(place[1] - off[1], place[1] + off[1]))
    count = data.draw(st.integers(max(0, place[0] - off[0]), place[0] + off[0]))
    true = difference_with(exactly(count, people), whole)
    assert true is not None
    assert true.seen is not None
    assert true.interval is not None
    assert rounded.by_rounding.low - 1e-9 <= true.seen <= rounded.by_rounding.high + 1e-9
    assert rounded.interval.low - 1e-9 <= true.interval.low
    assert true.interval.high <= rounded.interval.high + 1e-9


def test_of_a_secret_count_there_is_an_interval_and_no_difference() -> None:
    found = difference_with(Evidence(Count.secret(), Count.random_5(1_500)), exactly(1_450, 100_000))
    assert found is not None
    assert found.seen is None
    assert found.interval is not None
    assert found.interval.high < 0


def test_without_counts_or_with_everybody_in_the_place_there_is_no_interval() -> None:
    assert difference_with(Evidence(None, Count.exact(100)), exactly(5, 1_000)) is None
    assert difference_with(exactly(3, 100), Evidence(None, None)) is None
    everybody = difference_with(exactly(5, 100), exactly(5, 100))
    assert everybody is not None
    assert (everybody.seen, everybody.interval) == (0, None)


def test_a_place_outside_what_it_is_beside_is_compared_with_all_of_it() -> None:
    """Newcombe 1998, table II, contrast (a): 56/70 and 48/80 give 0.0524 to 0.3339."""
    found = difference_with(exactly(56, 70), exactly(48, 80), is_inside=False)
    assert found is not None
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0524, 0.3339), abs=0.00005)
