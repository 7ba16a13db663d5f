"""Places side by side: figures with verdicts that carry chance, rounding, small numbers and how many were compared."""

from collections import Counter
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from services.profiles.contract.comparisons import ComparedIndicator, Comparison, VerdictView
from services.profiles.contract.models import ValueView
from services.profiles.contract.refusals import (
    TooManyPlaces,
    UnknownArea,
    UnknownIndicator,
    UnknownRegion,
    UnknownTheme,
)
from tests.support.profiles import Profiles, profiles_of

CARE = "youth_care_per_1000"


@pytest_asyncio.fixture
async def hague() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0518") as profiles:
        yield profiles


def figure(comparison: Comparison, code: str) -> ComparedIndicator:
    return next(found for found in comparison.figures if found.indicator.code == code)


def beside(found: ComparedIndicator, against: str, place: int = 0) -> VerdictView:
    return next(verdict for verdict in found.places[place].verdicts if verdict.against == against)


async def test_a_district_is_judged_beside_municipality_and_country(hague: Profiles) -> None:
    comparison = await hague.client().compare(["WK051830"], 2019, indicators=[CARE])
    found = figure(comparison, CARE)
    assert comparison.year == 2019
    assert comparison.places[0].municipality_name == "'s-Gravenhage"
    assert {verdict.against for verdict in found.places[0].verdicts} == {"municipality", "country"}
    judged = beside(found, "municipality")
    assert judged.interval is not None
    assert found.places[0].value.number is not None
    assert judged.interval.low <= found.places[0].value.number <= judged.interval.high
    assert judged.compared == len(found.others) == 44


async def test_trap_5_the_highest_share_of_few_people_is_not_called_higher(hague: Profiles) -> None:
    districts = (await hague.client().region_profile("GM0518", 2019)).children
    binckhorst = next(district.code for district in districts if "Binckhorst" in district.name)
    found = figure(await hague.client().compare([binckhorst], 2019, indicators=[CARE]), CARE)
    assert beside(found, "municipality").kind != "clearly_higher"


async def test_some_districts_of_the_hague_are_clearly_higher_and_some_lower(hague: Profiles) -> None:
    judged = await hague.client().indicator_places(CARE, 2019, "district")
    kinds = {place.figure.verdicts[0].kind for place in judged.places}
    assert (len(judged.places), judged.municipality_name) == (44, "'s-Gravenhage")
    assert {"clearly_higher", "clearly_lower"} <= kinds
    assert kinds & {"no_clear_difference", "undecided_rounding", "too_small", "no_figure"}


async def test_each_verdict_tells_the_difference_it_is_about_and_between_which_values_that_lies(
    hague: Profiles,
) -> None:
    judged = await hague.client().indicator_places(CARE, 2019, "district")
    told = [(place.figure.value.number, verdict) for place in judged.places for verdict in place.figure.verdicts]
    assert {verdict.kind for _, verdict in told} >= {"clearly_higher", "clearly_lower", "undecided_rounding"}
    for number, verdict in told:
        around, by_rounding = verdict.difference_interval, verdict.difference_by_rounding
        assert (around is None) == (verdict.kind == "no_figure")
        assert (by_rounding is not None) == (verdict.kind == "undecided_rounding")
        if verdict.difference is None or around is None:
            assert verdict.reason is not None
            continue
        assert number is not None
        assert verdict.reference is not None
        assert abs(number - verdict.reference - verdict.difference) <= Decimal("0.6")  # The figure is told whole.
        assert around.low < verdict.difference < around.high
        if verdict.kind.startswith("clearly"):
            assert around.low > 0 or around.high < 0
        if by_rounding is not None:
            assert around.low < by_rounding.low < verdict.difference < by_rounding.high < around.high


async def test_an_average_gets_no_verdict_and_says_why(hague: Profiles) -> None:
    found = figure(
        await hague.client().compare(["WK051830"], 2019, indicators=["average_home_value"]), "average_home_value"
    )
    judged = beside(found, "country")
    assert (judged.kind, judged.reason) == ("no_figure", "not_a_proportion")
    assert (judged.difference, judged.difference_interval) == (None, None)


async def test_a_published_percentage_is_an_approximation_and_says_so(hague: Profiles) -> None:
    found = figure(
        await hague.client().compare(["WK051830"], 2019, indicators=["social_minimum_share"]), "social_minimum_share"
    )
    assert beside(found, "municipality").is_approximation


async def test_a_theme_that_is_not_there_is_refused(hague: Profiles) -> None:
    with pytest.raises(UnknownTheme):
        await hague.client().compare(["WK051830"], 2019, theme="luck")


