"""Large deliveries: the same rules and the same receipt as a small one, all or none, in memory that stays flat."""

import asyncio
import gc
import json
import resource
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest

from services.monitoring.usecases.remembered import Remembered
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission

HEAD = "kpi;areaId;value\n"
CSV, NDJSON = "text/csv", "application/x-ndjson"


async def streamed(
    software: Software, content: str | bytes | AsyncIterator[bytes], query: str = "", form: str = CSV
) -> httpx.Response:
    headers = software.sent({"Content-Type": form})
    body = content.encode() if isinstance(content, str) else content
    return await software.http.post(
        f"/v1/submissions/stream?period=2020-Q1{query}", content=body, headers=headers, timeout=300
    )


async def taken(software: Software, content: str | AsyncIterator[bytes], query: str = "", form: str = CSV) -> Any:
    response = await streamed(software, content, query, form)
    assert response.status_code == 201, response.text
    return response.json()


async def all_rows(world: World, software: Software, submission_id: str) -> list[dict[str, Any]]:
    found = await world.http.get(f"/v1/submissions/{submission_id}/rows", headers=software.sent())
    rows: list[dict[str, Any]] = found.json()
    return rows


def csv_of(*rows: dict[str, Any]) -> str:
    return HEAD + "".join(f"{row['kpi']};{row.get('areaId', '')};{row['value']}\n" for row in rows)


MIXED = (
    a_row(12),
    a_row(-1, area="binnenstad"),
    a_row(5, "kinderen"),
    a_row(14),
    a_row(4, "activities", None),
    a_row(7.5, "satisfaction", "binnenstad"),
    a_row(3, area="nergens"),
)


async def test_a_stream_gets_the_receipt_its_values_would_get_as_json(world: World) -> None:
    one, other = await world.software(), await world.software()
    before = a_submission(a_row(10), a_row(7.5, "satisfaction", "binnenstad"))
    for software in (one, other):
        await software.receipt(before)
    small = await one.receipt(a_submission(*MIXED))
    large = await taken(other, csv_of(*MIXED))
    counts = ("new", "changed", "unchanged", "refused", "withdrawn")
    assert [large[name] for name in counts] == [small[name] for name in counts]
    assert await all_rows(world, other, large["submissionId"]) == small["rows"]
    assert large["rows"] == [row for row in small["rows"] if row["outcome"] == "refused"]
    assert (small["whole"], large["whole"]) == (True, False)


async def test_the_same_content_in_any_form_is_one_delivery(world: World) -> None:
    software = await world.software()
    first = await software.receipt(a_submission(*MIXED))
    lines = "\n".join(json.dumps(row) for row in MIXED)
    comma = csv_of(*MIXED).replace(";", ",")
    for content, form in ((csv_of(*MIXED), CSV), (comma, CSV), (lines, NDJSON)):
        again = await taken(software, content, form=form)
        assert (again["submissionId"], again["contentHash"]) == (first["submissionId"], first["contentHash"])
    connection = await asyncpg.connect(world.owner_url)
    assert await connection.fetchval("SELECT count(*) FROM submissions") == 1
    assert await connection.fetchval("SELECT count(*) FROM partner_events") == 1
    await connection.close()


async def test_a_stream_replaces_a_period_as_a_small_delivery_does(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(9, area="binnenstad"), a_row(4, "activities", None)))
    dry = await streamed(software, csv_of(a_row(14), a_row(-1, area="binnenstad")), "&replace=true&dryRun=true")
    assert (dry.status_code, dry.json()["withdrawn"], dry.json()["submissionId"]) == (200, 1, None)
    real = await taken(software, csv_of(a_row(14), a_row(-1, area="binnenstad")), "&replace=true")
    rows = await all_rows(world, software, real["submissionId"])
    assert [(row["row"], row["outcome"], row["before"], row["value"]) for row in rows] == [
        (1, "changed", 12, 14),
        (2, "refused", None, None),
        (None, "withdrawn", 4, None),
    ]
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert {(f.kpi.code, f.area_id): f.value.status for f in page.figures} == {
        ("children_reached", "oosterparkwijk"): "number",
        ("children_reached", "binnenstad"): "number",
        ("activities", None): "withdrawn",
    }


