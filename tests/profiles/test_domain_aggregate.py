"""Figures of an area: counts add, shares are weighted exactly, and nothing is made up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.profiles.domain.aggregate import (
    LEAST_COVERAGE,
    Kind,
    Part,
    Reason,
    aggregate,
    aggregate_ratio,
    as_decimal,
    of_one,
    ratio,
)
from services.profiles.domain.values import Status, Value

NO_NUMBERS = [status for status in Status if status is not Status.NUMBER]
numbers = st.integers(0, 100_000).map(Value.of)
percentages = st.decimals(0, 100, places=1).map(Value.of)
weights = st.integers(1, 100_000).map(Value.of)
gaps = st.sampled_from(NO_NUMBERS).map(Value)
published_shares = st.builds(Part, percentages, weights)
any_part = st.builds(Part, percentages | gaps, st.integers(0, 1000).map(Value.of) | gaps)


def number(value: Value) -> Decimal:
    assert value.number is not None
    return value.number


def part(value: int | str | Status, weight: int | Status) -> Part:
    shown = Value(value) if isinstance(value, Status) else Value.of(Decimal(value))
    return Part(shown, Value(weight) if isinstance(weight, Status) else Value.of(weight))


@given(st.lists(st.builds(Part, numbers, weights | gaps), min_size=1))
def test_counts_add_whatever_the_order_or_the_weights(parts: list[Part]) -> None:
    expected = sum(number(part.value) for part in parts)
    assert number(aggregate(Kind.COUNT, parts).value) == expected
    assert aggregate(Kind.COUNT, parts[::-1]).value == aggregate(Kind.COUNT, parts).value
    assert aggregate(Kind.COUNT, parts).coverage == 1


@given(st.lists(published_shares, min_size=1))
def test_a_weighted_share_lies_between_its_parts_and_ignores_their_order(parts: list[Part]) -> None:
    total = aggregate(Kind.SHARE, parts)
    slack = Decimal("1e-20")  # The mean is written with 28 digits.
    known = [number(part.value) for part in parts]
    assert min(known) - slack <= number(total.value) <= max(known) + slack
    assert aggregate(Kind.SHARE, parts[::-1]) == total or len(parts) == 1


@given(st.lists(published_shares, min_size=2), st.integers(1, 50))
def test_making_every_region_as_many_times_as_large_changes_no_share(parts: list[Part], times: int) -> None:
    larger = [Part(part.value, Value.of(number(part.weight) * times)) for part in parts]
    assert aggregate(Kind.SHARE, larger) == aggregate(Kind.SHARE, parts)


@given(st.lists(any_part), st.sampled_from(Kind))
def test_a_total_has_a_number_only_with_enough_coverage(parts: list[Part], kind: Kind) -> None:
    total = aggregate(kind, parts)
    assert 0 <= total.coverage <= 1
    if total.value.status is Status.NUMBER:
        assert total.coverage >= LEAST_COVERAGE
    if total.reason is Reason.COVERAGE_TOO_LOW:
        assert total.coverage < LEAST_COVERAGE
        assert total.value.number is None


@given(st.lists(any_part), st.sampled_from(Kind))
def test_a_region_without_anybody_changes_nothing(parts: list[Part], kind: Kind) -> None:
    empty = part(Status.NOT_APPLICABLE, 0)
    assert aggregate(kind, [*parts, empty]) == aggregate(kind, parts)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(500, 5000)), min_size=1))
def test_a_rate_of_an_area_is_the_sum_above_by_the_sum_below(counts: list[tuple[int, int]]) -> None:
    total = aggregate_ratio([part(above, below) for above, below in counts], 1000)
    expected = Fraction(sum(a for a, _ in counts), sum(b for _, b in counts)) * 1000
    assert abs(Fraction(number(total.value)) - expected) < Fraction(1, 10**20)
    assert total.reason is Reason.COMPLETE


def test_shares_weigh_by_their_denominator() -> None:
    assert aggregate(Kind.SHARE, [part(10, 300), part(50, 100)]).value == Value.of(20)


def test_an_unknown_part_below_a_fifth_of_the_weight_gives_a_partial_total() -> None:
    total = aggregate(Kind.COUNT, [part(40, 80), part(Status.MISSING, 20)])
    assert (total.value, total.coverage, total.reason) == (Value.of(40), Fraction(4, 5), Reason.PARTIAL)


def test_an_unknown_part_above_a_fifth_of_the_weight_gives_no_total() -> None:
    for kind in Kind:
        total = aggregate(kind, [part(40, 79), part(Status.MISSING, 21)])
        assert (total.value.status, total.reason) == (Status.MISSING, Reason.COVERAGE_TOO_LOW)
        assert total.coverage == Fraction(79, 100)


def test_a_column_that_is_not_published_stays_not_published() -> None:
    parts = [part(Status.NOT_PUBLISHED, 10), part(Status.NOT_PUBLISHED, 20)]
    for kind in Kind:
        assert aggregate(kind, parts, weighable=False).value.status is Status.NOT_PUBLISHED
    assert aggregate_ratio(parts, 1000).value.status is Status.NOT_PUBLISHED


def test_a_median_of_two_regions_does_not_exist() -> None:
    total = aggregate(Kind.AVERAGE, [part(30, 100), part(40, 100)], weighable=False)
    assert (total.value.status, total.reason) == (Status.NOT_APPLICABLE, Reason.NO_WEIGHT_EXISTS)


@pytest.mark.parametrize("value", [Value.of(Decimal("21.2")), Value(Status.MISSING), Value(Status.WITHHELD)])
def test_an_area_of_one_region_has_the_figure_of_that_region(value: Value) -> None:
    total = aggregate(Kind.SHARE, [Part(value, Value(Status.MISSING))], weighable=False)
    assert (total.value, total.reason) == (value, Reason.ONE_PART)


def test_a_region_of_unknown_size_cannot_be_weighted() -> None:
    total = aggregate(Kind.SHARE, [part(10, 100), part(20, Status.NOT_PUBLISHED)])
    assert (total.value.status, total.reason) == (Status.MISSING, Reason.WEIGHT_UNKNOWN)


def test_an_area_of_nobody_has_no_figure() -> None:
    assert aggregate(Kind.COUNT, []).reason is Reason.NOBODY
    assert aggregate(Kind.SHARE, [part(3, 0), part(4, 0)]).reason is Reason.NOBODY
    assert aggregate_ratio([part(0, 0)], 1000).value.status is Status.NOT_APPLICABLE


def test_a_zero_is_a_number() -> None:
    assert aggregate(Kind.COUNT, [part(0, 10), part(0, 10)]).value == Value.of(0)
    assert ratio(Value.of(0), Value.of(500), 1000) == Value.of(0)


def test_a_rate_leaves_an_unknown_region_out_above_and_below_the_line() -> None:
    total = aggregate_ratio([part(90, 900), part(Status.MISSING, 100)], 1000)
    assert (total.value, total.reason) == (Value.of(100), Reason.PARTIAL)


def test_a_rate_from_too_few_people_is_too_small() -> None:
    assert ratio(Value.of(5), Value.of(99), 1000, least=100).status is Status.TOO_SMALL
    assert ratio(Value.of(60), Value.of(35), 1000).status is Status.TOO_SMALL  # Forepark, The Hague, 2019
    assert aggregate_ratio([part(60, 35)], 1000, least=100).value.status is Status.TOO_SMALL


@pytest.mark.parametrize("status", NO_NUMBERS)
def test_a_ratio_with_an_unknown_side_says_why(status: Status) -> None:
    assert ratio(Value(status), Value.of(10), 100).status is status
    assert ratio(Value.of(1), Value(status), 100).status is status


counted = (st.integers(0, 500) | st.decimals(0, 500, places=3)).map(Value.of) | gaps
one_region = st.builds(Part, counted, counted)


@given(one_region, st.sampled_from(Kind), st.booleans())
def test_one_region_by_itself_is_what_putting_it_together_gives(of: Part, kind: Kind, weighable: bool) -> None:
    assert of_one(of, None) == aggregate(kind, [of], weighable=weighable)


@given(one_region, st.sampled_from([1, 100, 1000]), st.integers(0, 200))
def test_a_ratio_of_one_region_is_what_putting_it_together_gives(of: Part, factor: int, least: int) -> None:
    assert of_one(of, factor, least=least) == aggregate_ratio([of], factor, least=least)


@given(st.decimals(0, 10_000, places=4), st.decimals("0.0001", 10_000, places=4), st.sampled_from([1, 100, 1000]))
def test_a_ratio_is_the_exact_fraction_to_28_digits(above: Decimal, below: Decimal, factor: int) -> None:
    found = ratio(Value.of(above), Value.of(below), factor)
    if above > below:
        assert found.status is Status.TOO_SMALL
    else:
        assert number(found) == as_decimal(Fraction(above) / Fraction(below) * factor)
