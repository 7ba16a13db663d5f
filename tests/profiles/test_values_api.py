"""Figures of many places, indicators and years in one call: each with its status and release, as of any day."""

import asyncio
import csv
import io
from argparse import Namespace
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from services.profiles.store.copying import tidy
from tests.profiles.test_import_table import UTRECHT, a_table, bring_in
from tests.support.profiles import Profiles, profiles_of
from tests.support.statements import statements
from tests.support.years import as_owner
from voorveld.import_cbs import import_cbs
from voorveld.settings import RunSettings


@pytest.fixture
async def hague() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0518") as profiles:
        yield profiles


async def ask(profiles: Profiles, query: str, status: int = 200) -> Any:
    async with profiles.http() as http:
        answer = await http.get(f"/v1/values?{query}")
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_places_indicators_and_years_together_each_figure_with_its_release(hague: Profiles) -> None:
    found = await ask(
        hague, "region=WK051839&region=GM0518&indicator=youth_care_share&indicator=inhabitants&year=2020&year=2019"
    )
    values = {(value["place"], value["year"], value["indicator"]): value for value in found["values"]}
    assert len(values) == found["page"]["total"] == 8
    assert values["WK051839", 2019, "youth_care_share"] == {
        "place": "WK051839",
        "year": 2019,
        "indicator": "youth_care_share",
        "status": "number",
        "number": 21.2,
        "coverage": None,
        "reason": None,
        "isEstimate": False,
        "releases": ["84583NED-2019"],
    }
    told = {release["release"] for release in found["releases"]}
    assert told == {release for value in found["values"] for release in value["releases"]}
    assert {(place["key"], place["year"]) for place in found["places"]} == {key[:2] for key in values}
    assert [indicator["code"] for indicator in found["indicators"]] == ["youth_care_share", "inhabitants"]
    assert (found["absent"], found["asOf"]) == ([], None)


async def test_the_figures_are_those_of_the_profile(hague: Profiles) -> None:
    profile = await hague.client().region_profile("WK051830", 2019)
    found = await ask(hague, "region=WK051830&year=2019&pageSize=2000")
    shown = {value["indicator"]: (value["status"], value["number"]) for value in found["values"]}
    assert shown == {
        figure.indicator.code: (
            figure.region.status,
            None if figure.region.number is None else float(figure.region.number),
        )
        for figure in profile.figures
    }


async def test_a_computed_figure_names_the_release_of_both_its_parts(hague: Profiles) -> None:
    found = await ask(hague, "region=GM0518&indicator=youth_care_per_1000&year=2019")
    assert found["values"][0]["releases"] == ["84583NED-2019"]


async def test_areas_stand_between_regions_with_what_they_rest_on(hague: Profiles) -> None:
    areas = (await hague.client().municipality(2019)).areas
    profile = await hague.client().area_profile(areas[0].id, 2019)
    found = await ask(hague, f"area={areas[0].id}&region=GM0518&indicator=young_people_0_14&year=2019")
    of_region, of_area = found["values"]
    assert (of_region["place"], of_area["place"]) == ("GM0518", areas[0].id)
    children = next(figure for figure in profile.figures if figure.indicator.code == "young_people_0_14")
    assert of_area["number"] == children.area.number
    assert found["places"][1]["level"] == "area"


async def test_a_place_that_is_not_there_in_a_year_is_named_and_gets_no_figure(hague: Profiles) -> None:
    found = await ask(hague, "region=WK190103&region=GM0518&indicator=inhabitants&year=2019&year=2020")
    assert found["absent"] == [{"key": "WK190103", "year": 2019}]
    assert [(value["place"], value["year"]) for value in found["values"]] == [
        ("GM0518", 2019),
        ("WK190103", 2020),
        ("GM0518", 2020),
    ]