async def test_a_row_that_cannot_be_read_is_refused_alone_with_its_column(world: World) -> None:
    software = await world.software()
    lines = ['{"kpi": "children_reached", "areaId": "binnenstad", "value": 5}', "[]", "{", '{"kpi": 5, "value": 1}']
    lines += ['{"kpi": "activities", "value": "vier"}', '{"kpi": "activities", "value": 1e999}']
    lines += ['{"kpi": "activities", "value": true}', '{"kpi": "a\\u0000b", "value": 1}', '{"kpi": "x", "y": 1}']
    receipt = await taken(software, "\n".join(lines), form=NDJSON)
    assert (receipt["new"], receipt["refused"]) == (1, 8)
    assert {row["rule"] for row in receipt["rows"]} == {"row-unreadable"}
    assert "value" in receipt["rows"][3]["mend"]
    csv = await taken(software, HEAD + "activities;;veel\nactivities;;\n\nactivities;;2\n")
    assert [(row["row"], row["rule"]) for row in csv["rows"]] == [(1, "row-unreadable")]
    assert csv["new"] == 1


UNCLEAR = ("12.500", "1.000", "1.234", "-1.000", "1234.567", "1.000,00", "1,000.00", "12,500", "1.000.000")


@pytest.mark.parametrize("written", UNCLEAR)
async def test_what_can_be_read_as_two_numbers_is_refused_with_how_to_write_it(world: World, written: str) -> None:
    software = await world.software(kpis=[a_kpi("spent", "euros", by_area=False)])
    line = json.dumps({"kpi": "spent", "value": written})
    for content, form in (
        (HEAD + f"spent;;{written}\n", CSV),
        (f'kpi,value\nspent,"{written}"\n', CSV),
        (line, NDJSON),
    ):
        receipt = await taken(software, content, form=form)
        assert [row["rule"] for row in receipt["rows"]] == ["value-unclear"]
        assert "12500" in receipt["rows"][0]["mend"]


@pytest.mark.parametrize(("written", "meant"), [("12500", 12500), ("12500,00", 12500), ("12.50", 12.5), ("12,5", 12.5)])
async def test_what_can_be_read_in_one_way_is_taken_from_a_file(world: World, written: str, meant: float) -> None:
    software = await world.software(kpis=[a_kpi("spent", "euros", by_area=False)])
    await taken(software, HEAD + f"spent;;{written}\n")
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert [float(figure.value.number or 0) for figure in page.figures] == [meant]


@pytest.mark.parametrize("written", ["1_000", "1e3", "NaN", "٣", "+5", "", "Infinity"])
async def test_what_is_no_number_in_a_text_is_not_read_as_one(world: World, written: str) -> None:
    software = await world.software()
    receipt = await taken(software, json.dumps({"kpi": "activities", "value": written}), form=NDJSON)
    assert [row["rule"] for row in receipt["rows"]] == ["row-unreadable"]


@pytest.mark.parametrize(
    ("content", "form", "slug"),
    [
        (b"nonsense\n1;2;3\n", CSV, "not-a-file"),
        (b"", CSV, "not-a-file"),
        (HEAD.encode(), CSV, "no-rows"),
        (HEAD.encode() + b"activities;;\xff\n", CSV, "not-a-file"),
        (HEAD.encode() + b"x" * 20_000, CSV, "not-a-file"),
        (b"", NDJSON, "no-rows"),
        (b"{}", "application/json", "not-a-file"),
    ],
)
async def test_what_is_no_file_of_rows_is_refused_as_a_whole(
    world: World, content: bytes, form: str, slug: str
) -> None:
    refused = await streamed(await world.software(), content, form=form)
    assert (refused.status_code, refused.json()["slug"]) == (400, slug)


