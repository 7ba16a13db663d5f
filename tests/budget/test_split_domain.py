"""Dividing the year's money: exact, and not one cent lost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.models import SplitState
from services.budget.contract.refusals import (
    InitiativeMove,
    NoWeight,
    SplitBaseTooHigh,
    SplitMove,
    SplitNotExact,
    SplitShareOutOfRange,
    SplitSupportTooHigh,
)
from services.budget.domain.moves import INITIATIVE_MOVES, SPLIT_MOVES, check_initiative_move, check_split_move
from services.budget.domain.split import AreaWeight, Division, Plan, divide
from services.kit.money import Money

GRONINGEN = {
    "beijum": 2790,
    "centrum": 1205,
    "de-wijert": 1530,
    "hoogkerk": 2015,
    "lewenborg": 2340,
    "oosterpark": 1480,
    "oude-wijken": 1115,
    "paddepoel": 2085,
    "ten-boer": 1310,
    "vinkhuizen": 1965,
    "zuid": 1740,
}


def a_plan(
    youth_budget: int = 4_780_000_000,
    prevention_share: str = "3/100",
    areas_share: str = "2/3",
    support: int = 0,
    base: int = 4_000_000,
) -> Plan:
    return Plan(Money(youth_budget), Fraction(prevention_share), Fraction(areas_share), Money(support), Money(base))


def weights(numbers: dict[str, int]) -> list[AreaWeight]:
    return [AreaWeight(area, area.title(), Fraction(number)) for area, number in numbers.items()]


def everything(division: Division) -> int:
    return sum(part.amount.cents for part in division.areas) + division.city_wide.cents + division.support.cents


def test_groningen_2015_comes_out_to_the_cent() -> None:
    division = divide(a_plan(support=7_800_000), weights(GRONINGEN))
    assert division.total == Money(143_400_000)
    assert division.areas_total == Money(95_600_000)
    assert division.city_wide + division.support == Money(47_800_000)
    assert division.support == Money(7_800_000)
    assert len(division.areas) == 11
    assert sum(part.amount.cents for part in division.areas) == 95_600_000
    for part in division.areas:
        by_key = (part.amount - part.base).cents
        exact = Fraction(51_600_000 * GRONINGEN[part.area_id], sum(GRONINGEN.values()))
        assert part.base == Money(4_000_000)
        assert abs(by_key - exact) < 1


def test_an_areas_share_of_no_whole_cents_leaves_the_rest_of_the_cent_city_wide() -> None:
    division = divide(a_plan(youth_budget=1000, prevention_share="1", base=0), weights({"a": 1}))
    assert (division.areas_total, division.city_wide) == (Money(666), Money(334))


def test_equal_remainders_go_in_order_of_area_id_whatever_the_order_given() -> None:
    plan = a_plan(youth_budget=200, prevention_share="1", areas_share="1/2", base=0)
    parts = divide(plan, weights({"c": 1, "b": 1, "a": 1})).areas
    assert [(part.area_id, part.amount.cents) for part in parts] == [("a", 34), ("b", 33), ("c", 33)]


def test_a_share_that_is_not_whole_cents_says_which_amount_would_do() -> None:
    with pytest.raises(SplitNotExact) as refused:
        divide(a_plan(youth_budget=4_780_000_001), weights(GRONINGEN))
    works = refused.value.facts["works_cents"]
    assert works == 4_780_000_000
    divide(a_plan(youth_budget=int(works)), weights(GRONINGEN))


@pytest.mark.parametrize("share", ["0", "101/100"])
def test_a_share_outside_0_and_1_is_refused(share: str) -> None:
    with pytest.raises(SplitShareOutOfRange):
        divide(a_plan(prevention_share=share), weights(GRONINGEN))


def test_more_base_than_there_is_says_what_would_do() -> None:
    with pytest.raises(SplitBaseTooHigh) as refused:
        divide(a_plan(base=8_690_910), weights(GRONINGEN))
    assert refused.value.facts["works_cents"] == 8_690_909
    divide(a_plan(base=8_690_909), weights(GRONINGEN))


def test_more_support_than_the_areas_leave_is_refused() -> None:
    with pytest.raises(SplitSupportTooHigh) as refused:
        divide(a_plan(support=47_800_001), weights(GRONINGEN))
    assert refused.value.facts["room_cents"] == 47_800_000


def test_an_area_without_a_number_is_named_with_why() -> None:
    missing = AreaWeight("zuidhorn", "Zuidhorn", None, "withheld")
    with pytest.raises(NoWeight) as refused:
        divide(a_plan(), [*weights(GRONINGEN), missing])
    assert refused.value.facts == {"area": "Zuidhorn", "area_id": "zuidhorn", "status": "withheld"}


def test_a_key_of_nothing_but_zeros_is_refused() -> None:
    with pytest.raises(NoWeight):
        divide(a_plan(), weights({"a": 0, "b": 0}))


@given(
    youth_hundreds=st.integers(1, 10**11),
    percent=st.integers(1, 100),
    areas=st.fractions(0, 1, max_denominator=50),
    numbers=st.lists(st.integers(0, 20_000), min_size=1, max_size=40).filter(any),
    support_part=st.fractions(0, 1, max_denominator=7),
    base_part=st.fractions(0, 1, max_denominator=7),
)
def test_whatever_is_chosen_not_a_cent_is_lost(
    youth_hundreds: int, percent: int, areas: Fraction, numbers: list[int], support_part: Fraction, base_part: Fraction
) -> None:
    total = youth_hundreds * percent
    areas_total = int(total * areas)
    plan = Plan(
        Money(youth_hundreds * 100),
        Fraction(percent, 100),
        areas,
        Money(int((total - areas_total) * support_part)),
        Money(int(Fraction(areas_total, len(numbers)) * base_part)),
    )
    division = divide(plan, weights({f"area-{at:02d}": number for at, number in enumerate(numbers)}))
    assert everything(division) == division.total.cents == total
    assert all(part.amount >= part.base for part in division.areas)
    assert division.city_wide >= Money(0)


def test_a_split_and_an_initiative_move_as_drawn_and_no_other_way() -> None:
    for here in SplitState:
        for there in SplitState:
            if there in SPLIT_MOVES[here]:
                check_split_move(here, there)
            else:
                with pytest.raises(SplitMove):
                    check_split_move(here, there)
    assert not SPLIT_MOVES[SplitState.APPROVED]
    for state in InitiativeState:
        for to in set(InitiativeState) - INITIATIVE_MOVES[state]:
            with pytest.raises(InitiativeMove):
                check_initiative_move(state, to)
