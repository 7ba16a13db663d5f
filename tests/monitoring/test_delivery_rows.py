"""A row that is none, or that points at a person, and the withdrawal of a whole period."""

from typing import Any

import asyncpg
import pytest

from tests.monitoring.world import Software, World, a_row, a_submission

BSN, CSV, NDJSON = "111222333", "text/csv", "application/x-ndjson"
GOOD = '{"kpi":"activities","value":4}'
BAD = {
    '{"kpi":"children_reached","areaId":"binnenstad","value":null}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":"vier"}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":"1_000"}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":"12.500"}': "value-unclear",
    '{"kpi":"children_reached","areaId":"binnenstad","value":NaN}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":true}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":1e999}': "row-unreadable",
    '{"kpi":"children_reached","areaID":"binnenstad","value":1}': "row-unreadable",
    '{"kpi":"children_reached","areaId":"binnenstad","value":1,"value":2}': "row-unreadable",
    '{"kpi":7,"value":1}': "row-unreadable",
    "[]": "row-unreadable",
    "null": "row-unreadable",
}


async def post(software: Software, content: str, query: str = "", form: str = "application/json") -> Any:
    path = "/v1/submissions" if form == "application/json" else "/v1/submissions/stream?period=2020-Q1"
    path += ("&" if "?" in path else "?") + query if query else ""
    return await software.http.post(path, content=content, headers=software.sent({"Content-Type": form}))


def body(*rows: str) -> str:
    return f'{{"period":"2020-Q1","values":[{",".join(rows)}]}}'


async def kept(world: World) -> int:
    connection = await asyncpg.connect(world.owner_url)
    found: int = await connection.fetchval("SELECT count(*) FROM submissions")
    await connection.close()
    return found


@pytest.mark.parametrize(("row", "rule"), BAD.items())
async def test_a_row_that_is_none_is_refused_alone_in_json_and_in_a_stream_alike(
    world: World, row: str, rule: str
) -> None:
    one, other = await world.software(), await world.software()
    receipts = [(await post(one, body(GOOD, row))).json(), (await post(other, f"{GOOD}\n{row}", form=NDJSON)).json()]
    for receipt in receipts:
        assert (receipt["new"], receipt["refused"]) == (1, 1)
        assert (receipt["rows"][-1]["row"], receipt["rows"][-1]["rule"]) == (2, rule)
    assert receipts[0]["rows"][-1] == receipts[1]["rows"][-1]


async def test_with_all_or_nothing_a_row_that_is_none_makes_that_nothing_counts(world: World) -> None:
    answer = await post(await world.software(), body(GOOD, "null"), "mode=all_or_nothing")
    assert (answer.status_code, answer.json()["submissionId"], await kept(world)) == (200, None, 0)


PERSONS = [
    (body(f'{{"kpi":"{BSN}","value":1}}'), "application/json"),
    (body('{"kpi":"activities","areaId":"jan@x.nl","value":1}'), "application/json"),
    (body(f'{{"kpi":"{BSN}","kpi":"activities","value":1}}'), "application/json"),
    (body('{"kpi":"activities","value":"jan@x.nl"}'), "application/json"),
    (body(f'{{"kpi":"activities","value":1,"x":[{{"y":{BSN}}}]}}'), "application/json"),
    (f'{{"values":["{BSN}"],"period":"2020-Q1","values":[{GOOD}]}}', "application/json"),
    ("kpi;areaId;value\n111.222.333;jan@x.nl;2\n", CSV),
    ("kpi;areaId;value;naam\nactivities;;2;jan@x.nl\n", CSV),
    ("kpi;areaId;value\nactivities;;2;jan@x.nl\n", CSV),
    ("kpi;areaId;value\nactivities;jan@x.nl;\nactivities;;2\n", CSV),
    ("kpi;areaId;value\nactivities;;jan@x.nl\n", CSV),
    ("kpi;value;jan@x.nl\nactivities;2;\n", CSV),
    (f'{{"kpi":"{BSN}","value":1}}', NDJSON),
    (f'{{"kpi":"{BSN}","kpi":"activities","value":1}}', NDJSON),
    (f"{GOOD}\nBSN {BSN}", NDJSON),
]


@pytest.mark.parametrize(("content", "form"), PERSONS)
async def test_a_delivery_that_points_at_a_person_is_refused_whole_and_nothing_is_kept_or_said_of_it(
    world: World, capfd: pytest.CaptureFixture[str], content: str, form: str
) -> None:
    software = await world.software()
    for query in ("", "dryRun=true"):
        refused = await post(software, content, query, form)
        assert (refused.status_code, refused.json()["slug"]) == (400, "personal-data-found")
        assert refused.json()["errors"][0]["detail"]
        told = refused.text + "".join(capfd.readouterr())
        assert not any(word in told for word in (BSN, "111.222.333", "jan@x.nl"))
    assert await kept(world) == 0