async def many(rows: int, areas: int, kpis: int) -> AsyncIterator[bytes]:
    yield HEAD.encode()
    lines = []
    for number in range(rows):
        lines.append(f"kpi_{number % kpis};a-{number // kpis % areas};{number % 900 + 5}\n")
        if len(lines) == 1000:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def most_memory() -> int:
    """The most memory this process ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def a_large_world(world: World, areas: int = 1000, kpis: int = 100) -> Software:
    async def load(_year: int) -> tuple[str, ...]:
        return tuple(f"a-{number}" for number in range(areas))

    world.app.state.areas = Remembered(load)
    return await world.software(kpis=[a_kpi(f"kpi_{number}") for number in range(kpis)])


async def test_a_hundred_thousand_values_are_taken_in_memory_that_does_not_grow_with_them(world: World) -> None:
    software = await a_large_world(world)
    await taken(software, many(1000, 1000, 100))
    grew = []
    for rows in (20_000, 100_000):
        gc.collect()
        before = most_memory()
        receipt = await taken(software, many(rows, 1000, 100))
        grew.append(most_memory() - before)
        assert receipt["refused"] == 0
    assert receipt["new"] == 80_000
    assert grew[1] < 24 * 1024, f"kB more at its most: {grew}"
    connection = await asyncpg.connect(world.owner_url)
    assert await connection.fetchval("SELECT count(*) FROM current_values") == 100_000
    assert await connection.fetchval("SELECT count(*) FROM value_versions") == 0
    await connection.close()


async def test_fifty_partners_at_once_each_get_all_of_their_own(world: World) -> None:
    first = await a_large_world(world, areas=20, kpis=10)
    others = [await world.software(kpis=[a_kpi(f"kpi_{n}") for n in range(10)]) for _ in range(49)]
    receipts = await asyncio.gather(*(taken(one, many(200, 20, 10)) for one in (first, *others)))
    assert {(receipt["new"], receipt["refused"]) for receipt in receipts} == {(200, 0)}
    assert len({receipt["submissionId"] for receipt in receipts}) == 50


async def test_when_the_connection_is_killed_in_the_middle_nothing_is_half_and_the_retry_is_whole(world: World) -> None:
    software = await a_large_world(world)
    # A role may see and end connections of its own.
    connection = await asyncpg.connect(world.app.state.settings.database_url)

    async def end_it() -> bool:
        """End the connection that is working as soon as rows are staged in it."""
        busy = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%staged%' AND pid <> $1"
        own = await connection.fetchval("SELECT pg_backend_pid()")
        for _ in range(3000):
            if await connection.fetch(busy, own):
                return True
            await asyncio.sleep(0.005)
        return False

    response, ended = await asyncio.gather(streamed(software, many(30_000, 1000, 100)), end_it())
    assert ended
    assert response.status_code == 503, response.text
    for table in ("submissions", "value_versions", "current_values", "partner_events"):
        assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0
    await connection.close()
    assert (await taken(software, many(30_000, 1000, 100)))["new"] == 30_000


KEPT = (
    "INSERT INTO {table} (partner_id, period, kpi_code, value, submission_id, received_at)"
    " SELECT partner_id, {period}, 'a', 1, {submission}, now() FROM submissions"
)


@pytest.mark.parametrize("table", ["current_values", "value_versions"])
@pytest.mark.parametrize(("period", "submission"), [("period", "gen_random_uuid()"), ("'2020-Q2'", "id")])
async def test_a_value_is_of_a_submission_that_is_there_and_of_its_period(
    world: World, table: str, period: str, submission: str
) -> None:
    """Looked up once a statement, for all of its rows."""
    await (await world.software()).receipt(a_submission(a_row(12)))
    connection = await asyncpg.connect(world.app.state.settings.database_url)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await connection.execute(KEPT.format(table=table, period=period, submission=submission))
    await connection.execute(KEPT.format(table=table, period="period", submission="id"))
    await connection.close()


@pytest.mark.parametrize("row", ["children_reached;oosterparkwijk;5;;", 'children_reached;oosterparkwijk;"5"'])
async def test_empty_cells_beyond_the_columns_say_nothing(world: World, row: str) -> None:
    software = await world.software()
    assert (await taken(software, HEAD + row + "\nactivities\n"))["new"] == 1
