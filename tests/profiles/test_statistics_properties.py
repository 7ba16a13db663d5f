"""What must hold for every verdict, whatever the counts: certainty only ever comes from more, never from less."""

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from services.profiles.domain.statistics.funnel import Standing, standing
from services.profiles.domain.statistics.intervals import wilson
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.needed import by_exact, by_score, cases_among, smallest_population
from services.profiles.domain.statistics.shortfall import about, population_for_verdict
from services.profiles.domain.statistics.verdict import Kind
from tests.support.evidence import (
    CLEAR,
    MIRROR,
    UNHURRIED,
    comparisons,
    counts,
    exactly,
    off_by,
    offs,
    references,
)


@UNHURRIED
@given(counts, references, comparisons, offs, offs)
def test_wider_rounding_never_makes_a_verdict_clear(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int], more: tuple[int, int]
) -> None:
    narrow = judge(off_by(of, off), reference, comparisons=many)
    wide = judge(off_by(of, (off[0] + more[0], off[1] + more[1])), reference, comparisons=many)
    assert wide.kind not in CLEAR or wide.kind is narrow.kind
    if narrow.interval and wide.interval:
        assert wide.interval.low <= narrow.interval.low <= narrow.interval.high <= wide.interval.high


@UNHURRIED
@given(counts, references, comparisons, offs, st.data())
def test_what_is_clear_is_clear_for_all_counts_the_published_ones_may_stand_for(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int], data: st.DataObject
) -> None:
    found = judge(off_by(of, off), reference, comparisons=many)
    assume(found.kind in CLEAR | {Kind.TOO_SMALL, Kind.NO_CLEAR_DIFFERENCE})
    population = data.draw(st.integers(max(1, of[1] - off[1]), of[1] + off[1]))
    assume(of[0] - off[0] <= population)
    true = exactly(data.draw(st.integers(max(0, of[0] - off[0]), min(population, of[0] + off[0]))), population)
    if found.kind in CLEAR:
        assert judge(true, reference, comparisons=many).kind is found.kind


@UNHURRIED
@given(counts, references, comparisons, st.integers(2, 6), offs)
def test_more_people_at_the_same_rate_never_make_it_less_clear(
    of: tuple[int, int], reference: float, many: int, times: int, off: tuple[int, int]
) -> None:
    small = judge(off_by(of, off), reference, comparisons=many)
    large = judge(off_by((of[0] * times, of[1] * times), off), reference, comparisons=many)
    assert small.kind not in CLEAR or large.kind is small.kind


@UNHURRIED
@given(counts, references, comparisons)
def test_with_and_without_are_judged_as_each_others_mirror(of: tuple[int, int], reference: float, many: int) -> None:
    count, population = of
    found = judge(exactly(count, population), reference, comparisons=many)
    mirror = judge(exactly(population - count, population), 1 - reference, comparisons=many)
    assert found.p == pytest.approx(mirror.p, rel=1e-6, abs=1e-12)
    if found.p is not None and abs(found.p - found.level) > 1e-9:
        assert MIRROR.get(found.kind, "not clear") == (mirror.kind if mirror.kind in CLEAR else "not clear")


@UNHURRIED
@given(counts, references, comparisons)
def test_more_comparisons_never_make_it_clearer(of: tuple[int, int], reference: float, many: int) -> None:
    together, alone = judge(exactly(*of), reference, comparisons=many), judge(exactly(*of), reference)
    assert together.kind not in CLEAR or together.kind is alone.kind
    assert together.p == alone.p


@UNHURRIED
@given(counts, references)
def test_where_enough_are_expected_interval_funnel_and_verdict_say_the_same(
    of: tuple[int, int], reference: float
) -> None:
    count, population = of
    assume(population * min(reference, 1 - reference) >= 10)
    found = judge(exactly(count, population), reference)
    assert found.interval == wilson(count, population)
    assume(found.p is not None and abs(found.p - 0.05) > 1e-9)
    assert (found.kind in CLEAR) == (reference not in wilson(count, population))
    assert (found.kind in CLEAR) == (standing(count / population, population, reference) is not Standing.INSIDE)
    alarm = judge(exactly(count, population), reference, comparisons=40)
    assume(alarm.p is not None and abs(alarm.p - 0.002) > 1e-9)
    assert (alarm.kind in CLEAR) == (standing(count / population, population, reference) is Standing.OUTSIDE)


@UNHURRIED
@given(st.integers(0, 60), st.integers(1, 1_500), st.floats(0.005, 0.6), comparisons)
def test_what_is_too_small_says_how_many_more_and_that_is_enough(
    count: int, population: int, reference: float, many: int
) -> None:
    count = min(count, population)
    found = judge(exactly(count, population), reference, comparisons=many)
    assert (found.more_needed is not None) == (found.kind is Kind.TOO_SMALL)
    if found.more_needed is None:
        return
    seen = Fraction(count, population)
    rates = [Fraction(reference * ratio) for ratio in (0.8, 1.25)] if found.is_for_quarter else [seen]
    for rate in (rate.limit_denominator(1_000_000) for rate in rates if rate < 1):
        for more in (0, 1, 7, 40, 333):
            later = cases_among(population + found.more_needed + more, rate)
            assert judge(exactly(*later), reference, comparisons=many).kind in CLEAR


@UNHURRIED
@given(counts, references, comparisons)
def test_no_clear_difference_is_never_said_of_what_may_be_a_quarter_higher_as_well_as_lower(
    of: tuple[int, int], reference: float, many: int
) -> None:
    found = judge(exactly(*of), reference, comparisons=many)
    assume(found.kind is Kind.NO_CLEAR_DIFFERENCE)
    assert found.interval is not None
    assert reference * 0.8 < found.interval.low or found.interval.high < reference * 1.25


@UNHURRIED
@given(counts, references, comparisons, offs)
def test_too_small_always_asks_for_somebody(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int]
) -> None:
    found = judge(off_by(of, off), reference, comparisons=many)
    assert (found.more_needed or 0) > 0 or found.kind is not Kind.TOO_SMALL


@example(3, 7, 0.8125, 0.05)  # None of one person is "beyond chance" by score; one of two is not.
@example(1, 1, 0.125, 0.05)
@UNHURRIED
@given(st.integers(0, 300), st.integers(1, 1000), st.floats(0.01, 0.9), st.sampled_from([0.05, 0.002]))
def test_the_smallest_population_is_the_one_after_the_last_no(a: int, b: int, reference: float, level: float) -> None:
    rate = Fraction(a, b)
    assume(rate <= 1)
    assume(float(rate) / reference > 1.4 or float(rate) / reference < 0.7)
    for beyond in (by_score(reference, level), by_exact(reference, level)):
        found = smallest_population(rate, reference, beyond)
        assert found is not None
        checked = range(1, found.population * 2 + 50)
        last_no = max((n for n in checked if not beyond(*cases_among(n, rate))), default=0)
        assert found.population == last_no + 1


def test_a_rate_that_is_the_reference_never_differs() -> None:
    assert smallest_population(0.0145, 0.0145, by_score(0.0145, 0.05)) is None
    assert population_for_verdict(0.0145, 0.0145, 0.05) is None


@pytest.mark.parametrize(
    ("number", "said"), [(0, 0), (3, 3), (97, 97), (101, 110), (548, 550), (1625, 1700), (1700, 1700), (19_999, 20_000)]
)
def test_about_says_two_digits_and_never_too_few(number: int, said: int) -> None:
    assert about(number) == said
