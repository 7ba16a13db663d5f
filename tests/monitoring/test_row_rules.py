"""The rules for one row, each with a value that breaks it."""

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.domain.agreement import KpiTerms
from services.monitoring.domain.content import content_sha256
from services.monitoring.domain.outcomes import counts, results, to_record
from services.monitoring.domain.row_rules import Row, judge

KPIS = {
    "children": KpiTerms("children", "children", True),
    "activities": KpiTerms("activities", "activities", False),
    "hours": KpiTerms("hours", "hours", False),
    "share": KpiTerms("share", "percent", False),
    "grade": KpiTerms("grade", "grade", False),
}
AREAS = ("oost", "west")


def a_row(kpi: str = "children", area: str | None = "oost", value: str = "5", number: int = 1) -> Row:
    return Row(number, kpi, area, Decimal(value))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (a_row("kinderen"), "unknown-kpi"),
        (a_row(area=None), "area-missing"),
        (a_row(area="noord"), "area-unknown"),
        (a_row("hours", "oost"), "area-not-expected"),
        (a_row(value="-1"), "value-negative"),
        (a_row(value="4.5"), "not-whole"),
        (a_row(value="1e12"), "value-too-large"),
        (a_row("share", None, "100.1"), "percent-out-of-range"),
        (a_row("share", None, "-0.1"), "percent-out-of-range"),
        (a_row("grade", None, "0.9"), "grade-out-of-range"),
        (a_row("grade", None, "10.5"), "grade-out-of-range"),
        (a_row("hours", None, "1.005"), "too-many-decimals"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_that_rule(row: Row, rule: str) -> None:
    judged = judge([row], KPIS, AREAS, "2020-Q1")
    assert judged.taken == []
    assert judged.faults[1].rule == rule


@pytest.mark.parametrize(
    "row",
    [
        a_row(value="0"),
        a_row(value="5.000"),
        a_row("hours", None, "1.25"),
        a_row("share", None, "0"),
        a_row("share", None, "100"),
        a_row("grade", None, "1"),
        a_row("grade", None, "10"),
    ],
)
def test_a_row_at_the_edge_of_a_rule_is_taken(row: Row) -> None:
    assert judge([row], KPIS, AREAS, "2020-Q1").taken == [row]


def test_a_value_given_twice_counts_once_and_the_refusal_names_the_first_row() -> None:
    judged = judge([a_row(value="-1"), a_row(number=2), a_row(value="6", number=3)], KPIS, AREAS, "2020-Q1")
    assert [row.number for row in judged.taken] == [2]
    assert (judged.faults[3].rule, judged.faults[3].facts) == ("given-twice", {"first": 2})


def test_a_long_list_of_kpis_is_cut_short_in_a_refusal() -> None:
    many = {f"kpi_{n}": KpiTerms(f"kpi_{n}", "hours", False) for n in range(1000)}
    known = str(judge([a_row("x")], many, AREAS, "2020-Q1").faults[1].facts["known"])
    assert len(known) < 450
    assert known.endswith(", …")


@given(
    values=st.lists(st.tuples(st.sampled_from(["oost", "west", "noord"]), st.integers(-3, 9)), max_size=30),
    current=st.dictionaries(st.sampled_from(["oost", "west"]), st.integers(0, 9)),
)
def test_every_row_has_one_outcome_and_recording_it_again_changes_nothing(
    values: list[tuple[str, int]], current: dict[str, int]
) -> None:
    rows = [Row(number, "children", area, Decimal(value)) for number, (area, value) in enumerate(values, 1)]
    before = {("children", area): Decimal(value) for area, value in current.items()}
    judged = judge(rows, KPIS, AREAS, "2020-Q1")
    found = results(rows, judged, before)
    assert sum(counts(found).values()) == len(rows)
    after = before | {(row.kpi, row.area_id or ""): row.value for row in to_record(found)}
    again = results(rows, judged, dict(after))
    assert to_record(again) == []


def test_a_number_written_otherwise_is_the_same_content_and_another_order_is_not() -> None:
    partner, one, other = uuid4(), a_row(value="5"), a_row(value="6", area="west", number=2)
    same = content_sha256(partner, "2020-Q1", [a_row(value="5.00"), other])
    assert content_sha256(partner, "2020-Q1", [one, other]) == same
    assert content_sha256(partner, "2020-Q1", [other, one]) != same
    assert content_sha256(partner, "2020-Q2", [one, other]) != same
    assert content_sha256(uuid4(), "2020-Q1", [one, other]) != same