async def test_the_code_of_a_neighbourhood_is_nobody(world: World) -> None:
    """`15090103` passes the eleven-check, as one code of CBS in eleven does."""
    software = await world.software()
    rows = (
        ("kpi;areaId;value\nactivities;BU15090103;2\n", CSV),
        ('{"kpi":"activities","areaId":"BU15090103","value":1}', NDJSON),
    )
    for content, form in rows:
        taken = await post(software, content, "dryRun=true", form)
        assert (taken.status_code, taken.json()["refused"]) == (200, 1)


async def test_a_value_of_nine_digits_is_a_number(world: World) -> None:
    software = await world.software()
    for content, form in (
        (body(f'{{"kpi":"activities","value":{BSN}}}', "null"), "application/json"),
        (f"kpi;value\nactivities;{BSN}\nnope;{BSN}\n", CSV),
    ):
        receipt = (await post(software, content, form=form)).json()
        assert receipt["new"] + receipt["unchanged"] == 1


@pytest.mark.parametrize(("content", "form"), [(body(), "application/json"), ("kpi;areaId;value\n", CSV)])
async def test_an_empty_replacement_withdraws_the_whole_period_and_its_dry_run_shows_it(
    world: World, content: str, form: str
) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(4, "activities", None)))
    assert (await post(software, content, form=form)).json()["slug"] == "no-rows"
    dry = await post(software, content, "replace=true&dryRun=true", form)
    assert (dry.status_code, dry.json()["withdrawn"], await kept(world)) == (200, 2, 1)
    real = await post(software, content, "replace=true", form)
    assert (real.status_code, real.json()["withdrawn"]) == (201, 2)
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert [figure.value.status for figure in page.figures] == ["withdrawn", "withdrawn"]
    again = await post(software, content, "replace=true", form)
    assert again.json() == real.json()
    await software.receipt(a_submission(a_row(5, "activities", None)))
    assert (await post(software, content, "replace=true", form)).json()["withdrawn"] == 1


async def test_an_empty_replacement_of_an_empty_period_and_of_a_file_that_is_cut_off(world: World) -> None:
    software = await world.software()
    nothing = await post(software, "kpi;value\n", "replace=true", CSV)
    assert (nothing.status_code, nothing.json()["withdrawn"], nothing.json()["rows"]) == (201, 0, [])
    cut_off = await post(software, "", "replace=true", NDJSON)
    assert (cut_off.status_code, cut_off.json()["slug"]) == (400, "no-rows")


PLACELESS = [
    '{"kpi":7,"value":1}',
    '{"kpi":"children_reached","areaId":5,"value":1}',
    '{"kp":"activities","value":1}',
    '{"kpi":"activitis","value":1}',
    '{"kpi":"activitis","value":"vier"}',
    '{"kpi":"children_reached","areaId":"oosterpark","value":1}',
    '{"kpi":"children_reached","value":1}',
    '{"kpi":"activities","areaId":"oosterparkwijk","value":1}',
]


@pytest.mark.parametrize("form", ["application/json", NDJSON])
@pytest.mark.parametrize("row", PLACELESS)
async def test_a_replacement_with_a_row_of_which_the_place_is_not_known_keeps_and_withdraws_nothing(
    world: World, row: str, form: str
) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(4, "activities", None)))
    good = '{"kpi":"children_reached","areaId":"oosterparkwijk","value":13}'
    content = body(good, row) if form == "application/json" else f"{good}\n{row}"
    for query in ("replace=true&dryRun=true", "replace=true"):
        answer = await post(software, content, query, form)
        receipt = answer.json()
        assert (answer.status_code, receipt["submissionId"], await kept(world)) == (200, None, 1)
        assert (receipt["changed"], receipt["refused"], receipt["withdrawn"]) == (1, 1, 0)
        assert "niets teruggetrokken" in receipt["notReplaced"]
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert {figure.value.number for figure in page.figures} == {12, 4}
    without = (await post(software, content, form=form)).json()
    assert (without["changed"], without["notReplaced"]) == (1, None)


@pytest.mark.parametrize("form", ["application/json", NDJSON])
async def test_a_replacement_goes_on_with_a_row_of_which_only_the_value_is_not_read(world: World, form: str) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12), a_row(4, "activities", None)))
    row = '{"kpi":"children_reached","areaId":"oosterparkwijk","value":"vier"}'
    receipt = (await post(software, body(row) if form != NDJSON else row, "replace=true", form)).json()
    assert (receipt["refused"], receipt["withdrawn"], receipt["notReplaced"]) == (1, 1, None)
    assert receipt["submissionId"]
