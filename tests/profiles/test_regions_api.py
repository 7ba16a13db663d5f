"""The regions of a year as a list: filtered, in pages, with what is known of each."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def hague() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0518") as profiles:
        yield profiles


async def ask(profiles: Profiles, query: str, status: int = 200) -> Any:
    async with profiles.http() as http:
        answer = await http.get(f"/v1/regions?{query}")
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_the_districts_of_a_municipality_by_code_with_all_that_is_known(hague: Profiles) -> None:
    found = await ask(hague, "year=2020&level=district&municipality=GM0518")
    codes = [region["code"] for region in found["regions"]]
    assert (found["year"], found["page"]["total"], codes) == (2020, 44, sorted(codes))
    assert found["regions"][0] == {
        "code": "WK051801",
        "name": "Wijk 01 Oostduinen",
        "level": "district",
        "parent": "GM0518",
        "municipality": "GM0518",
        "year": 2020,
        "change": "none",
        "hasOutline": False,
    }
    of_2019 = await ask(hague, "year=2019&level=district&municipality=GM0518")
    assert all(region["hasOutline"] for region in of_2019["regions"])


async def test_pages_follow_each_other_by_their_links_and_miss_nothing(hague: Profiles) -> None:
    seen, address = [], "/v1/regions?year=2020&municipality=GM0518&level=district&pageSize=20"
    first = address
    async with hague.http() as http:
        while address:
            page = (await http.get(address)).json()
            assert page["page"]["total"] == 44
            seen += [region["code"] for region in page["regions"]]
            address = page["page"]["links"]["next"]
        last = (await http.get(page["page"]["links"]["last"])).json()
        before = (await http.get(page["page"]["links"]["previous"])).json()
        start = (await http.get(first)).json()
    assert len(seen) == len(set(seen)) == 44
    assert (last["page"]["number"], before["page"]["number"]) == (3, 2)
    assert start["page"]["links"]["previous"] is None
    assert "municipality=GM0518" in start["page"]["links"]["next"]


async def test_a_page_after_the_last_is_empty_and_leads_back(hague: Profiles) -> None:
    found = await ask(hague, "year=2020&municipality=GM0518&level=district&page=9")
    assert (found["regions"], found["page"]["links"]["next"]) == ([], None)
    assert "page=1" in found["page"]["links"]["previous"]


async def test_words_in_the_name_and_what_lies_below_a_region(hague: Profiles) -> None:
    named = await ask(hague, "year=2020&name=OOST%20duinen&level=district")
    below = await ask(hague, "year=2020&parent=NL00")
    assert [region["name"] for region in named["regions"]] == ["Wijk 01 Oostduinen"]
    assert {region["level"] for region in below["regions"]} == {"municipality"}
    assert (await ask(hague, "year=2020&name=%25"))["regions"] == []


async def test_a_year_without_figures_is_answered_by_the_newest_before_it(hague: Profiles) -> None:
    assert (await ask(hague, "year=2030&level=country"))["year"] == (await ask(hague, "year=2029&level=country"))[
        "year"
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("level=district", "year"),
        ("year=2020&level=street", "level"),
        ("year=2020&municipality=Den%20Haag", "municipality"),
        ("year=2020&parent=x", "parent"),
        ("year=2020&page=0", "page"),
        ("year=2020&pageSize=1001", "pageSize"),
        ("year=2020&name=%20", "name"),
    ],
)
async def test_what_cannot_be_asked_is_refused_at_its_field(hague: Profiles, query: str, field: str) -> None:
    refused = await ask(hague, query, 400)
    assert [error["field"] for error in refused["errors"]] == [field]


async def test_before_anything_was_imported_there_are_no_regions() -> None:
    async with profiles_of(loaded=False) as profiles:
        assert (await ask(profiles, "year=2020", 404))["slug"] == "no-figures"