async def test_all_districts_of_a_municipality_in_pages_in_as_many_statements_as_one(hague: Profiles) -> None:
    one = "region=WK051830&year=2019&theme=youth_care"
    many = "within=GM0518&level=district&year=2019&theme=youth_care&pageSize=30"
    await ask(hague, one)
    with statements(hague.app) as for_one:
        await ask(hague, one)
    with statements(hague.app) as for_many:
        first = await ask(hague, many)
    # One more looks whether the municipality is known.
    assert len(for_many) == len(for_one) + 1 <= 6
    seen, page = list(first["values"]), first
    async with hague.http() as http:
        while address := page["page"]["links"]["next"]:
            page = (await http.get(address)).json()
            seen += page["values"]
    keys = [(value["place"], value["indicator"]) for value in seen]
    assert len(keys) == len(set(keys)) == first["page"]["total"] == 44 * len({code for _, code in keys})


async def test_a_district_holds_its_neighbourhoods(hague: Profiles) -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT | {"BU03440111": ("Welgelegen", 800, 100, 90, None)}))
        found = await ask(profiles, "within=WK034401&level=neighbourhood&year=2020&indicator=inhabitants")
    assert [(value["place"], value["number"]) for value in found["values"]] == [("BU03440111", 800)]


async def test_as_published_on_a_date_between_two_releases_and_before_the_first() -> None:
    later = UTRECHT | {"WK034401": ("Wijk 01 West", 29_005, 5_000, 3_000, 120)}
    query = "region=WK034401&indicator=inhabitants&indicator=youth_care_count&year=2023"
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, replace(a_table(UTRECHT, year=2023), modified=date(2024, 1, 1)))
        await bring_in(profiles, replace(a_table(later, year=2023), modified=date(2025, 1, 1)))
        now, between, on_the_day, before = [
            await ask(profiles, query + as_of)
            for as_of in ("", "&asOf=2024-12-31", "&asOf=2025-01-01", "&asOf=2023-12-31")
        ]
    shown = [[(value["status"], value["number"]) for value in found["values"]] for found in (now, between, before)]
    assert shown[0] == [("number", 29_005), ("number", 120)]
    assert shown[1] == [("number", 29_000), ("not_published", None)]
    assert shown[2] == [("not_published", None), ("not_published", None)]
    assert on_the_day["values"] == now["values"]
    assert [release["publishedOn"] for release in between["releases"]] == ["2024-01-01"]
    assert (before["releases"], before["asOf"]) == ([], "2023-12-31")


async def test_as_csv_each_line_has_its_source(hague: Profiles) -> None:
    async with hague.http() as http:
        answer = await http.get(
            "/v1/values?within=GM0518&level=district&year=2019&theme=youth_care&pageSize=50",
            headers={"Accept": "text/csv"},
        )
        as_json = await http.get("/v1/values?within=GM0518&level=district&year=2019&theme=youth_care&pageSize=50")
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'rel="next"' in answer.headers["link"]
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["etag"] != as_json.headers["etag"]
    assert len(lines) == 50
    assert all(line["source"].startswith("Bron: CBS") and line["licence"] for line in lines if line["releases"])
    assert [(line["place"], line["status"]) for line in lines] == [
        (value["place"], value["status"]) for value in as_json.json()["values"]
    ]


async def test_a_name_that_looks_like_a_formula_is_none_in_a_spreadsheet(hague: Profiles) -> None:
    owner = await asyncpg.connect(hague.urls.owner)
    await owner.execute("UPDATE regions SET name = '=1+1' WHERE code = 'WK051830'")
    await owner.close()
    async with hague.http() as http:
        answer = await http.get(
            "/v1/values?region=WK051830&year=2019&indicator=inhabitants", headers={"Accept": "text/csv"}
        )
    assert next(csv.DictReader(io.StringIO(answer.text)))["name"] == "'=1+1"


