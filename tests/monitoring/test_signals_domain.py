"""What is chance and what is more, beside worked numbers and by what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.domain.signals.chart import baseline_of, chart_of_numbers, chart_of_shares
from services.monitoring.domain.signals.goals import crossing, is_better, target_verdict
from services.monitoring.domain.signals.limits import (
    Limits,
    Share,
    mean_of,
    moves,
    share_limits,
    spread_of,
)
from services.monitoring.domain.signals.rules import RUN, TREND, Rule, signals

# Worked numbers C5, C5b and C3 of the project's oracle file (statsmodels, public test sheets).
C5 = [Fraction(v) for v in (41, 38, 44, 40, 37, 43, 39, 42, 45, 41, 38, 61, 52, 53, 54, 55)]
C5B = [Fraction(v) for v in ("12.1", "11.8", "12.6", "12.0", "11.5", "12.2", "11.9", "12.4")]
NUMBERS = st.lists(st.integers(0, 1000).map(Fraction), min_size=2, max_size=40)


def lines_of(values: list[Fraction]) -> list[float]:
    spread = spread_of(values)
    assert spread
    lines = spread.limits
    told = (lines.middle, spread.moving, lines.low, lines.high, lines.near_low, lines.near_high)
    return [float(value) for value in told]


def flags(values: list[Fraction], baseline: list[Fraction]) -> list[list[Rule]]:
    spread = spread_of(baseline)
    assert spread
    return [list(found) for found in signals(values, [spread.limits] * len(values))]


def test_the_lines_are_the_worked_ones() -> None:
    # C5 limits_screened, limits_fixed_first11 and C5b.
    assert lines_of(C5) == pytest.approx([45.1875, 3.64286, 35.4975, 54.8775, 38.7275, 51.6475], rel=1e-5)
    assert lines_of(C5[:11]) == pytest.approx([40.7273, 3.9, 30.3533, 51.1013, 33.8113, 47.6433], rel=1e-5)
    assert lines_of(C5B) == pytest.approx([12.0625, 0.528571, 10.6565, 13.4685, 11.1252, 12.9998], rel=1e-5)


def test_without_leaving_out_the_large_move_the_lines_are_the_worked_ones_too() -> None:
    moved = mean_of([move for move in moves(C5) if move is not None])
    mean = mean_of(C5)
    assert float(moved) == pytest.approx(4.93333, rel=1e-5)
    assert float(mean + Fraction(266, 100) * moved) == pytest.approx(58.3102, rel=1e-5)


def test_the_signals_are_the_worked_ones() -> None:
    screened = [[Rule.RUN]] * 11 + [[Rule.OUTSIDE]] + [[Rule.NEAR]] * 3 + [[Rule.OUTSIDE]]
    assert flags(C5, C5) == screened
    assert flags(C5, C5[:11]) == [[]] * 11 + [[Rule.OUTSIDE]] * 5


@pytest.mark.parametrize(
    ("people", "low", "high"),
    [(100, 0.0361927, 0.253807), (158, 0.0584375, 0.231562), (1000, 0.110592, 0.179408), (5000, 0.129612, 0.160388)],
)
def test_the_lines_of_a_share_are_the_worked_ones(people: int, low: float, high: float) -> None:
    lines = share_limits(Fraction(145, 1000), people)
    assert lines
    assert (float(lines.low), float(lines.high)) == pytest.approx((low, high), rel=1e-5)


def test_a_share_of_few_people_has_no_lines() -> None:
    assert share_limits(Fraction(1, 10), 49) is None
    assert share_limits(Fraction(9, 10), 49) is None
    assert share_limits(Fraction(1, 10), 50) is not None


@given(NUMBERS)
def test_the_middle_lies_between_the_lines_and_they_keep_their_distance(values: list[Fraction]) -> None:
    lines = spread_of(values)
    assert lines
    assert lines.limits.high - lines.mean == lines.mean - lines.limits.low >= 0


@given(NUMBERS, st.integers(1, 50), st.integers(-50, 50))
def test_other_units_give_the_same_signals(values: list[Fraction], times: int, more: int) -> None:
    other = [value * times + more for value in values]
    assert flags(values, values) == flags(other, other)


@given(NUMBERS)
def test_upside_down_the_signals_are_the_same_on_the_other_side(values: list[Fraction]) -> None:
    spread, turned = spread_of(values), spread_of([-v for v in values])
    assert spread
    assert turned
    up = signals(values, [spread.limits] * len(values))
    down = signals([-v for v in values], [turned.limits] * len(values))
    other = {"high": "low", "low": "high"}
    assert [{rule: other[side] for rule, side in found.items()} for found in up] == down


@pytest.mark.parametrize("length", [RUN - 1, RUN])
def test_a_run_counts_from_so_many_in_a_row(length: int) -> None:
    lines = Limits(Fraction(10), Fraction(0), Fraction(20))
    values = [Fraction(9), *[Fraction(11)] * length, Fraction(9)]
    found = [i for i, each in enumerate(signals(values, [lines] * len(values))) if Rule.RUN in each]
    assert found == (list(range(1, length + 1)) if length == RUN else [])


@pytest.mark.parametrize("length", [TREND - 1, TREND])
def test_a_trend_counts_from_so_many_in_a_row(length: int) -> None:
    lines = Limits(Fraction(10), Fraction(0), Fraction(100))
    values = [Fraction(8 + i) for i in range(length)]
    found = [each.get(Rule.TREND) for each in signals(values, [lines] * length)]
    assert found == ["high" if length == TREND else None] * length


def test_no_move_is_made_over_a_gap() -> None:
    values = [Fraction(1), Fraction(2), None, Fraction(50), Fraction(51)]
    assert moves(values) == [None, 1, None, None, 1]


def test_few_numbers_or_numbers_that_never_move_get_no_lines() -> None:
    few, still = [Fraction(v) for v in (1, 2, 3, 4, 5)], [Fraction(7)] * 8
    assert chart_of_numbers(few, baseline_of(few, [False] * 5), "children").no_lines == "too_few"
    assert chart_of_numbers(still, baseline_of(still, [False] * 8), "children").no_lines == "no_variation"
    assert chart_of_numbers([], baseline_of([], []), "children").no_lines == "too_few"


def test_with_much_of_the_baseline_hidden_there_are_no_lines() -> None:
    values = [Fraction(v) if v else None for v in (9, 0, 7, 8, 0, 9, 7, 0, 6)]
    hidden = [value is None for value in values]
    assert chart_of_numbers(values, baseline_of(values, hidden), "children").no_lines == "too_much_hidden"


def test_the_baseline_is_the_first_twelve_and_a_later_number_does_not_move_the_lines() -> None:
    early = baseline_of(C5, [False] * 16)
    assert (early.first, early.last, early.numbers, early.is_trial) == (0, 11, 12, False)
    more = [*C5, Fraction(500)]
    assert (
        chart_of_numbers(more, baseline_of(more, [False] * 17), "hours").limits[0]
        == (chart_of_numbers(C5, early, "hours").limits[0])
    )
    assert baseline_of(C5[:11], [False] * 11).is_trial


def test_lines_end_where_no_number_can_be() -> None:
    low = [Fraction(v) for v in (0, 9, 1, 8, 0, 9)]
    lines = chart_of_numbers(low, baseline_of(low, [False] * 6), "children").limits[0]
    assert lines
    assert lines.low == 0
    high = [Fraction(v) for v in (90, 100, 91, 99, 90, 100)]
    lines = chart_of_numbers(high, baseline_of(high, [False] * 6), "percent").limits[0]
    assert lines
    assert lines.high == 100


def test_the_lines_of_shares_are_in_per_cent_and_wider_for_fewer_people() -> None:
    shares: list[Share | None] = [Share(29, 200)] * 6 + [Share(80, 200), None, Share(145, 1000)]
    values = [share and share.value for share in shares]
    chart = chart_of_shares(shares, baseline_of(values, [False] * 9, 0, 5))
    few, many = chart.limits[0], chart.limits[8]
    assert few
    assert many
    assert few.middle == Fraction(29, 2)
    assert float(many.low) == pytest.approx(11.0592, rel=1e-5)
    assert few.low < many.low < many.high < few.high
    assert [list(found) for found in chart.found] == [[]] * 6 + [[Rule.OUTSIDE], [], []]


LINES = Limits(Fraction(10), Fraction(5), Fraction(15))


@pytest.mark.parametrize(
    ("target", "direction", "verdict"),
    [
        (5, "higher_is_better", "always"),
        (6, "higher_is_better", "sometimes"),
        (15, "higher_is_better", "sometimes"),
        (16, "higher_is_better", "never"),
        (15, "lower_is_better", "always"),
        (14, "lower_is_better", "sometimes"),
        (5, "lower_is_better", "sometimes"),
        (4, "lower_is_better", "never"),
        (4, "neutral", None),
    ],
)
def test_a_target_is_met_always_sometimes_or_never(target: int, direction: str, verdict: str | None) -> None:
    assert target_verdict(LINES, Fraction(target), direction) == verdict


@pytest.mark.parametrize(
    ("value", "direction", "side"),
    [
        (9, "higher_is_better", "crossed"),
        (10, "higher_is_better", "within"),
        (11, "lower_is_better", "crossed"),
        (10, "lower_is_better", "within"),
        (99, "neutral", None),
    ],
)
def test_a_boundary_is_crossed_by_one_number_beyond_it(value: int, direction: str, side: str | None) -> None:
    assert crossing(Fraction(value), Fraction(10), direction) == side


def test_which_side_is_better_is_what_the_agreement_says() -> None:
    assert is_better("high", "higher_is_better") is True
    assert is_better("high", "lower_is_better") is False
    assert is_better("low", "neutral") is None
