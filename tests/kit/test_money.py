"""Money is divided without losing a cent."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.money import Money

amounts = st.integers(-(10**15), 10**15).map(Money)
fractions = st.fractions(min_value=0, max_value=10**6, max_denominator=10**6)
weights = st.lists(fractions | st.integers(0, 10**9), min_size=1, max_size=20).filter(any)


@given(amounts, weights)
def test_the_parts_add_up_to_exactly_the_amount(amount: Money, weights: list[Fraction | int]) -> None:
    parts = amount.split(weights)
    assert len(parts) == len(weights)
    assert sum(part.cents for part in parts) == amount.cents


@given(amounts, weights)
def test_each_part_is_less_than_a_cent_from_its_exact_share(amount: Money, weights: list[Fraction | int]) -> None:
    total = sum(map(Fraction, weights))
    for part, weight in zip(amount.split(weights), weights, strict=True):
        assert abs(part.cents - amount.cents * Fraction(weight) / total) < 1


@given(amounts, weights)
def test_who_weighs_nothing_gets_nothing(amount: Money, weights: list[Fraction | int]) -> None:
    parts = amount.split([*weights, 0])
    assert parts[-1] == Money(0)
    assert parts[:-1] == amount.split(weights)


@given(amounts.filter(lambda amount: amount.cents >= 0), weights)
def test_more_weight_never_gets_less(amount: Money, weights: list[Fraction | int]) -> None:
    by_weight = sorted(zip(map(Fraction, weights), amount.split(weights), strict=True), key=lambda pair: pair[0])
    for (lighter, less), (heavier, more) in pairwise(by_weight):
        assert less <= more or lighter == heavier


@given(amounts, weights)
def test_a_negative_amount_is_divided_as_its_opposite(amount: Money, weights: list[Fraction | int]) -> None:
    assert (-amount).split(weights) == [-part for part in amount.split(weights)]


@given(amounts, weights, st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000))
def test_only_the_ratio_of_weights_counts(amount: Money, weights: list[Fraction | int], factor: Fraction) -> None:
    assert amount.split([weight * factor for weight in weights]) == amount.split(weights)


@pytest.mark.parametrize(
    ("cents", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (1, [1, 1], [1, 0]),
        (0, [1, 2], [0, 0]),
        (10, [Fraction(1, 3), Fraction(2, 3)], [3, 7]),
        (143_400_000, [1] * 7, [20_485_715, 20_485_715, 20_485_714, 20_485_714, 20_485_714, 20_485_714, 20_485_714]),
    ],
)
def test_cents_left_over_go_to_the_largest_remainder_and_on_a_tie_to_the_earliest(
    cents: int, weights: list[Fraction | int], parts: list[int]
) -> None:
    assert [part.cents for part in Money(cents).split(weights)] == parts


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1, 1], [-1]])
def test_weights_that_divide_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).split(weights)


@pytest.mark.parametrize("cents", [1.0, True, "1", None])
def test_only_whole_cents_are_money(cents: object) -> None:
    with pytest.raises(TypeError, match="whole cents"):
        Money(cents)  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), st.integers(1, 1000))
def test_a_part_is_exact(cents: int, denominator: int) -> None:
    assert Money(cents * denominator).part(Fraction(1, denominator)) == Money(cents)


def test_a_part_that_is_no_whole_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="not a whole number of cents"):
        Money(100).part(Fraction(1, 3))
