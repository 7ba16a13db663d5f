"""Difference in differences: a calculation worked by hand, what must hold for any counts, and what may be concluded."""

import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from services.profiles.domain.effect import Conclusion, Group, Years, conclude, group_of, years_around
from services.profiles.domain.statistics.effect import (
    Cell,
    Effect,
    Four,
    difference_interval,
    judge_effect,
    ratio_interval,
    ratio_of,
)
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.verdict import Kind
from tests.support.evidence import CLEAR, MIRROR, UNHURRIED, comparisons, exactly, off_by

Cells = tuple[Cell, Cell, Cell, Cell]
FELL: Cells = ((36, 2000), (70, 2000), (300, 10_000), (310, 10_000))
"""Here after, here before, in the group after, before: 35.0 to 18.0 per 1000 here, 31.0 to 30.0 there."""
UNSURE: Cells = ((40, 2000), (60, 2000), (300, 10_000), (300, 10_000))

cases = st.tuples(st.integers(0, 150), st.integers(150, 3000))
cells = st.tuples(cases, cases, cases, cases)


def four(of: Cells, off: tuple[int, int] = (0, 0)) -> Four:
    here_after, here_before, there_after, there_before = (off_by((int(x), int(n)), off) for x, n in of)
    return Four(here_before, here_after, there_before, there_after)


def test_the_worked_example_of_the_page() -> None:
    """(18.0 − 35.0) − (30.0 − 31.0) = −16.0 per 1000; (36/70)/(300/310) = 0.531; √(1/36+1/70+1/300+1/310) = 0.220505.

    The interval of the ratio is exp(ln 0.531429 ± 1.959964 × 0.220505), which a saturated Poisson regression in
    statsmodels gives too; that of the difference from its Wilson intervals.
    """
    found = judge_effect(four(FELL))
    assert found.kind is Kind.CLEARLY_LOWER
    assert found.difference == pytest.approx(-0.016)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-0.02732673, -0.00498885), abs=1e-8)
    assert found.ratio == pytest.approx(0.5314286)
    assert found.ratio_interval is not None
    assert (found.ratio_interval.low, found.ratio_interval.high) == pytest.approx((0.344945, 0.818728), abs=1e-6)


def test_a_third_fewer_of_sixty_can_still_be_chance() -> None:
    """60 to 40 beside a group that stays: ratio 0.667, from 0.433 to 1.026 (ln 0.6667 ± 1.96 × √0.048333)."""
    found = judge_effect(four(UNSURE))
    assert found.kind is Kind.NO_CLEAR_DIFFERENCE
    assert found.ratio_interval is not None
    assert (found.ratio_interval.low, found.ratio_interval.high) == pytest.approx((0.433285, 1.025756), abs=1e-6)


def test_it_equals_what_outside_software_calculates() -> None:
    proportion_confint = pytest.importorskip("statsmodels.stats.proportion").proportion_confint
    for of in (FELL, UNSURE):
        rates = [x / n for x, n in of]
        around = [proportion_confint(x, n, method="wilson") for x, n in of]
        down = [(rate - low) ** 2 for rate, (low, _) in zip(rates, around, strict=True)]
        up = [(high - rate) ** 2 for rate, (_, high) in zip(rates, around, strict=True)]
        middle = rates[0] - rates[1] - rates[2] + rates[3]
        found = difference_interval(of, 0.95)
        assert found.low == pytest.approx(middle - (down[0] + up[1] + up[2] + down[3]) ** 0.5)
        assert found.high == pytest.approx(middle + (up[0] + down[1] + down[2] + up[3]) ** 0.5)


@UNHURRIED
@given(cells)
def test_here_and_there_exchanged_say_the_opposite(of: Cells) -> None:
    found, other = judge_effect(four(of)), judge_effect(four((of[2], of[3], of[0], of[1])))
    assert other.kind is MIRROR.get(found.kind, found.kind)
    assert found.difference == pytest.approx(-(other.difference or 0), abs=1e-12)


@UNHURRIED
@given(cells)
def test_before_and_after_exchanged_say_the_opposite(of: Cells) -> None:
    found, other = judge_effect(four(of)), judge_effect(four((of[1], of[0], of[3], of[2])))
    assert other.kind is MIRROR.get(found.kind, found.kind)


@UNHURRIED
@given(cells)
def test_the_intervals_hold_what_was_seen(of: Cells) -> None:
    found = judge_effect(four(of, (2, 4)))
    if found.interval is not None and found.difference is not None:
        assert found.interval.low <= found.difference <= found.interval.high
    if found.ratio_interval is not None and found.ratio is not None:
        assert found.ratio_interval.low <= found.ratio <= found.ratio_interval.high