async def test_trap_2_every_kind_of_no_number_is_the_same_in_json_and_in_csv(hague: Profiles) -> None:
    """A number, not published, withheld, missing, not applicable and too small: never an empty cell alone."""
    await as_owner(
        hague.urls.owner,
        "UPDATE region_values SET status = 'withheld', number = NULL WHERE indicator_number ="
        " (SELECT number FROM indicators WHERE code = 'inhabitants') AND region_number ="
        " (SELECT number FROM regions WHERE code = 'WK051830' AND year = 2019)",
    )
    areas = "".join(f"&area={area.id}" for area in (await hague.client().municipality(2019)).areas[:2])
    query = f"/v1/values?year=2019&year=2020&level=district&within=GM0518{areas}&pageSize=20000"
    async with hague.http() as http:
        as_json = (await http.get(query)).json()["values"]
        text = (await http.get(query, headers={"Accept": "text/csv"})).text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {value["status"] for value in as_json} == {
        *("number", "not_published", "withheld", "missing", "not_applicable", "too_small")
    }
    assert {value["reason"] for value in as_json} > {None}
    told = ("place", "indicator", "status", "reason")
    assert [[line[name] for name in told] for line in lines] == [
        [value[name] or "" for name in told] for value in as_json
    ]
    assert [bool(line["number"]) for line in lines] == [value["status"] == "number" for value in as_json]


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        ("year=2019&indicator=inhabitants", 400, "places-needed"),
        ("year=2019&level=neighbourhood", 400, "within-needed"),
        ("year=2019&region=WK999999", 404, "unknown-region"),
        ("year=2019&level=district&within=GM9999", 404, "unknown-region"),
        ("year=2019&area=nergens", 404, "unknown-area"),
        ("year=2019&region=GM0518&indicator=luck", 404, "unknown-indicator"),
        ("year=2019&region=GM0518&theme=luck", 404, "unknown-theme"),
        ("region=GM0518", 400, "invalid"),
        ("year=1999&region=GM0518", 400, "invalid"),
        ("year=2019&region=den%20haag", 400, "invalid"),
        ("year=2019&region=GM0518&asOf=gisteren", 400, "invalid"),
        ("year=2019&region=GM0518&pageSize=20001", 400, "invalid"),
        ("year=2019&region=GM0518" + "&indicator=inhabitants" * 301, 400, "invalid"),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_the_reason(
    hague: Profiles, query: str, status: int, slug: str
) -> None:
    refused = await ask(hague, query, status)
    assert refused["slug"] == slug
    assert refused["detail"]


async def test_after_an_import_figures_come_from_the_index_alone(hague: Profiles) -> None:
    async with hague.app.state.database.reading() as session:
        await tidy(session)
    with statements(hague.app) as asked:
        await ask(hague, "within=GM0518&level=district&year=2019&indicator=inhabitants&indicator=youth_care_share")
    statement, parameters = next(found for found in asked if "FROM region_values" in found[0])
    owner = await asyncpg.connect(hague.urls.owner)
    plan = "\n".join(row[0] for row in await owner.fetch(f"EXPLAIN (ANALYZE) {statement}", *parameters))
    await owner.close()
    assert "Index Only Scan using pk_region_values" in plan
    assert "Heap Fetches: 0" in plan


async def test_the_command_that_imports_leaves_the_tables_tidy(
    hague: Profiles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "84799NED_TypedDataSet_2020.csv"
    file.write_text("ID,WijkenEnBuurten,Gemeentenaam_1,Title,AantalInwoners_5\n0,GM0344,Utrecht,Utrecht,357597\n")
    monkeypatch.setenv("PROFILES_DATABASE_URL", hague.urls.app)
    options = Namespace(file=file, table="84799NED", year=2020, report=None)
    assert await asyncio.to_thread(import_cbs, options, RunSettings()) == 0
    assert "Imported as" in capsys.readouterr().out
    owner = await asyncpg.connect(hague.urls.owner)
    tidied = await owner.fetch(
        "SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL AND last_analyze IS NOT NULL"
    )
    await owner.close()
    assert {"region_values", "release_columns", "regions"} <= {row[0] for row in tidied}
