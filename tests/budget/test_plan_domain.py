"""A year's plan divided: Groningen in 2015 to the cent, keys of several indicators, and a deep tree."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from services.budget.domain.allocation_key import Component, Key
from services.budget.domain.plan import PlanLine, divide, source_amount
from services.kit.money import Money
from tests.budget.groningen import GRONINGEN
from tests.budget.plans import (
    CHILDREN,
    GRONINGEN_2015,
    POOR,
    a_key,
    a_line,
    areas_line,
    areas_of,
    cents,
    figures_of,
)


def in_thirds(**lines: Any) -> tuple[PlanLine, ...]:
    """Two lines of a third and one that is to be changed."""
    return a_line("a", "1/3"), a_line("b", "1/3"), replace(a_line("c", "1/3"), **lines)


def test_groningen_2015_comes_out_to_the_cent() -> None:
    total = source_amount(Money(4_780_000_000), Fraction(3, 100))
    assert total == Money(143_400_000)
    lines = divide(total, GRONINGEN_2015, areas_of(GRONINGEN), figures_of({CHILDREN: GRONINGEN}))
    assert [line.path for line in lines] == ["areas", *(f"areas/{area}" for area in GRONINGEN), "rest"]
    assert (cents(lines)["areas"], cents(lines)["rest"]) == (95_600_000, 47_800_000)
    assert lines[0].parts == (Money(51_600_000),)
    by_hand = Money(51_600_000).split(list(GRONINGEN.values()))
    assert [line.amount for line in lines if line.kind == "area"] == [Money(4_000_000) + part for part in by_hand]


def test_a_key_of_two_components_divides_a_pot_for_each() -> None:
    key = a_key((CHILDREN, "3/4"), (POOR, "1/4"), base=10)
    figures = figures_of({CHILDREN: {"a": 1, "b": 2}, POOR: {"a": 1, "b": 0}})
    line, a, b = divide(Money(121), [areas_line(share="1", key=key)], areas_of(["a", "b"]), figures)
    # 121 - 2 x 10 = 101: 75.75 and 25.25, so 76 and 25. Of 76 a third is 25.33, so 25 and 51; the 25 is all for a.
    assert line.parts == (Money(76), Money(25))
    assert (a.base, a.parts, a.weights, a.amount) == (Money(10), (Money(25), Money(25)), (1, 1), Money(60))
    assert (b.base, b.parts, b.weights, b.amount) == (Money(10), (Money(51), Money(0)), (2, 0), Money(61))


def test_with_times_the_need_is_the_product_of_two_figures() -> None:
    key = Key(Money(0), (Component(CHILDREN, "low_income_share", Fraction(1)),))
    figures = figures_of({CHILDREN: {"a": 100, "b": 300}, "low_income_share": {"a": "0.3", "b": "0.05"}})
    _, a, b = divide(Money(900), [areas_line(share="1", key=key)], areas_of(["a", "b"]), figures)
    assert (a.weights, b.weights) == ((Fraction(30),), (Fraction(15),))
    assert (a.amount, b.amount) == (Money(600), Money(300))


def test_a_deep_tree_has_its_paths_in_order_and_says_where_the_money_is() -> None:
    deep = PlanLine("wide", "Wide", "group", None, None, lines=(a_line("x", "1/4"), a_line("y")))
    areas = areas_line(share="1/2", key=a_key((CHILDREN, "1")))
    lines = divide(Money(1000), [deep, areas], areas_of(["b", "a"]), figures_of({CHILDREN: {"a": 1, "b": 3}}))
    assert [(line.path, line.parent, line.amount.cents, line.is_leaf) for line in lines] == [
        ("wide", None, 500, False),
        ("wide/x", "wide", 125, True),
        ("wide/y", "wide", 375, True),
        ("areas", None, 500, False),
        ("areas/a", "areas", 125, True),
        ("areas/b", "areas", 375, True),
    ]


def test_equal_remainders_go_to_the_first_in_the_plan_also_when_that_is_the_rest() -> None:
    assert cents(divide(Money(100), in_thirds(), [], {})) == {"a": 34, "b": 33, "c": 33}
    assert cents(divide(Money(100), in_thirds(share=None)[::-1], [], {})) == {"c": 34, "b": 33, "a": 33}


def test_an_amount_is_never_rounded() -> None:
    lines = [a_line("fixed", amount=33), a_line("half", "1/2"), a_line("third", "1/3"), a_line("rest")]
    assert cents(divide(Money(1001), lines, [], {})) == {"fixed": 33, "half": 500, "third": 334, "rest": 134}


def test_equal_needs_go_by_area_id_and_not_by_the_order_of_the_areas() -> None:
    plan = [areas_line(share="1", key=a_key((CHILDREN, "1")))]
    areas = areas_of(["c", "a", "b"])
    figures = figures_of({CHILDREN: {"b": 1, "c": 1, "a": 1}})
    assert cents(divide(Money(100), plan, areas, figures)) == {
        "areas": 100,
        "areas/a": 34,
        "areas/b": 33,
        "areas/c": 33,
    }


def test_nothing_divides_into_nothing() -> None:
    lines = divide(Money(0), GRONINGEN_2015[1:], [], {})
    assert cents(lines) == {"rest": 0}