@UNHURRIED
@given(cells, st.tuples(st.integers(0, 4), st.integers(0, 4)), st.data())
@example(FELL, (2, 4), None)  # type: ignore[arg-type] (nothing is drawn when it is not clear)
def test_what_is_clear_is_clear_for_all_counts_the_published_ones_may_stand_for(
    of: Cells, off: tuple[int, int], data: st.DataObject | None
) -> None:
    found = judge_effect(four(of, off))
    if data is None:
        assert found.kind in CLEAR
        return
    assume(found.kind in CLEAR)
    true = [
        (data.draw(st.integers(max(0, int(x) - off[0]), int(x) + off[0])), int(n) + data.draw(st.integers(0, off[1])))
        for x, n in of
    ]
    assume(all(count >= 10 for count, _ in true))
    assert judge_effect(four((true[0], true[1], true[2], true[3]))).kind is found.kind


@UNHURRIED
@given(cells, comparisons)
def test_what_is_clear_among_many_is_clear_alone(of: Cells, many: int) -> None:
    found = judge_effect(four(of), comparisons=many)
    assert found.kind not in CLEAR or judge_effect(four(of)).kind is found.kind


@UNHURRIED
@given(cases, cases)
def test_who_changes_as_the_others_do_is_never_clear(after: Cell, before: Cell) -> None:
    assert judge_effect(four((after, before, after, before))).kind not in CLEAR


def test_with_fewer_than_ten_cases_it_is_too_small_and_a_secret_count_is_no_figure() -> None:
    assert judge_effect(four(((3, 900), (30, 900), (300, 9000), (300, 9000)))).kind is Kind.TOO_SMALL
    assert judge_effect(four(((0, 900), (30, 900), (300, 9000), (300, 9000)))).ratio is None
    exact = exactly(30, 900)
    secret = Evidence(Count.secret(), Count.exact(900))
    found = judge_effect(Four(exact, secret, exact, exact))
    assert (found.kind, found.reason and found.reason.value, found.interval) == (Kind.NO_FIGURE, "secret", None)


def test_of_towns_where_nothing_happens_about_one_in_twenty_is_called_clear() -> None:
    """Chance alone, 2,000 times: 40 per 1000 everywhere, 1,500 children here and 6,000 in the group."""
    chance = random.Random(20)
    alarms = 0
    for _ in range(2000):
        drawn = [(round(chance.gauss(n * 0.04, (n * 0.04 * 0.96) ** 0.5)), n) for n in (1500, 1500, 6000, 6000)]
        one, two, three, last = drawn
        alarms += judge_effect(four((one, two, three, last))).kind in CLEAR
    assert alarms / 2000 <= 0.055


def test_the_ratio_has_no_interval_with_nobody() -> None:
    assert ratio_interval(((0, 10), (1, 10), (1, 10), (1, 10)), 0.95) is None
    assert ratio_of(*FELL) == pytest.approx(0.5314286)


def test_the_years_are_the_nearest_on_each_side_and_never_that_of_the_money() -> None:
    assert years_around(2020, [2016, 2018, 2019, 2020, 2021, 2022], []) == Years(2019, 2021, 2018)
    assert years_around(2020, [2015, 2016, 2020, 2024], []) == Years(None, None, None)
    assert years_around(2020, [2019], [2019, 2021]) == Years(2019, 2021, None)


def test_too_early_is_the_answer_as_long_as_there_is_nothing_after() -> None:
    clear, none = Effect(Kind.CLEARLY_LOWER), Effect(Kind.NO_CLEAR_DIFFERENCE)
    group = Group(["a", "b"], [])
    known = [2018, 2019, 2021]
    years = Years(2019, 2021, 2018)
    assert conclude(Years(2019, None, 2018), known, group, None, None) is Conclusion.TOO_EARLY
    assert conclude(Years(None, None, None), [], None, None, None) is Conclusion.TOO_EARLY
    assert conclude(Years(None, 2021, None), known, None, None, None) is Conclusion.NO_BEFORE
    assert conclude(years, [2018, 2019], group, None, none) is Conclusion.NO_FIGURE
    assert conclude(years, known, None, None, None) is Conclusion.NO_COMPARISON
    assert conclude(years, known, group, clear, none) is Conclusion.FELL_MORE
    assert conclude(years, known, group, clear, clear) is Conclusion.ALREADY_APART
    assert conclude(years, known, group, Effect(Kind.TOO_SMALL), clear) is Conclusion.TOO_SMALL


def test_the_group_is_the_nearest_on_what_is_known_and_one_other_place_is_none() -> None:
    numbers = {place: float(number) for number, place in enumerate("abcdefgh")}
    columns = dict.fromkeys(("young", "poor", "rented"), numbers)
    assert group_of("a", "abcdefgh", columns) == Group(["b", "c", "d", "e", "f"], ["young", "poor", "rented"])
    assert group_of("a", "abcdefgh", {"young": numbers}) == Group(list("bcdefgh"), [])
    assert group_of("a", "ab", columns) is None
