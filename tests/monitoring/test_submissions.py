"""Deliveries: what each row becomes, the same again, corrections, and who may."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.exc import ProgrammingError

from tests.monitoring.world import World, a_kpi, a_row, a_submission, as_first

JSON = {"Content-Type": "application/json"}


async def test_each_row_of_a_receipt_says_what_became_of_it(world: World) -> None:
    software = await world.software()
    body = a_submission(a_row(12), a_row(3, area="nergenshuizen"), a_row(7.6, "satisfaction", "binnenstad"))
    receipt = await software.receipt(body)
    assert [row["outcome"] for row in receipt["rows"]] == ["new", "refused", "new"]
    assert [row["row"] for row in receipt["rows"]] == [1, 2, 3]
    assert (receipt["new"], receipt["changed"], receipt["unchanged"], receipt["refused"]) == (2, 0, 0, 1)
    refused = receipt["rows"][1]
    assert refused["rule"] == "area-unknown"
    assert "binnenstad, oosterparkwijk, korrewegwijk" in refused["mend"]
    assert receipt["receivedAt"] == "2020-04-02T09:00:00Z"


async def test_how_to_mend_a_row_is_said_in_the_language_of_the_reader(world: World) -> None:
    software = await world.software()
    dutch = await software.receipt(a_submission(a_row(-1)))
    english = await software.receipt(a_submission(a_row(-1)), **{"Accept-Language": "en"})
    assert dutch["rows"][0]["mend"] == "De waarde is lager dan nul. Geef 0 of meer."
    assert english["rows"][0]["mend"] == "The value is below zero. Give 0 or more."
    assert english["submissionId"] == dutch["submissionId"]


async def test_the_same_content_again_gets_the_very_same_receipt(world: World) -> None:
    software = await world.software()
    first = await software.receipt(a_submission(a_row(12), a_row(-1)))
    spaced = b'{ "values": [{"areaId":"oosterparkwijk","value":12.0,"kpi":"children_reached"},'
    spaced += b'{"kpi":"children_reached","areaId":"oosterparkwijk","value":-1}], "period": "2020-Q1" }'
    again = await world.http.post("/v1/submissions", content=spaced, headers=software.sent(JSON))
    assert again.json() == first
    keyed = await software.receipt(a_submission(a_row(12), a_row(-1)), **{"Idempotency-Key": "another-key"})
    assert keyed == first
    assert first["receivedBefore"] is None


async def test_the_same_submission_sent_eight_times_at_once_is_one(world: World) -> None:
    software = await world.software()
    receipts = await asyncio.gather(*(software.receipt(a_submission(a_row(12), a_row(7))) for _ in range(8)))
    assert all(receipt == receipts[0] for receipt in receipts)
    connection = await asyncpg.connect(world.owner_url)
    assert await connection.fetchval("SELECT count(*) FROM submissions") == 1
    assert await connection.fetchval("SELECT count(*) FROM current_values") == 1
    assert await connection.fetchval("SELECT count(*) FROM value_versions") == 0
    await connection.close()


async def test_eight_different_deliveries_for_one_value_at_once_are_one_new_and_seven_changed(world: World) -> None:
    software = await world.software()
    receipts = await asyncio.gather(*(software.receipt(a_submission(a_row(10 + n))) for n in range(8)))
    outcomes = sorted(receipt["rows"][0]["outcome"] for receipt in receipts)
    assert outcomes == ["changed"] * 7 + ["new"]


async def test_a_correction_changes_the_value_and_the_history_stays(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(5, area="binnenstad")))
    correction = await software.receipt(a_submission(a_row(14), a_row(5, area="binnenstad")))
    assert [row["outcome"] for row in correction["rows"]] == ["changed", "unchanged"]
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.value.number for figure in figures.kpis] == [14]
    connection = await asyncpg.connect(world.owner_url)
    versions = await connection.fetch("SELECT value FROM value_versions WHERE area_id = 'oosterparkwijk' ORDER BY id")
    assert [row["value"] for row in versions] == [12]
    await connection.close()


async def test_content_that_was_delivered_before_gets_its_old_receipt_and_does_not_undo_a_correction(
    world: World,
) -> None:
    software = await world.software()
    first = await software.receipt(a_submission(a_row(12)))
    await software.receipt(a_submission(a_row(14)))
    assert as_first(await software.receipt(a_submission(a_row(12)))) == first
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.value.number for figure in figures.kpis] == [14]


async def test_a_key_used_again_for_other_content_is_refused_and_nothing_changes(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)), **{"Idempotency-Key": "one-delivery"})
    refused = await software.post(a_submission(a_row(14)), **{"Idempotency-Key": "one-delivery"})
    assert (refused.status_code, refused.json()["slug"]) == (409, "idempotency-key-reused")
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.value.number for figure in figures.kpis] == [12]


async def test_the_body_is_kept_exactly_as_it_came(world: World) -> None:
    software = await world.software()
    content = b'{"period":"2020-Q1",  "values":[{"kpi":"activities","value":3}]}'
    await world.http.post("/v1/submissions", content=content, headers=software.sent(JSON))
    connection = await asyncpg.connect(world.owner_url)
    assert await connection.fetchval("SELECT body FROM submissions") == content
    await connection.close()


async def test_two_partners_may_deliver_the_same_content(world: World) -> None:
    one, other = await world.software(), await world.software()
    first, second = await one.receipt(a_submission()), await other.receipt(a_submission())
    assert first["submissionId"] != second["submissionId"]
    assert second["rows"][0]["outcome"] == "new"


async def test_a_receipt_is_for_its_own_partner_only(world: World) -> None:
    one, other = await world.software(), await world.software()
    receipt = await one.receipt(a_submission())
    path = f"/v1/submissions/{receipt['submissionId']}"
    assert (await world.http.get(path, headers=one.sent())).json() == receipt
    refused = await world.http.get(path, headers=other.sent())
    assert (refused.status_code, refused.json()["slug"]) == (404, "unknown-submission")


async def test_a_wrong_key_is_refused_with_what_to_send(world: World) -> None:
    software = await world.software()
    wrong = software.key[:-1] + ("a" if software.key[-1] != "a" else "b")
    for header in (f"Bearer {wrong}", "Bearer vv_000000000000_" + "x" * 43, "Bearer nonsense", "Basic abc", ""):
        refused = await world.http.post("/v1/submissions", json=a_submission(), headers={"Authorization": header})
        assert (refused.status_code, refused.json()["slug"]) == (401, "bad-api-key")
        assert refused.headers["WWW-Authenticate"] == "Bearer"
        assert refused.headers["API-Version"]


async def test_a_year_without_an_agreement_is_refused(world: World) -> None:
    software = await world.software(year=2019)
    refused = await software.post(a_submission())
    assert (refused.status_code, refused.json()["slug"]) == (403, "no-agreement")
    assert "2020" in refused.json()["detail"]


async def test_a_quarter_can_be_delivered_from_its_first_day(world: World) -> None:
    software = await world.software()
    assert (await software.post(a_submission(period="2020-Q2"))).status_code == 201
    refused = await software.post(a_submission(period="2020-Q3"))
    assert (refused.status_code, refused.json()["slug"]) == (409, "period-not-begun")
    assert "3e kwartaal 2020. Je kunt aanleveren vanaf 1 juli 2020." in refused.json()["detail"]
    english = await software.post(a_submission(period="2020-Q3"), **{"Accept-Language": "en"})
    assert "quarter 3 of 2020. You can deliver from 1 July 2020." in english.json()["detail"]
    assert english.json()["facts"] == {"period": "2020-Q3", "from_day": "2020-07-01"}


async def test_input_that_cannot_be_read_is_a_problem_that_names_the_field(world: World) -> None:
    software = await world.software()
    bad: dict[bytes, str] = {
        b"{": "json_invalid",
        b"[]": "model_attributes_type",
        b'{"period":"2020-Q5","values":[{"kpi":"activities","value":1}]}': "period_form",
        b'{"period":"2020-Q1"}': "missing",
        b'{"period":"2020-Q1","values":[{"kpi":"activities","value":1}],"extra":1}': "extra_forbidden",
    }
    for content, slug in bad.items():
        refused = await world.http.post("/v1/submissions", content=content, headers=software.sent(JSON))
        assert refused.status_code == 400, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
        assert [error["slug"] for error in refused.json()["errors"]] == [slug]


async def test_a_huge_body_is_refused(world: World) -> None:
    software = await world.software()
    refused = await world.http.post("/v1/submissions", content=b" " * (20 * 1024 * 1024 + 1), headers=software.sent())
    assert (refused.status_code, refused.json()["slug"]) == (413, "too-large")


async def test_numbers_and_texts_made_to_break_us_are_refused_row_by_row_or_as_a_whole(world: World) -> None:
    software = await world.software()
    rows = [a_row("1e200"), a_row("0." + "0" * 200 + "1"), a_row("-1e200", "satisfaction"), a_row(1, "ü" * 60)]
    receipt = await software.receipt(a_submission(*rows))
    assert receipt["refused"] == 4
    for row in (a_row("1e999999999"), a_row(1, "a\u0000b"), a_row(1, area="a\u0000b")):
        refused = await software.receipt(a_submission(row))
        assert [row["rule"] for row in refused["rows"]] == ["row-unreadable"]


async def test_a_large_delivery_is_taken_in_one_go(world: World) -> None:
    kpis = [a_kpi(f"kpi_{n}") for n in range(100)]
    software = await world.software(kpis=kpis)
    rows = [a_row(n, f"kpi_{n % 100}", area) for n in range(100) for area in ("binnenstad", "oosterparkwijk")]
    receipt = await software.receipt(a_submission(*rows * 50))
    assert (receipt["new"], receipt["refused"]) == (200, 9800)
    assert receipt["rows"][200]["rule"] == "given-twice"


async def test_the_app_cannot_change_what_was_delivered(world: World) -> None:
    await (await world.software()).receipt(a_submission())
    database = world.app.state.database
    for statement in (
        "UPDATE submissions SET refused = 9",
        "DELETE FROM current_values",
        "DELETE FROM value_versions",
        "UPDATE value_versions SET value = 9",
        "TRUNCATE agreements CASCADE",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.engine.begin() as connection:
                await connection.exec_driver_sql(statement)


async def test_an_unknown_receipt_is_not_there(world: World) -> None:
    software = await world.software()
    missing = await world.http.get(f"/v1/submissions/{uuid4()}", headers=software.sent())
    assert missing.status_code == 404
