"""The page docs/api.md runs and answers what it says; the examples in the description are what they stand for."""

import csv
import io
import shlex
from datetime import date
from pathlib import Path

import pytest

from services.profiles.api.examples import REGIONS, VALUES, VALUES_CSV
from services.profiles.api.values_csv import HEADER
from services.profiles.contract.regions import RegionPage
from services.profiles.contract.values import ValuesPage
from tests.support.profiles import profiles_of

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
ADDRESS = "http://localhost:8001"


def worked_examples() -> list[list[str]]:
    """The lines of each block that begins with a command."""
    blocks = PAGE.read_text().split("```")[1::2]
    return [block.strip().splitlines() for block in blocks if block.strip().startswith("$ curl")]


@pytest.mark.parametrize("block", worked_examples(), ids=lambda block: str(block[0][-40:]))
async def test_what_the_page_shows_is_what_comes(block: list[str]) -> None:
    command, *shown = block
    words = shlex.split(command.removeprefix("$ curl"))
    headers = dict([words[1].split(": ")]) if words[0] == "-H" else {}
    async with profiles_of("GM0014") as profiles, profiles.http() as http:
        answer = await http.get(words[-1].removeprefix(ADDRESS), headers=headers)
    assert answer.status_code == 200
    assert [line for line in shown if line not in answer.text] == []


def test_the_page_has_its_examples() -> None:
    assert len(worked_examples()) == 4


def test_the_examples_of_the_description_are_answers() -> None:
    assert RegionPage.model_validate(REGIONS).model_dump(mode="json", by_alias=True) == REGIONS
    assert ValuesPage.model_validate(VALUES).model_dump(mode="json", by_alias=True) == VALUES
    assert [len(line) for line in csv.reader(io.StringIO(VALUES_CSV))] == [len(HEADER)] * 2


async def test_the_typed_client_asks_the_same() -> None:
    async with profiles_of("GM0014") as profiles:
        client = profiles.client()
        regions = await client.regions(2020, level="district", municipality="GM0014", page_size=5)
        codes = [region.code for region in regions.regions]
        values = await client.values([2020], regions=codes, indicators=["inhabitants"], as_of=date(2021, 3, 26))
    assert (len(codes), regions.page.total) == (5, 20)
    assert [(value.place, value.status) for value in values.values] == [(code, "number") for code in codes]