async def test_areas_and_regions_stand_side_by_side(hague: Profiles) -> None:
    areas = (await hague.client().municipality(2019)).areas
    comparison = await hague.client().compare(
        [areas[0].id, areas[1].id, "WK051830", "GM0518"], 2019, theme="youth_care"
    )
    assert [place.level for place in comparison.places] == ["area", "area", "district", "municipality"]
    assert {found.indicator.theme for found in comparison.figures} == {"youth_care"}
    assert len(figure(comparison, CARE).others) == len(areas)
    assert [verdict.against for verdict in figure(comparison, CARE).places[3].verdicts] == ["country"]


async def test_what_is_not_published_gets_no_verdict() -> None:
    async with profiles_of("GM0014") as groningen:
        found = figure(await groningen.client().compare(["oosterparkwijk"], 2020, indicators=[CARE]), CARE)
    assert found.places[0].value == ValueView(status="not_published")
    assert {verdict.kind for verdict in found.places[0].verdicts} == {"no_figure"}


async def test_five_places_unknown_places_and_unknown_indicators_are_refused(hague: Profiles) -> None:
    client = hague.client()
    with pytest.raises(TooManyPlaces):
        await client.compare(["GM0518"] * 5, 2019)
    with pytest.raises(UnknownArea):
        await client.compare(["nergens"], 2019)
    with pytest.raises(UnknownRegion):
        await client.compare(["WK999999"], 2019)
    with pytest.raises(UnknownIndicator):
        await client.compare(["GM0518"], 2019, indicators=["geluk"])


async def test_one_indicator_for_all_areas_says_the_same_as_the_area_by_itself(hague: Profiles) -> None:
    judged = await hague.client().indicator_places(CARE, 2019)
    area = judged.places[0]
    alone = figure(await hague.client().compare([area.key], 2019, indicators=[CARE]), CARE)
    assert area.figure == alone.places[0]
    assert (judged.municipality_value, judged.country_value) == (alone.municipality, alone.country)


async def test_trap_3_districts_are_judged_beside_all_districts_when_people_are_in_none(hague: Profiles) -> None:
    judged = await hague.client().indicator_places(CARE, 2019, "district")
    verdicts = [place.figure.verdicts[0] for place in judged.places]
    assert {verdict.reference_of for verdict in verdicts} == {"parts"}
    assert {verdict.unplaced for verdict in verdicts} == {Decimal("0.074")}
    assert judged.municipality_value.number is not None
    assert verdicts[0].reference is not None
    assert verdicts[0].reference < judged.municipality_value.number
    kinds = Counter(verdict.kind for verdict in verdicts)
    assert (kinds["clearly_lower"], kinds["clearly_higher"]) == (6, 8)


async def test_where_everybody_has_a_district_the_municipality_is_the_reference(hague: Profiles) -> None:
    found = figure(await hague.client().compare(["WK051830"], 2020, indicators=["divorced_share"]), "divorced_share")
    assert [verdict.reference_of for verdict in found.places[0].verdicts] == ["municipality", "country"]


async def test_the_whole_catalogue_comes_in_pages_each_kept_for_the_next_visitor(
    hague: Profiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, kept = hague.app.state.keeper, list[Any]()
    keep = keeper.keep

    async def noting(version: int, key: Any, *read: Any) -> Any:
        kept.append(key)
        return await keep(version, key, *read)

    monkeypatch.setattr(keeper, "keep", noting)
    codes = [indicator.code for indicator in await hague.client().indicators()]
    asked = "/v1/comparisons?place=WK051830&year=2019"
    async with hague.http() as http:
        first = (await http.get(asked)).json()
        second = (await http.get(first["page"]["links"]["next"])).json()
        most = await http.get(asked + "&pageSize=41")
    told = [found["indicator"]["code"] for page in (first, second) for found in page["figures"]]
    assert (len(codes) > 40, told, first["page"]["total"]) == (True, codes[:80], len(codes))
    assert (most.status_code, most.json()["errors"][0]["field"]) == (400, "pageSize")
    assert [key[-1].number for key in kept if key[0] == "places"] == [1, 2]


async def test_the_client_puts_the_pages_together_and_all_are_of_one_year(hague: Profiles) -> None:
    whole = await hague.client().compare(["WK051830"], 2020)
    assert [found.indicator.code for found in whole.figures] == [row.code for row in await hague.client().indicators()]
    async with hague.http() as http:
        pages = [
            (await http.get(f"/v1/comparisons?place=WK051830&year=2020&pageSize=20&page={number}")).json()
            for number in range(1, 5)
        ]
    assert {page["year"] for page in pages} == {whole.year}
