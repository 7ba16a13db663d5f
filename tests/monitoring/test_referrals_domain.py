"""The boundaries a referral can cross, what may be done about it, and what of the counts may be shown."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.domain.breach import CaseState, Step, state_after, why_not
from services.monitoring.domain.referrals import Boundaries, Permitted, Referral, crossed, forget_from
from services.monitoring.domain.sample import drawn
from services.monitoring.domain.scaling import (
    Beside,
    Counted,
    Line,
    Shown,
    is_shown,
    lines,
    quarters_between,
    weight_of,
)

DAY = date(2020, 2, 14)


def a_referral(agb: str = "1", activity: str = "help", here: bool = True, responsible: str = "GM1509") -> Referral:
    return Referral("A", DAY, agb, activity, "50", "06", here, responsible, None, None, "why")


def bounds(residence: str = "residence_principle", *permissions: Permitted) -> Boundaries:
    return Boundaries("GM1509", residence, {"1"}, {"help"}, permissions)


@pytest.mark.parametrize(
    ("referral", "residence", "rules"),
    [
        (a_referral(), "residents_only", []),
        (a_referral(agb="2"), "residents_only", ["provider-not-contracted"]),
        (a_referral(here=False), "residents_only", ["not-a-resident"]),
        (a_referral(here=False), "residence_principle", []),
        (a_referral(here=False, responsible="GM0014"), "residence_principle", ["not-under-residence-principle"]),
        (a_referral(responsible="GM0014"), "residence_principle", []),
        (a_referral(responsible="GM0599"), "residence_principle", []),
        (a_referral(responsible="GM9999"), "residence_principle", ["not-under-residence-principle"]),
        (a_referral(responsible="GM9999"), "residents_only", ["not-under-residence-principle"]),
        (a_referral(here=False, responsible="GM9999"), "residents_only", ["not-a-resident"]),
        (a_referral(activity="else"), "residents_only", ["activity-not-tendered"]),
        (
            a_referral("2", "else", here=False),
            "residents_only",
            ["provider-not-contracted", "not-a-resident", "activity-not-tendered"],
        ),
    ],
)
def test_each_boundary_that_is_crossed_is_named(referral: Referral, residence: str, rules: list[str]) -> None:
    assert crossed(referral, bounds(residence)) == rules


def test_what_the_college_permitted_until_that_day_is_no_breach() -> None:
    other = a_referral(agb="2")
    assert crossed(other, bounds("residents_only", Permitted(DAY, agb="2"))) == []
    assert crossed(other, bounds("residents_only", Permitted(date(2020, 2, 13), agb="2"))) != []
    assert crossed(other, bounds("residents_only", Permitted(DAY, agb="3"))) != []
    assert crossed(other, bounds("residents_only", Permitted(DAY, agb="2", activity="else"))) != []
    # One that names neither is words for people: it opens nothing.
    assert crossed(other, bounds("residents_only", Permitted(DAY))) != []


@pytest.mark.parametrize("step", [Step.WARNING, Step.RECOVERY, Step.END_OF_SUBSIDY])
def test_the_partner_is_heard_before_a_step_against_it(step: Step) -> None:
    assert why_not(step, CaseState.OPEN, (), "Letter 3") == "hear-partner-first"
    last_day = date(2020, 5, 31) if step is Step.END_OF_SUBSIDY else None
    assert why_not(step, CaseState.OPEN, {Step.HEARING}, "Letter 3", last_day) is None


def test_what_decides_names_its_document_and_a_decided_case_stays_decided() -> None:
    assert why_not(Step.PERMIT, CaseState.OPEN, (), "") == "document-missing"
    assert why_not(Step.END_OF_SUBSIDY, CaseState.OPEN, {Step.HEARING}, "") == "document-missing"
    assert why_not(Step.END_OF_SUBSIDY, CaseState.OPEN, {Step.HEARING}, "Besluit") == "end-date-missing"
    assert why_not(Step.PERMIT, CaseState.OPEN, (), "Besluit", date(2020, 5, 31)) == "end-date-unasked"
    for step, state in product(Step, (CaseState.PERMITTED, CaseState.CLOSED)):
        assert why_not(step, state, {Step.HEARING}, "Letter 3") == "case-is-closed"
    assert [state_after(step, CaseState.OPEN).value for step in Step] == [
        "permitted", "open", "open", "open", "closed", "closed"
    ]  # fmt: skip


def test_a_lot_can_be_drawn_again_and_all_is_all() -> None:
    ids = [UUID(int=n) for n in range(1, 41)]
    assert drawn(ids, 10, 7) == drawn(reversed(ids), 10, 7)
    assert len(drawn(ids, 10, 7)) == 4
    assert len(drawn(ids[:3], 10, 7)) == 1
    assert drawn(ids, 100, 7) == ids
    assert drawn(ids, 10, 7) != drawn(ids, 10, 8)


def a_cell(count: int, area: str | None = None, weight: str = "heavy", priced: int = 0) -> Counted:
    return Counted("2020-Q1", area, weight, count, priced, priced * 100_00)


def test_quarters_run_on_and_one_without_referrals_is_a_true_zero() -> None:
    assert quarters_between("2019-Q3", "2020-Q2") == ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2"]
    assert lines([], ["2020-Q1"])[0].of["heavy"].number == 0
    assert is_shown("2020-Q1", date(2020, 4, 22))
    assert not is_shown("2020-Q1", date(2020, 4, 21))
    assert weight_of("45", ["45", "51"]) == "light"
    assert weight_of("50", ["45", "51"]) == "heavy"


def test_one_to_four_are_left_out_and_costs_of_so_few_too() -> None:
    assert [lines([a_cell(n)], ["2020-Q1"])[0].of["heavy"].number for n in (0, 1, 4, 5)] == [0, None, None, 5]
    shown = [lines([a_cell(10, priced=n)], ["2020-Q1"])[0].of["heavy"].cents for n in (0, 4, 5, 6, 10)]
    assert shown == [None, None, 500_00, None, 1000_00]


def seen(heavy: tuple[int, ...], light: tuple[int, ...] = ()) -> Line:
    """What everybody sees of so many referrals in areas a, b, c…"""
    areas = "abcd"
    cells = [a_cell(count, area, "heavy") for area, count in zip(areas, heavy, strict=False) if count]
    cells += [a_cell(count, area, "light") for area, count in zip(areas, light, strict=False) if count]
    return lines(cells, ["2020-Q1"])[0]


@pytest.mark.parametrize(("most", "areas", "weights"), [(14, 3, 1), (10, 4, 1), (10, 2, 2)])
def test_who_knows_our_rule_too_finds_no_small_number(most: int, areas: int, weights: int) -> None:
    """All quarters there could be: what looks the same leaves four values of each small number, not two of a kind."""
    alike: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=areas * weights):
        alike[str(seen(counts[:areas], counts[areas:]))].append(counts)
    judged = 0
    for worlds in alike.values():
        # With numbers at the edge of those tried, some that look the same were not.
        for one in zip(*worlds, strict=True) if max(map(max, worlds)) <= most - 3 else ():
            judged += 1
            assert not set(one) & {1, 2, 3, 4} or len(set(one)) > 3, worlds[:9]
    assert judged > 100


@pytest.mark.parametrize("counts", [(5, 1, 5, 1), (1, 5, 1, 20), (20, 2, 12, 1), (9, 9, 9, 9)])
def test_the_order_of_areas_says_nothing_of_which_is_small(counts: tuple[int, ...]) -> None:
    areas = list(seen(counts).areas["heavy"])
    assert areas == sorted(areas, key=str)


def test_areas_are_shown_when_enough_is_hidden_together() -> None:
    line = seen((2, 20, 12), (6, 9, 0))
    assert {area: shown.number for area, shown in line.areas["heavy"].items()} == {"a": None, "b": None, "c": 12}
    assert {area: shown.number for area, shown in line.areas["light"].items()} == {"a": None, "b": None}
    assert set(seen((2, 6, 12)).areas["heavy"].values()) == {Shown(None)}
    assert seen((2, 6)).areas["heavy"] == {}


def test_a_total_is_hidden_beside_an_own_figure_of_the_same_that_hides_one_area() -> None:
    """Of 25 referrals the partner's figure shows 9 and 13 and hides the third: 25 would say that it is 3."""
    cells = [a_cell(9, "a"), a_cell(8, "b"), a_cell(3, "c"), a_cell(5, "b", "light")]

    def heavy(total: int, *left_out: int) -> int | None:
        own = Beside(Decimal(total), [Decimal(number) for number in left_out])
        return lines(cells, ["2020-Q1"], {"2020-Q1": [own]})[0].of["heavy"].number

    assert heavy(25, 3) is None
    assert heavy(20, 3) is None
    assert heavy(26, 3) == 20
    assert heavy(25) == 20
    assert heavy(25, 2, 3) == 20


COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 12))


@given(heavy=COUNTS, light=COUNTS)
def test_who_knows_all_referrals_cannot_subtract_the_one_from_the_other(
    heavy: dict[str, int], light: dict[str, int]
) -> None:
    """A partner's own figure of all referrals is public, of the whole and per area."""
    cells = [a_cell(count, area, "heavy") for area, count in heavy.items()]
    line = lines(cells + [a_cell(count, area, "light") for area, count in light.items()], ["2020-Q1"])[0]
    assert (line.of["heavy"].number is None) == (line.of["light"].number is None)
    for one, other in (("heavy", light), ("light", heavy)):
        for area, shown in line.areas[one].items():
            assert shown.number is None or other.get(str(area), 0) not in range(1, 5)


def test_what_is_known_of_a_referral_goes_after_two_whole_years() -> None:
    assert forget_from(date(2020, 1, 1)) == forget_from(date(2020, 12, 31)) == date(2023, 1, 1)
