"""A plan that cannot be divided is refused with the numbers, and with what would do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.plan_refusals import (
    NoNeed,
    NoWeight,
    PlanAllocation,
    PlanCityLinesAlike,
    PlanGroup,
    PlanKeyTooLong,
    PlanLineKind,
    PlanLinesAlike,
    PlanLineTwice,
    PlanShareAndAmount,
    PlanTooDeep,
    PlanTooLong,
    PlanTwoRests,
    PlanWithoutAreas,
    PlanWithoutLines,
    SplitBaseTooHigh,
    SplitBelowZero,
    SplitNotExact,
    SplitPartsTooLittle,
    SplitPartsTooMuch,
    SplitRestBelowZero,
    SplitShareOutOfRange,
    SplitWeightsNotOne,
)
from services.budget.domain.allocation_key import Component, Figure, Key
from services.budget.domain.plan import DividedLine, PlanLine, divide, source_amount
from services.kit.money import Money
from tests.budget.groningen import GRONINGEN
from tests.budget.plans import (
    CHILDREN,
    FIGURES,
    POOR,
    a_key,
    a_line,
    areas_line,
    areas_of,
    cents,
    figures_of,
)


@given(st.integers(1, 10**12), st.fractions(0, 1, max_denominator=1000).filter(bool))
def test_a_source_is_the_exact_share_or_names_the_budget_that_works(budget: int, share: Fraction) -> None:
    try:
        assert source_amount(Money(budget), share).cents == budget * share
    except SplitNotExact as refused:
        works = int(refused.facts["works_cents"])
        assert (budget * share).denominator != 1
        assert works <= max(budget, share.denominator)
        assert source_amount(Money(works), share).cents == works * share
        assert all((more * share).denominator != 1 for more in range(works + 1, budget + 1))


@pytest.mark.parametrize("share", ["0", "101/100", "-1/2"])
def test_a_source_outside_0_and_1_is_refused(share: str) -> None:
    with pytest.raises(SplitShareOutOfRange):
        source_amount(Money(100), Fraction(share))


def test_parts_that_do_not_add_up_are_refused_with_by_how_much() -> None:
    with pytest.raises(SplitPartsTooLittle) as little:
        divide(Money(10_000), [a_line("a", amount=2_500), a_line("b", "1/2")], [], {})
    assert little.value.facts == {"parent_cents": 10_000, "short_cents": 2_500, "lines": "A, B"}
    divide(Money(10_000), [a_line("a", amount=2_500), a_line("b", "1/2"), a_line("c", amount=2_500)], [], {})
    with pytest.raises(SplitPartsTooMuch) as much:
        divide(Money(10_000), [a_line("a", amount=7_500), a_line("b", "1/2")], [], {})
    assert much.value.facts == {"parent_cents": 10_000, "over_cents": 2_500, "lines": "A, B"}


def test_a_line_without_a_name_is_named_by_its_key() -> None:
    with pytest.raises(SplitPartsTooLittle) as little:
        divide(Money(10_000), [replace(a_line("city-wide", "1/2"), name="")], [], {})
    assert little.value.facts["lines"] == "city-wide"


def test_a_part_of_a_cent_too_little_is_not_said_to_be_nothing() -> None:
    with pytest.raises(SplitPartsTooLittle) as refused:
        divide(Money(100), [a_line("a", "1/3"), a_line("b", amount=66)], [], {})
    assert refused.value.facts["short_cents"] == 1


def test_a_rest_below_zero_is_refused_with_its_name_and_by_how_much() -> None:
    with pytest.raises(SplitRestBelowZero) as refused:
        divide(Money(100), [a_line("a", amount=70), a_line("rest"), a_line("b", "1/2")], [], {})
    assert refused.value.facts == {"parent_cents": 100, "over_cents": 20, "lines": "A, B", "rest": "Rest"}
    divide(Money(100), [a_line("a", amount=50), a_line("rest"), a_line("b", "1/2")], [], {})


def test_it_also_refuses_what_does_not_add_up_deep_in_the_tree() -> None:
    group = PlanLine("g", "Group", "group", Fraction(1, 2), None, lines=(a_line("a", amount=49),))
    with pytest.raises(SplitPartsTooLittle) as refused:
        divide(Money(100), [group, a_line("rest")], [], {})
    assert (refused.value.facts["parent_cents"], refused.value.facts["short_cents"]) == (50, 1)


def test_more_base_than_there_is_says_what_would_do() -> None:
    def with_base(base: int) -> tuple[DividedLine, ...]:
        plan = [areas_line(amount=Money(95_600_000), key=a_key((CHILDREN, "1"), base=base))]
        return divide(Money(95_600_000), plan, areas_of(GRONINGEN), figures_of({CHILDREN: GRONINGEN}))

    with pytest.raises(SplitBaseTooHigh) as refused:
        with_base(8_690_910)
    assert refused.value.facts == {"base_cents": 8_690_910, "areas": 11, "works_cents": 8_690_909}
    with_base(8_690_909)


@pytest.mark.parametrize(("weights", "together"), [(["1/2", "1/3"], "5/6"), (["2/3", "2/3"], "4/3"), ([], "0")])
def test_weights_must_add_up_to_one(weights: list[str], together: str) -> None:
    key = a_key(*((CHILDREN, weight) for weight in weights))
    with pytest.raises(SplitWeightsNotOne) as refused:
        divide(Money(100), [areas_line(share="1", key=key)], areas_of(["a"]), FIGURES)
    assert refused.value.facts["weights"] == together


@pytest.mark.parametrize("number", [None, -1])
@pytest.mark.parametrize("missing", [CHILDREN, POOR])
def test_all_areas_without_a_figure_are_named_with_the_indicator_and_why(missing: str, number: int | None) -> None:
    areas = areas_of(["a", "b", "c"])
    figures = {code: {area.id: Figure(Fraction(1), "number") for area in areas} for code in (CHILDREN, POOR)}
    figures[missing]["b"] = Figure(None if number is None else Fraction(number), "withheld")
    del figures[missing]["c"]
    plan = [areas_line(share="1", key=Key(Money(0), (Component(CHILDREN, POOR, Fraction(1)),)))]
    with pytest.raises(NoWeight) as refused:
        divide(Money(100), plan, areas, figures)
    assert refused.value.facts == {
        "areas": "B, C",
        "statuses": {"b": "withheld", "c": "missing"},
        "indicator": missing,
        "codes": [missing],
    }


def test_an_area_of_which_nothing_came_is_missing() -> None:
    plan = [areas_line(share="1", key=a_key((CHILDREN, "1")))]
    for figures in (figures_of({CHILDREN: {"a": 1}}), {}):
        with pytest.raises(NoWeight) as refused:
            divide(Money(100), plan, areas_of(["b"]), figures)
        assert refused.value.facts["statuses"] == {"b": "missing"}


def test_needs_that_are_all_zero_are_refused_also_when_only_their_product_is() -> None:
    figures = figures_of({CHILDREN: {"a": 1, "b": 0}, POOR: {"a": 0, "b": 1}})
    plan = [areas_line(share="1", key=Key(Money(0), (Component(CHILDREN, POOR, Fraction(1)),)))]
    with pytest.raises(NoNeed) as refused:
        divide(Money(100), plan, areas_of(["a", "b"]), figures)
    assert refused.value.facts == {"indicator": f"{CHILDREN} × {POOR}", "codes": [CHILDREN, POOR]}


def a_group(*lines: PlanLine, key: str = "g") -> PlanLine:
    return PlanLine(key, "Group", "group", None, None, lines=lines)


KEY = a_key((CHILDREN, "1"))
WRONG: list[tuple[type[Exception], Callable[[], Sequence[PlanLine]]]] = [
    (PlanWithoutLines, list),
    (PlanGroup, lambda: [a_group()]),
    (PlanGroup, lambda: [replace(a_line("a"), lines=(a_line("b"),))]),
    (PlanAllocation, lambda: [replace(areas_line(share="1", key=KEY), allocation=None)]),
    (PlanAllocation, lambda: [replace(a_line("a"), allocation=KEY)]),
    (PlanLineTwice, lambda: [areas_line(share="1/2", key=KEY), a_group(areas_line(share="1", key=KEY))]),
    (PlanCityLinesAlike, lambda: [replace(a_line(key, "1/2"), name="Stad", kind="city_wide") for key in "ab"]),
    (PlanLinesAlike, lambda: [a_line("a", "1/2"), a_line("a", "1/2")]),
    (PlanLinesAlike, lambda: [a_group(a_line("a", "1/2"), a_line("a"))]),
    (PlanLineKind, lambda: [replace(a_line("a"), kind="area")]),
    (PlanShareAndAmount, lambda: [replace(a_line("a", "1"), amount=Money(100))]),
    (PlanTwoRests, lambda: [a_line("a"), a_line("b")]),
    (PlanTooDeep, lambda: [a_group(a_group(a_group(a_group(a_line("a")))))]),
    (PlanTooLong, lambda: [a_line(f"line-{at}", amount=0) for at in range(60)] + [a_line("rest")]),
    (PlanKeyTooLong, lambda: [areas_line(share="1", key=a_key(*[(CHILDREN, "1/9")] * 9))]),
    (SplitShareOutOfRange, lambda: [a_line("a", "4/3"), a_line("b", "-1/3")]),
    (SplitShareOutOfRange, lambda: [areas_line(share="1", key=a_key((CHILDREN, "4/3"), (POOR, "-1/3")))]),
    (SplitBelowZero, lambda: [a_line("a", amount=-1), a_line("rest")]),
    (SplitBelowZero, lambda: [areas_line(share="1", key=a_key((CHILDREN, "1"), base=-1))]),
]


@pytest.mark.parametrize(("refusal", "plan"), WRONG)
def test_a_plan_that_is_put_together_wrongly_is_refused(
    refusal: type[Exception], plan: Callable[[], Sequence[PlanLine]]
) -> None:
    with pytest.raises(refusal) as refused:
        divide(Money(100), plan(), areas_of(["a", "b"]), FIGURES)
    assert type(refused.value) is refusal


def test_as_deep_long_and_wide_as_may_be_is_divided() -> None:
    divide(Money(100), [a_group(a_group(a_group(a_line("a"))))], [], {})
    divide(Money(100), [a_line(f"line-{at}", amount=0) for at in range(59)] + [a_line("rest")], [], {})
    divide(Money(100), [areas_line(share="1", key=a_key(*[(CHILDREN, "1/8")] * 8))], areas_of(["a"]), FIGURES)
    same_under_others = [a_group(a_line("a"), key="g"), replace(a_line("h"), share=Fraction(1, 2))]
    assert "g/a" in cents(divide(Money(100), same_under_others, [], {}))


def test_a_line_for_the_areas_needs_areas_and_a_year_needs_money() -> None:
    with pytest.raises(PlanWithoutAreas):
        divide(Money(100), [areas_line(share="1", key=KEY)], [], FIGURES)
    with pytest.raises(SplitBelowZero):
        divide(Money(-1), [a_line("rest")], [], {})
