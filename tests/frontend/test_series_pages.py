"""A figure over time at its page: what is said, drawn, and taken along."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from services.monitoring.contract.models import KpiDefinition
from tests.support.office import somebody
from tests.support.series import a_partner_with
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
# C5 of the oracle file: ordinary, and from the twelfth number on far higher.
C5 = (41, 38, 44, 40, 37, 43, 39, 42, 45, 41, 38, 61, 52, 53, 54, 55)
SMALL = (9, 3, 2, 7, 8, 6, 9, 7, 6, 8, 9, 6)
CHOSEN = "?van=2017-Q1&tot=2019-Q3"


def waiting(unit: str = "families") -> KpiDefinition:
    return KpiDefinition(
        code="waiting",
        name="Gezinnen die wachten",
        definition="Gezinnen die langer dan vier weken wachten.",
        unit=unit,  # type: ignore[arg-type]
        direction="lower_is_better",
        by_area=False,
        target=Decimal(30),
        hard_limit=Decimal(43),
    )


async def a_page(world: World, values: tuple[int, ...]) -> str:
    world.clock.set(datetime(2021, 2, 1, 9, tzinfo=UTC))
    partner_id: UUID = await a_partner_with(world, waiting(), values)
    return f"/{2016 - (-len(values) // 4)}/partners/{partner_id}/cijfers/waiting"


async def test_the_page_says_what_is_a_signal_and_what_was_agreed(world: World) -> None:
    where = await a_page(world, C5)
    async with somebody(world) as anybody:
        page = await anybody.visit(where + CHOSEN)
    page.must_say(
        "4e kwartaal 2020: 55. Dat is een signaal: hoger dan toeval verklaart (de verkeerde kant op).",
        "Het doel van 30 wordt zo niet gehaald.",
        "De grens is hooguit 43. Overschreden in: 3e kwartaal 2017,",
        "Een grens is een afspraak en geen statistiek.",
        "De lijnen komen uit 11 cijfers, van 1e kwartaal 2017 tot en met 3e kwartaal 2019.",
        "De lijnen zijn nog voorlopig.",
        "Gezinnen die langer dan vier weken wachten.",
        "versie van de afspraak",
        "30,4 – 51,1",
    )


async def test_the_partners_page_leads_to_it_and_back(world: World) -> None:
    where = await a_page(world, C5)
    async with somebody(world) as anybody:
        page = await anybody.visit(where.partition("/cijfers")[0])
        assert page.link("/cijfers/waiting") == where
        assert (await anybody.visit(where)).link("/partners/")


async def test_the_files_have_every_period_with_its_lines_and_signals(world: World) -> None:
    where = await a_page(world, C5)
    async with somebody(world) as anybody:
        table = (await anybody.fetch(f"{where}.csv{CHOSEN}")).text
        whole = json.loads((await anybody.fetch(f"{where}.json{CHOSEN}")).text)
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len(C5) + 1
    lines = ["30,35", "40,73", "51,1"]
    assert rows[12][3:-1] == ["2019-Q4", "number", "61", "", "", *lines, "outside:high", "crossed"]
    assert [point["number"] for point in whole["points"]] == list(C5)


async def test_small_numbers_are_seen_by_the_municipality_only(world: World) -> None:
    where = await a_page(world, SMALL)
    async with somebody(world) as anybody:
        page = await anybody.visit(where)
        table = (await anybody.fetch(f"{where}.csv")).text
    page.must_say("te klein om te tonen", "Het hele jaar bij elkaar: 2017: 21.", "tellen hier niet mee. Dat zijn er 2.")
    assert table.count("too_small;;") == 2
    async with somebody(world, "beleidsmedewerker") as officer:
        full = await officer.visit(where)
    assert "te klein om te tonen" not in full.words


async def test_a_baseline_that_is_none_is_said_so_above_the_usual_one(world: World) -> None:
    where = await a_page(world, SMALL)
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{where}?van=2019-Q1&tot=2017-Q1")
    assert page.status == 400
    page.must_say("Kies twee periodes van dit cijfer", "Het verloop")


async def test_a_figure_that_was_not_agreed_is_not_found(world: World) -> None:
    where = await a_page(world, (5, 6, 7, 8))
    async with somebody(world) as anybody:
        assert (await anybody.visit(where.replace("waiting", "nothing"))).status == 404


async def test_with_few_numbers_it_says_from_when_there_is_more_to_say(world: World) -> None:
    where = await a_page(world, (50, 60, 70, 80))
    async with somebody(world) as anybody:
        page = await anybody.visit(where)
        drawn = (await anybody.fetch(where)).text
    page.must_say("4e kwartaal 2017: 80. Nog te weinig om iets te zeggen. Vanaf zes cijfers")
    assert "Grafiek van Gezinnen die wachten" in drawn


async def test_one_number_is_said_and_not_drawn(world: World) -> None:
    where = await a_page(world, (50,))
    async with somebody(world) as anybody:
        page = await anybody.visit(where)
        drawn = (await anybody.fetch(where)).text
    page.must_say(
        "1e kwartaal 2017: 50. Nog te weinig om iets te zeggen.", "Vanaf twee cijfers tekenen we het verloop."
    )
    assert "Grafiek van" not in drawn
