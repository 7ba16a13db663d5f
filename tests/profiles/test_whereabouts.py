"""Where a place lies, what lies in it, how it is found by name, and how two places differ."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.profiles.contract.comparisons import ComparedIndicator
from services.profiles.contract.refusals import UnknownArea, UnknownRegion
from tests.support.profiles import Profiles, profiles_of

CARE = "youth_care_per_1000"


@pytest_asyncio.fixture
async def hague() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0518") as profiles:
        yield profiles


async def care(hague: Profiles, *places: str) -> ComparedIndicator:
    return (await hague.client().compare(places, 2019, indicators=[CARE])).figures[0]


async def test_a_neighbourhood_lies_in_a_district_a_municipality_and_the_country(hague: Profiles) -> None:
    district = await hague.client().whereabouts("WK051830", 2019)
    found = await hague.client().whereabouts(district.below[0].key, 2019)
    assert [(place.key, place.level) for place in found.above] == [
        ("NL00", "country"),
        ("GM0518", "municipality"),
        ("WK051830", "district"),
    ]
    assert (found.place.level, found.place.municipality_name, found.below) == ("neighbourhood", "'s-Gravenhage", [])
    assert [place.name for place in district.below] == sorted(place.name for place in district.below)


async def test_an_area_lies_in_the_municipality_and_holds_its_districts(hague: Profiles) -> None:
    area = (await hague.client().municipality(2019)).areas[0]
    found = await hague.client().whereabouts(area.id, 2019)
    assert [place.key for place in found.above] == ["NL00", "GM0518"]
    assert {place.key for place in found.below} == {region.code for region in area.regions}


async def test_the_country_holds_the_municipalities(hague: Profiles) -> None:
    found = await hague.client().whereabouts("NL00", 2019)
    assert (found.above, {place.level for place in found.below}) == ([], {"municipality"})


async def test_a_place_nobody_knows_is_refused(hague: Profiles) -> None:
    with pytest.raises(UnknownRegion):
        await hague.client().whereabouts("WK999999", 2019)
    with pytest.raises(UnknownArea):
        await hague.client().whereabouts("nergens", 2019)


async def test_places_to_choose_from_are_those_near_home_and_others_are_found_by_name(hague: Profiles) -> None:
    near = await hague.client().places(2019)
    assert {place.level for place in near.places} == {"area", "country", "municipality", "district", "neighbourhood"}
    assert {place.municipality for place in near.places} == {None, "GM0518"}
    named = (await hague.client().places(2019, "transvaal kwartier")).places
    assert named
    assert all("transvaal" in place.name.casefold() for place in named)
    assert [place.key for place in (await hague.client().places(2019, "wk051842")).places] == ["WK051842"]
    assert (await hague.client().places(2019, "100%_")).places == []


async def test_places_elsewhere_are_of_the_same_year_only(hague: Profiles) -> None:
    assert (await hague.client().places(2019, "Oosterpark")).places == []
    elsewhere = (await hague.client().places(2020, "Oosterpark")).places
    assert {place.municipality_name for place in elsewhere} == {"Groningen"}


async def test_two_districts_beside_each_other_get_a_verdict_of_their_own(hague: Profiles) -> None:
    found = await care(hague, "WK051830", "WK051842", "GM0518")
    apart, inside = found.differences
    assert (apart.place, apart.than, apart.compared) == ("WK051842", "WK051830", 2)
    values = [place.value.number for place in found.places]
    assert apart.kind != "no_figure"
    assert apart.interval is not None
    assert apart.difference is not None
    assert values[0] is not None
    assert values[1] is not None
    assert apart.interval.low <= apart.difference <= apart.interval.high
    assert float(apart.difference) == pytest.approx(float(values[1] - values[0]), abs=1)
    assert (inside.kind, inside.reason) == ("no_figure", "overlapping")


async def test_themes_come_with_their_name(hague: Profiles) -> None:
    themes = (await hague.client().compare(["GM0518"], 2019, indicators=[CARE])).themes
    assert {"code": "youth_care", "label": "Jeugdhulp"} in [theme.model_dump() for theme in themes]
