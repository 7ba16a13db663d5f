"""Dry runs, all or nothing, replacing a period, and figures as they were reported on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from services.monitoring.contract.refusals import UnknownSubmission
from tests.monitoring.world import Software, World, a_row, a_submission
from tests.support.apps import a_person


async def sent(software: Software, query: str, *rows: Any, status: int = 201) -> dict[str, Any]:
    body = a_submission(*rows)
    response = await software.http.post(f"/v1/submissions?{query}", json=body, headers=software.sent())
    assert response.status_code == status, response.text
    receipt: dict[str, Any] = response.json()
    return receipt


async def kept(world: World) -> tuple[int, int, int]:
    connection = await asyncpg.connect(world.owner_url)
    tables = ("submissions", "value_versions", "current_values")
    found = [await connection.fetchval(f"SELECT count(*) FROM {table}") for table in tables]
    await connection.close()
    return found[0], found[1], found[2]


async def numbers(world: World, area: str = "oosterparkwijk", as_of: date | None = None) -> list[tuple[str, Any]]:
    figures = await world.client.area_figures(area, 2020, as_of)
    return [(figure.value.status, figure.value.number) for figure in figures.kpis]


async def test_a_dry_run_gives_the_receipt_the_delivery_will_give_and_keeps_nothing(world: World) -> None:
    software = await world.software()
    rows = (a_row(12), a_row(-1, area="binnenstad"))
    await software.receipt(a_submission(a_row(10)))
    before = await kept(world)
    dry = await sent(software, "dryRun=true", *rows, status=200)
    assert (dry["submissionId"], dry["dryRun"], await kept(world)) == (None, True, before)
    real = await software.receipt(a_submission(*rows))
    assert real == dry | {"submissionId": real["submissionId"], "dryRun": False}
    assert real["rows"][0] | {"outcome": "changed", "before": 10, "value": 12} == real["rows"][0]


async def test_a_dry_run_with_a_key_does_not_use_the_key_up(world: World) -> None:
    software = await world.software()
    headers = software.sent({"Idempotency-Key": "one-delivery"})
    await world.http.post("/v1/submissions?dryRun=true", json=a_submission(a_row(1)), headers=headers)
    real = await world.http.post("/v1/submissions", json=a_submission(a_row(2)), headers=headers)
    assert real.status_code == 201


async def test_all_or_nothing_with_one_refused_row_counts_nothing_and_says_which(world: World) -> None:
    software = await world.software()
    rows = (a_row(12), a_row(-1, area="binnenstad"))
    refused = await sent(software, "mode=all_or_nothing", *rows, status=200)
    assert (refused["submissionId"], refused["refused"]) == (None, 1)
    assert [row["outcome"] for row in refused["rows"]] == ["new", "refused"]
    assert await kept(world) == (0, 0, 0)
    mended = await sent(software, "mode=all_or_nothing", a_row(12), a_row(1, area="binnenstad"))
    assert (mended["mode"], mended["new"]) == ("all_or_nothing", 2)
    again = await sent(software, "mode=all_or_nothing", a_row(12), a_row(1, area="binnenstad"))
    assert again == mended


async def test_a_replacement_withdraws_what_it_leaves_out_and_the_dry_run_shows_it_before(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(9, area="binnenstad"), a_row(4, "activities", None)))
    dry = await sent(software, "replace=true&dryRun=true", a_row(14), status=200)
    assert (dry["changed"], dry["withdrawn"]) == (1, 2)
    assert [(row["row"], row["kpi"], row["areaId"], row["before"]) for row in dry["rows"]] == [
        (1, "children_reached", "oosterparkwijk", 12),
        (None, "activities", None, 4),
        (None, "children_reached", "binnenstad", 9),
    ]
    assert await numbers(world, "binnenstad") == [("number", 9)]
    real = await sent(software, "replace=true", a_row(14))
    assert (real["rows"], real["replaces"]) == (dry["rows"], True)
    assert await numbers(world, "binnenstad") == [("withdrawn", None)]
    assert await numbers(world) == [("number", 14)]


async def test_a_withdrawn_value_is_not_zero_not_delivered_and_can_come_back(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(0, area="binnenstad")))
    await sent(software, "replace=true", a_row(0, area="binnenstad"))
    assert (await numbers(world), await numbers(world, "binnenstad")) == ([("withdrawn", None)], [("number", 0)])
    due = await world.officer.due(software.partner_id, 2020, "2020-Q1")
    delivered = {value.area_id for value in due.values if value.delivered}
    assert delivered == {"binnenstad"}
    back = await software.receipt(a_submission(a_row(13)))
    assert back["rows"][0]["outcome"] == "new"
    assert await numbers(world) == [("number", 13)]


async def test_a_replacement_does_not_withdraw_what_a_refused_row_names_nor_another_period_or_partner(
    world: World,
) -> None:
    software, other = await world.software(), await world.software()
    await other.receipt(a_submission(a_row(8)))
    await software.receipt(a_submission(a_row(12), a_row(9, area="binnenstad")))
    await software.receipt(a_submission(a_row(7), period="2020-Q2"))
    receipt = await sent(software, "replace=true", a_row(-1), a_row(9, area="binnenstad"))
    assert (receipt["refused"], receipt["unchanged"], receipt["withdrawn"]) == (1, 1, 0)
    assert sorted(await numbers(world)) == [("number", 7), ("number", 8), ("number", 12)]


async def test_figures_can_be_asked_as_they_were_reported_on_a_day(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)))
    world.clock.moment = datetime(2020, 4, 10, 21, 59, tzinfo=UTC)  # 23:59 in Amsterdam
    await software.receipt(a_submission(a_row(14)))
    world.clock.moment = datetime(2020, 4, 10, 22, 0, tzinfo=UTC)
    await sent(software, "replace=true", a_row(3, "activities", None))
    expected = {1: [], 2: [("number", 12)], 9: [("number", 12)], 10: [("number", 14)], 11: [("withdrawn", None)]}
    for day, found in expected.items():
        assert await numbers(world, as_of=date(2020, 4, day)) == found
    page = await world.client.partner_page(software.partner_id, 2020, date(2020, 4, 9))
    assert [figure.value.number for figure in page.figures] == [Decimal(12)]


async def test_a_person_of_the_partner_delivers_by_the_same_rules_and_nobody_else_does(world: World) -> None:
    software, other = await world.software(), await world.software()
    body = SubmitKpiValues(period="2020-Q1", values=[KpiValueIn(kpi="children_reached", area_id="x", value=Decimal(3))])
    own = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    receipt = await own.submit_as_person(software.partner_id, body)
    assert (receipt.refused, receipt.rows[0].rule) == (1, "area-unknown")
    assert receipt.submission_id is not None
    assert await own.receipt_of(receipt.submission_id) == receipt
    assert await world.officer.receipt_of(receipt.submission_id) == receipt
    by_software = await world.client.receipt(receipt.submission_id, api_key=software.key)
    assert by_software == receipt
    stranger = world.client.on_behalf_of(a_person(("partner_member", str(other.partner_id))))
    for caller in (stranger, world.officer):
        with pytest.raises(NotYours):
            await caller.submit_as_person(software.partner_id, body)
    with pytest.raises(UnknownSubmission):
        await stranger.receipt_of(receipt.submission_id)


@pytest.mark.parametrize("query", ["dryrun=true", "dry_run=true", "Replace=true", "modus=all_or_nothing"])
async def test_a_misspelt_option_is_refused_and_nothing_counts(world: World, query: str) -> None:
    software = await world.software()
    refused = await sent(software, query, a_row(12), status=400)
    assert refused["errors"][0]["field"] == query.partition("=")[0]
    assert "agreementVersion, dryRun, mode, replace" in refused["errors"][0]["detail"]
    headers = software.sent({"Content-Type": "text/csv"})
    stream = f"/v1/submissions/stream?period=2020-Q1&{query}"
    response = await world.http.post(stream, content="kpi;value\nactivities;4\n", headers=headers)
    assert (response.status_code, await kept(world)) == (400, (0, 0, 0))
