"""A figure over time through the API: what everybody sees, and what partner and municipality see."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.contract.signal_refusals import KpiNotByArea, UnknownBaseline, UnknownKpi
from services.monitoring.contract.signals import KpiSeries
from tests.monitoring.world import AREAS, Software, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person

LATER = date(2030, 1, 1)
# C5 of the oracle file; its lines from the first eleven are 30.35 and 51.10.
C5 = (41, 38, 44, 40, 37, 43, 39, 42, 45, 41, 38, 61, 52, 53, 54, 55)


def quarters(first_year: int, count: int) -> list[str]:
    return [f"{first_year + i // 4}-Q{i % 4 + 1}" for i in range(count)]


async def a_series(world: World, kpi: KpiDefinition, values: list[Any], first_year: int = 2017) -> Software:
    """A partner with an agreement for each year, and these values of the whole municipality quarter by quarter."""
    return await delivered(world, [kpi], {q: [a_row(v, kpi.code, None)] for q, v in of_quarters(first_year, values)})


def of_quarters(first_year: int, values: list[Any]) -> list[tuple[str, Any]]:
    found = zip(quarters(first_year, len(values)), values, strict=True)
    return [(quarter, value) for quarter, value in found if value is not None]


async def delivered(world: World, kpis: list[KpiDefinition], rows: dict[str, list[dict[str, Any]]]) -> Software:
    years = sorted({int(period[:4]) for period in rows})
    world.clock.moment = world.clock.moment.replace(year=years[-1] + 1)
    software = await world.software(kpis=kpis, year=years[0])
    for year in years[1:]:
        await world.agree(software.partner_id, year, kpis)
    for period, values in rows.items():
        more = GiveExtension(period=period, until=LATER, reason="Test", given_as="Beleidsmedewerker")
        await world.officer.give_extension(software.partner_id, more, key=f"{period}-{software.partner_id}")
        receipt = await software.receipt(a_submission(*values, period=period))
        assert receipt["refused"] == 0, receipt
    return software


def whole(code: str = "activities", unit: str = "activities", **more: Any) -> KpiDefinition:
    return a_kpi(code, unit, by_area=False).model_copy(update=more)


async def public(world: World, partner_id: UUID, code: str, year: int, **more: Any) -> KpiSeries:
    return await world.client.kpi_series(partner_id, code, year, **more)


async def test_the_lines_are_the_worked_ones_with_the_baseline_that_was_chosen(world: World) -> None:
    software = await a_series(world, whole(), list(C5))
    series = await public(world, software.partner_id, "activities", 2020, baseline=("2017-Q1", "2019-Q3"))
    assert series.baseline
    assert (series.baseline.numbers, series.baseline.is_trial, series.baseline.is_chosen) == (11, True, True)
    lines = series.points[0].lines
    assert lines
    assert (lines.middle, lines.low, lines.high) == (Decimal("40.73"), Decimal("30.35"), Decimal("51.1"))
    assert [point.period for point in series.points if point.signals] == quarters(2017, 16)[11:]
    usual = await public(world, software.partner_id, "activities", 2020)
    assert usual.baseline
    assert (usual.baseline.first, usual.baseline.last, usual.baseline.is_trial) == ("2017-Q1", "2019-Q4", False)
    started = await public(world, software.partner_id, "activities", 2020, baseline=("2018-Q1", None))
    assert started.baseline
    assert (started.baseline.first, started.baseline.last) == ("2018-Q1", "2020-Q4")


async def test_a_series_ends_with_the_year_that_is_asked(world: World) -> None:
    software = await a_series(world, whole(), list(C5))
    series = await public(world, software.partner_id, "activities", 2018)
    assert [point.number for point in series.points] == [Decimal(value) for value in C5[:8]]


async def test_boundary_and_signal_are_two_things(world: World) -> None:
    """43 and more cross the boundary though they are ordinary; only 61 and later are more than chance."""
    kpi = whole(direction="lower_is_better", target=Decimal(52), hard_limit=Decimal(43))
    software = await a_series(world, kpi, list(C5))
    series = await public(world, software.partner_id, "activities", 2020, baseline=("2017-Q1", "2019-Q3"))
    by_period = {point.period: point for point in series.points}
    assert series.boundary
    assert series.boundary.crossed == [q for q, v in zip(quarters(2017, 16), C5, strict=True) if v > 43]
    assert (by_period["2017-Q3"].boundary, by_period["2017-Q3"].signals) == ("crossed", [])
    assert by_period["2019-Q4"].signals[0].model_dump() == {"rule": "outside", "side": "high", "is_better": False}
    assert series.target
    assert series.target.verdict == "always"


async def test_a_target_of_its_own_year_and_the_version_of_the_agreement_are_named(world: World) -> None:
    software = await a_series(world, whole(target=Decimal(30), direction="higher_is_better"), list(C5))
    series = await public(world, software.partner_id, "activities", 2020)
    assert [(each.year, each.agreement_version, each.target) for each in series.years] == [
        (year, 1, Decimal(30)) for year in range(2017, 2021)
    ]


async def test_what_is_counted_otherwise_is_another_series(world: World) -> None:
    software = await a_series(world, whole(), [1, 2, 3, 4, 5, 6, 7, 8])
    await world.agree(software.partner_id, 2019, [whole(unit="hours")])
    series = await public(world, software.partner_id, "activities", 2019)
    assert ([each.year for each in series.years], series.points, series.no_lines) == ([2019], [], "nothing_delivered")


SMALL = [9, 3, 2, 7, 8, 6, 9, 7, 6, 8, 9, 6]


async def test_everybody_sees_no_small_number_and_nothing_that_comes_from_one(world: World) -> None:
    software = await a_series(
        world, whole("reached", "children", hard_limit=Decimal(5), direction="higher_is_better"), SMALL
    )
    seen = await public(world, software.partner_id, "reached", 2019)
    assert [point.status for point in seen.points[:4]] == ["number", "too_small", "too_small", "number"]
    hidden = seen.points[1]
    assert (hidden.number, hidden.boundary, hidden.signals) == (None, None, [])
    assert seen.boundary
    assert seen.boundary.crossed == []
    assert seen.baseline
    assert (seen.baseline.numbers, seen.baseline.hidden) == (10, 2)
    shown = [value for value in SMALL if value > 4]
    lines = seen.points[0].lines
    assert lines
    assert float(lines.middle) == pytest.approx(sum(shown) / len(shown), abs=0.005)
    assert [(each.year, each.number) for each in seen.pooled] == [(2017, Decimal(21))]


@pytest.mark.parametrize("kind", ["officer", "member", "software"])
async def test_partner_and_municipality_see_every_number(world: World, kind: str) -> None:
    software = await a_series(world, whole("reached", "children"), SMALL)
    if kind == "software":
        path = f"/v1/partners/{software.partner_id}/kpis/reached/series?year=2019"
        answer = await world.http.get(path, headers=software.sent())
        assert answer.status_code == 200, answer.text
        series = KpiSeries.model_validate_json(answer.text)
    else:
        member = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
        caller = world.officer if kind == "officer" else member
        series = await caller.kpi_series(software.partner_id, "reached", 2019)
    assert series.in_full
    assert [point.number for point in series.points] == [Decimal(value) for value in SMALL]
    assert series.pooled == []


async def test_people_of_another_partner_are_everybody(world: World) -> None:
    software = await a_series(world, whole("reached", "children"), SMALL)
    other = await world.software()
    member = world.client.on_behalf_of(a_person(("partner_member", str(other.partner_id))))
    series = await member.kpi_series(software.partner_id, "reached", 2019)
    assert (series.in_full, series.points[1].status) == (False, "too_small")


def by_area(code: str, *values: int) -> list[dict[str, Any]]:
    return [a_row(value, code, area) for area, value in zip(AREAS, values, strict=True)]


async def test_areas_together_are_there_when_all_delivered_and_none_is_small(world: World) -> None:
    rows = {
        "2020-Q1": by_area("children_reached", 10, 20, 30),
        "2020-Q2": by_area("children_reached", 10, 3, 30),
        "2020-Q3": [a_row(10, "children_reached", AREAS[0])],
        "2020-Q4": by_area("children_reached", 0, 5, 7),
    }
    software = await delivered(world, [a_kpi()], rows)
    series = await public(world, software.partner_id, "children_reached", 2020)
    assert [(point.status, point.number) for point in series.points] == [
        ("number", 60),
        ("too_small", None),
        ("not_delivered", None),
        ("number", 12),
    ]
    one = await public(world, software.partner_id, "children_reached", 2020, area_id=AREAS[1])
    assert [point.status for point in one.points] == ["number", "too_small", "not_delivered", "number"]


SHARE = [
    a_kpi("dropped_out", "young_people"),
    a_kpi("ended", "young_people"),
    a_kpi("drop_out", "percent").model_copy(update={"numerator": "dropped_out", "denominator": "ended"}),
]


async def test_a_share_is_drawn_from_its_two_counts(world: World) -> None:
    """145 of 1,000 in every quarter of the baseline: the lines are 11.06 and 17.94, worked number C3."""
    counts = [(29, 200)] * 6 + [(145, 1000), (60, 200)]
    rows = {
        quarter: [a_row(cases, "dropped_out", AREAS[0]), a_row(of, "ended", AREAS[0])]
        for quarter, (cases, of) in of_quarters(2019, counts)
    }
    software = await delivered(world, SHARE, rows)
    asked = {"area_id": AREAS[0], "baseline": ("2019-Q1", "2020-Q2")}
    series = await public(world, software.partner_id, "drop_out", 2020, **asked)
    assert (series.chart, series.cases_kpi and series.cases_kpi.code) == ("shares", "dropped_out")
    seventh = series.points[6]
    assert seventh.lines
    assert (seventh.lines.low, seventh.lines.high) == (Decimal("11.06"), Decimal("17.94"))
    assert (seventh.number, seventh.cases, seventh.of, seventh.signals) == (Decimal("14.5"), 145, 1000, [])
    assert [signal.rule for signal in series.points[7].signals] == ["outside"]
    together = await public(world, software.partner_id, "drop_out", 2020)
    assert {point.status for point in together.points} == {"not_delivered"}


async def test_a_share_of_few_people_is_hidden_from_either_side(world: World) -> None:
    rows = {
        quarter: [a_row(cases, "dropped_out", AREAS[0]), a_row(of, "ended", AREAS[0])]
        for quarter, (cases, of) in of_quarters(2020, [(3, 40), (38, 40), (0, 40), (50, 40)])
    }
    software = await delivered(world, SHARE, rows)
    series = await public(world, software.partner_id, "drop_out", 2020, area_id=AREAS[0])
    assert [point.status for point in series.points] == ["too_small", "too_small", "number", "no_share"]


async def test_a_percentage_without_counts_is_not_added_up_over_areas(world: World) -> None:
    software = await delivered(world, [a_kpi("satisfied", "percent")], {"2020-Q1": by_area("satisfied", 60, 70, 80)})
    assert (await public(world, software.partner_id, "satisfied", 2020)).no_lines == "choose_area"
    one = await public(world, software.partner_id, "satisfied", 2020, area_id=AREAS[0])
    assert [point.number for point in one.points] == [Decimal(60)]


async def test_what_does_not_exist_is_refused(world: World) -> None:
    software = await a_series(world, whole(), [1, 2, 3, 4])
    for refusal, code, more in (
        (UnknownKpi, "nothing", {}),
        (KpiNotByArea, "activities", {"area_id": AREAS[0]}),
        (UnknownBaseline, "activities", {"baseline": ("2017-Q3", "2017-Q1")}),
        (UnknownBaseline, "activities", {"baseline": ("2016-Q3", None)}),
    ):
        with pytest.raises(refusal):
            await public(world, software.partner_id, code, 2017, **more)


async def test_what_was_withdrawn_is_a_gap_and_no_zero(world: World) -> None:
    both = [whole(), whole("visits")]
    rows = {
        quarter: [a_row(v, "activities", None), a_row(v, "visits", None)] for quarter, v in of_quarters(2017, [4, 5, 6])
    }
    software = await delivered(world, both, rows)
    body = a_submission(a_row(5, "visits", None), period="2017-Q2")
    answer = await world.http.post("/v1/submissions?replace=true", json=body, headers=software.sent())
    assert answer.json()["withdrawn"] == 1
    series = await public(world, software.partner_id, "activities", 2017)
    assert [(point.status, point.number) for point in series.points] == [
        ("number", 4), ("not_delivered", None), ("number", 6),
    ]  # fmt: skip
