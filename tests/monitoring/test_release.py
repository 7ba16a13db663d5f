"""What is hidden cannot be worked out from what stands beside it: percentages, rests, parts counted in two ways."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.monitoring.domain.release import Cell, Figure, Key, Made, Place, hidden_figures, may_be_added
from tests.monitoring.world import World, a_kpi, a_row, a_submission

PARTNER = UUID(int=1)
PLACE = (PARTNER, "2020-Q1", "oosterparkwijk")
SHARE = Made("share", "percent", "cases", "of")


def number(code: str, value: float | str, place: Place = PLACE, unit: str = "children", **more: Any) -> Figure:
    return Figure(place, code, Cell(unit, Decimal(str(value))), **more)


def share_of(cases: int, of: int) -> Figure:
    return number("share", str(round(Decimal(cases * 100) / of, 2)) if of else 0, unit="percent")


def hidden(*figures: Figure, made: tuple[Made, ...] = (SHARE,)) -> set[Key]:
    return hidden_figures(figures, {PARTNER: made})


def published(cases: int, of: int, told: set[str]) -> dict[str, Decimal | None]:
    """What everybody sees of these counts and the percentage of them; None is hidden, not there is not delivered."""
    figures = [number("cases", cases), number("of", of), share_of(cases, of)]
    came = [figure for figure in figures if figure.code in told]
    left_out = hidden(*came)
    return {figure.code: None if figure.key in left_out else figure.cell.value for figure in came}


@pytest.mark.parametrize("told", ["cases of share", "of share", "cases share", "cases of"])
def test_neither_one_to_four_nor_all_but_so_few_can_be_worked_out(told: str) -> None:
    """Every pair of counts to 36: those to 40 that everybody sees alike leave four numbers or more."""
    alike: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for of in range(1, 41):
        for cases in range(of + 1):
            alike[str(published(cases, of, set(told.split())))].append((cases, of, of - cases))
    assert len(alike) > 150
    for worlds in (each for each in alike.values() if each[0][1] <= 36):
        for each in zip(*worlds, strict=True):
            assert not set(each) & {1, 2, 3, 4} or len(set(each)) >= 4, worlds


def test_a_share_of_many_stays() -> None:
    assert published(20, 40, {"cases", "of", "share"}) == {"cases": 20, "of": 40, "share": 50}


def test_nearly_everybody_is_hidden_beside_everybody_and_everybody_stays() -> None:
    assert published(38, 40, {"cases", "of", "share"}) == {"cases": None, "of": 40, "share": None}
    assert published(40, 40, {"cases", "of", "share"}) == {"cases": 40, "of": 40, "share": 100}


def test_a_percentage_gives_back_the_number_that_did_not_come() -> None:
    assert published(38, 40, {"cases", "share"})["share"] is None
    assert published(3, 40, {"of", "share"})["share"] is None
    assert published(20, 40, {"cases", "share"})["share"] == 50


def test_a_second_percentage_of_a_hidden_count_is_hidden_too() -> None:
    """10 of 12 is hidden for the two; 10 of 40 beside 40 would bring the 10 back."""
    other = Made("other", "percent", "cases", "all")
    figures = [number("cases", 10), number("of", 12), number("all", 40), number("other", 25, unit="percent")]
    assert hidden(*figures, made=(SHARE, other)) == {(PLACE, "cases"), (PLACE, "other")}


def test_a_part_of_a_hidden_count_lies_under_it_and_is_hidden_too() -> None:
    """38 of the 38 of 40: who sees 38 knows that the number above it is 38 or 39."""
    inner = Made("inner", "percent", "part", "cases")
    figures = [number("part", 38), number("cases", 38), number("of", 40)]
    assert hidden(*figures, made=(SHARE, inner)) == {(PLACE, "part"), (PLACE, "cases")}


def test_euros_for_each_child_give_back_the_children() -> None:
    each = Made("each", "euros", "costs", "helped")
    figures = [number("costs", 37500, unit="euros"), number("helped", 3), number("each", 12500, unit="euros")]
    assert hidden(*figures, made=(each,)) == {(PLACE, "helped"), (PLACE, "each")}


def test_a_percentage_of_a_year_or_of_all_areas_is_hidden_with_a_part_of_it() -> None:
    quarter = (PARTNER, "2020-Q1", None)
    year = (PARTNER, "2020", None)
    figures = [number("cases", 3, quarter), number("of", 40, quarter), number("share", 10, year, "percent")]
    assert (year, "share") in hidden(*figures)
    everywhere = number("share", 10, (PARTNER, "2020-Q1", None), "percent")
    assert everywhere.key in hidden(number("cases", 3), number("of", 40), everywhere)


def test_of_a_figure_counted_in_two_ways_only_the_agreed_one_is_shown_when_a_number_is_small() -> None:
    """The whole year was asked first, then quarters: the year less three quarters is the fourth."""
    quarters = [number("cases", n, (PARTNER, f"2020-Q{q}", None)) for q, n in enumerate((9, 3, 8, 7), 1)]
    year = number("cases", 27, (PARTNER, "2020", None), as_agreed=False)
    assert hidden(*quarters, year) == {quarters[1].key, year.key}
    assert hidden(quarters[0], year) == set()


def test_another_partner_period_or_year_hides_nothing_here() -> None:
    elsewhere = (uuid4(), "2020-Q1", "oosterparkwijk")
    assert hidden(number("of", 3, elsewhere), number("share", 50, unit="percent")) == {(elsewhere, "of")}


def test_hidden_counts_are_added_only_when_each_keeps_all_four_values() -> None:
    def may(*counts: int) -> bool:
        return may_be_added([Decimal(count) for count in counts])

    assert (may(3), may(1, 1), may(2, 2), may(2, 3), may(4, 4)) == (False, False, False, True, False)
    assert (may(1, 2, 2), may(2, 2, 2), may(3, 3, 3), may(3, 3, 4)) == (False, True, True, False)


async def test_everybody_sees_no_percentage_of_a_hidden_count_and_the_partner_does(world: World) -> None:
    percent = a_kpi("share", "percent").model_copy(update={"numerator": "helped", "denominator": "children_reached"})
    software = await world.software(kpis=[a_kpi(), a_kpi("helped"), percent])
    area, other = "oosterparkwijk", "binnenstad"
    few = [a_row(40, area=area), a_row(3, "helped", area), a_row(7.5, "share", area)]
    many = [a_row(40, area=other), a_row(20, "helped", other), a_row(50, "share", other)]
    await software.receipt(a_submission(*few, *many))
    pages = [f"/v1/partners/{software.partner_id}?year=2020", f"/v1/areas/{area}/figures?year=2020"]
    for page in pages:
        found: dict[str, Any] = (await world.http.get(page)).json()
        figures = found.get("figures") or found["kpis"]
        shown = {(each["kpi"]["code"], each["areaId"]): each["value"]["status"] for each in figures}
        assert (shown["share", area], shown["helped", area]) == ("too_small", "too_small")
        assert shown.get(("share", other), "number") == "number"
    mine = (await world.officer.partner_page(software.partner_id, 2020)).figures
    assert {each.value.status for each in mine} == {"number"}


async def test_as_of_an_earlier_day_nothing_is_shown_that_is_hidden_now(world: World) -> None:
    """38 of 50, then the 50 was put right to 40: the 38 that nobody changed is hidden on both days."""
    percent = a_kpi("share", "percent").model_copy(update={"numerator": "helped", "denominator": "children_reached"})
    software = await world.software(kpis=[a_kpi(), a_kpi("helped"), percent])
    await software.receipt(a_submission(a_row(50), a_row(38, "helped")))
    before = world.clock.moment
    world.clock.moment = before.replace(day=before.day + 5)
    await software.receipt(a_submission(a_row(40)))
    for address in (f"/v1/partners/{software.partner_id}", "/v1/areas/oosterparkwijk/figures"):
        found = (await world.http.get(f"{address}?year=2020&asOf={before.date()}")).json()
        shown = {each["kpi"]["code"]: each["value"] for each in found.get("figures") or found["kpis"]}
        assert shown["helped"]["status"] == "too_small"
        assert shown["children_reached"]["number"] == 50


async def test_a_next_version_in_another_unit_does_not_show_what_was_hidden(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    await software.receipt(a_submission(a_row(3)))
    await world.agree(software.partner_id, 2020, [a_kpi(unit="activities")])
    (figure,) = (await world.client.partner_page(software.partner_id, 2020)).figures
    assert figure.value.status == "too_small"
