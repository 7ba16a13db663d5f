"""Whatever the plan: no cent is lost, each part is as near as can be, and order does not decide who gets what."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.budget.domain.plan import DividedLine, PlanLine, divide
from services.kit.money import Money
from tests.budget.plans import (
    CHILDREN,
    Case,
    a_key,
    a_line,
    areas_line,
    areas_of,
    cents,
    figures_of,
    plans,
)

ANYTHING = st.integers(0, 20_000)


def children(lines: Sequence[DividedLine], parent: str | None) -> list[DividedLine]:
    return [line for line in lines if line.parent == parent]


@given(plans())
def test_whatever_the_tree_not_a_cent_is_lost(plan: Case) -> None:
    total, _, areas, _ = plan
    lines = divide(*plan)
    assert sum(line.amount.cents for line in lines if line.is_leaf) == total.cents
    assert sum(line.amount.cents for line in children(lines, None)) == total.cents
    for line in lines:
        assert line.amount >= Money(0)
        if not line.is_leaf:
            assert sum(child.amount.cents for child in children(lines, line.path)) == line.amount.cents
        if line.kind == "area":
            assert line.base is not None
            assert sum(line.parts, line.base) == line.amount
        if line.kind == "areas":
            columns = zip(*(child.parts for child in children(lines, line.path)), strict=True)
            assert tuple(sum(column, Money(0)) for column in columns) == line.parts
            assert [child.area_id for child in children(lines, line.path)] == sorted(area.id for area in areas)


@given(plans())
def test_each_part_is_less_than_a_cent_from_its_exact_part(
    plan: Case,
) -> None:
    got = {line.path: line for line in divide(*plan)}

    def look(lines: Sequence[PlanLine], money: Money, parent: str) -> None:
        for line in lines:
            here = got[parent + line.key]
            if line.amount is not None:
                assert here.amount == line.amount
            if line.share is not None:
                assert abs(here.amount.cents - money.cents * line.share) < 1
            if line.allocation:
                below = [one for one in got.values() if one.parent == here.path]
                left = here.amount.cents - line.allocation.base_per_area.cents * len(below)
                for at, component in enumerate(line.allocation.components):
                    assert abs(here.parts[at].cents - left * component.weight) < 1
                    needs = sum(one.weights[at] for one in below)
                    for one in below:
                        assert abs(one.parts[at].cents - here.parts[at].cents * one.weights[at] / needs) < 1
            look(line.lines, here.amount, f"{here.path}/")

    look(plan[1], plan[0], "")


@given(plans(), st.randoms())
def test_the_order_of_areas_and_figures_changes_nothing(plan: Case, random: Any) -> None:
    total, lines, areas, figures = plan
    shuffled = random.sample(areas, len(areas))
    turned = {indicator: dict(reversed(values.items())) for indicator, values in reversed(figures.items())}
    assert divide(total, lines, shuffled, turned) == divide(*plan)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.randoms())
def test_the_order_of_lines_moves_a_cent_between_equal_remainders_only(
    total: int, sizes: list[int], random: Any
) -> None:
    lines = [a_line(f"line-{at}", Fraction(size, sum(sizes))) for at, size in enumerate(sizes)]
    once, again = (cents(divide(Money(total), order, [], {})) for order in (lines, random.sample(lines, len(lines))))
    remainders = {line.key: total * (line.share or 0) % 1 for line in lines}
    moved = [key for key in once if once[key] != again[key]]
    assert all(abs(once[key] - again[key]) == 1 for key in moved)
    assert len({remainders[key] for key in moved}) <= 1


def of_areas(needs: Mapping[str, int], total: int) -> dict[str, int]:
    plan = [areas_line(share="1", key=a_key((CHILDREN, "1")))]
    lines = divide(Money(total), plan, areas_of(needs), figures_of({CHILDREN: needs}))
    return {str(line.area_id): line.amount.cents for line in lines if line.kind == "area"}


needs_of_areas = st.dictionaries(st.sampled_from("abcdefghij"), ANYTHING, min_size=1).filter(lambda n: any(n.values()))


@given(needs_of_areas, st.integers(0, 10**6))
def test_more_need_never_gets_less_than_less_need(needs: dict[str, int], total: int) -> None:
    got = of_areas(needs, total)
    in_order = sorted(needs, key=lambda area: needs[area])
    assert all(got[less] <= got[more] for less in needs for more in needs if needs[less] < needs[more]), in_order


@given(needs_of_areas, st.integers(0, 10**6), st.integers(1, 500), st.data())
def test_an_area_whose_own_need_grows_never_gets_less(
    needs: dict[str, int], total: int, more: int, data: st.DataObject
) -> None:
    area = data.draw(st.sampled_from(sorted(needs)))
    assert of_areas({**needs, area: needs[area] + more}, total)[area] >= of_areas(needs, total)[area]


@given(needs_of_areas, st.integers(0, 10**6))
def test_a_cent_more_to_divide_takes_at_most_a_cent_from_anybody(needs: dict[str, int], total: int) -> None:
    before, after = of_areas(needs, total), of_areas(needs, total + 1)
    assert all(after[area] >= before[area] - 1 for area in needs)


def test_a_cent_more_can_take_a_cent_from_an_area_as_the_page_says() -> None:
    needs = {"a": 6, "b": 6, "c": 2}
    assert of_areas(needs, 10) == {"a": 4, "b": 4, "c": 2}
    assert of_areas(needs, 11) == {"a": 5, "b": 5, "c": 1}
