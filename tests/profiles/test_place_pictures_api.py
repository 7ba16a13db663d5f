"""What drawings of places are made of: outlines, funnels, estimates of who can cope, and places that are alike."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
import pytest_asyncio

from services.profiles.contract.refusals import (
    AssumptionsNotRight,
    NoFigureToCompareBy,
    UnknownArea,
    UnknownIndicator,
    UnknownRegion,
)
from tests.support.profiles import Profiles, profiles_of

CARE = "youth_care_per_1000"


@pytest_asyncio.fixture
async def hague() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0518") as profiles:
        yield profiles


@pytest_asyncio.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


async def test_outlines_are_geojson_that_turns_the_right_way_and_may_be_kept(hague: Profiles) -> None:
    async with hague.http() as http:
        answer = await http.get("/v1/borders", params={"year": 2019, "level": "district"})
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"] == "public, max-age=60"
    collection = answer.json()
    assert (collection["type"], len(collection["features"])) == ("FeatureCollection", 44)
    first = collection["features"][0]
    assert first["type"] == "Feature"
    assert first["properties"].keys() == {"code", "name", "level", "year", "source"}
    polygon = first["geometry"]["coordinates"]
    outer = polygon[0] if first["geometry"]["type"] == "Polygon" else polygon[0][0]
    assert outer[0] == outer[-1]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(outer)) > 0


async def test_neighbourhoods_without_outlines_are_an_empty_collection(hague: Profiles) -> None:
    assert (await hague.client().borders(2019, "neighbourhood")).features == []


async def test_outlines_of_municipalities_are_those_of_the_whole_country(groningen: Profiles) -> None:
    found = await groningen.client().borders(2020, "municipality")
    assert {border.properties.code for border in found.features} >= {"GM0014", "GM0392"}
    one = await groningen.client().borders(2020, "municipality", "GM0392")
    assert [(border.id, border.properties.name) for border in one.features] == [("GM0392", "Haarlem")]


async def test_outlines_of_an_unknown_municipality_are_refused(hague: Profiles) -> None:
    with pytest.raises(UnknownRegion):
        await hague.client().borders(2019, "district", "GM9999")


async def test_trap_3_the_funnel_stands_around_all_districts_together(hague: Profiles) -> None:
    funnel = await hague.client().funnel(CARE, 2019, "district")
    assert (funnel.reference_of, float(funnel.reference or 0)) == ("parts", 91.1)
    assert 0.07 < float(funnel.unplaced or 0) < 0.08
    assert funnel.elsewhere == []


async def test_the_outer_lines_and_the_verdicts_agree_but_for_rounding(hague: Profiles) -> None:
    funnel = await hague.client().funnel(CARE, 2019, "district")
    kinds = {place.key: place.figure.verdicts[0].kind for place in funnel.judged.places}
    assert {kinds[dot.key] for dot in funnel.dots if dot.standing == "inside"}.isdisjoint(
        {"clearly_higher", "clearly_lower"}
    )
    assert {dot.standing for dot in funnel.dots if kinds[dot.key].startswith("clearly")} == {"outside"}


async def test_lines_come_together_as_places_grow_and_reach_the_largest(hague: Profiles) -> None:
    funnel = await hague.client().funnel(CARE, 2019, "district")
    widths = [line.high998 - line.low998 for line in funnel.limits]
    assert widths == sorted(widths, reverse=True)
    assert funnel.limits[-1].people == max(dot.people for dot in funnel.dots)
    for line in funnel.limits:
        assert line.low998 <= line.low95 <= (funnel.reference or 0) <= line.high95 <= line.high998


async def test_what_contradicts_itself_is_no_dot(hague: Profiles) -> None:
    funnel = await hague.client().funnel(CARE, 2019, "district")
    forepark = next(place for place in funnel.judged.places if "Forepark" in place.name)
    assert forepark.figure.value.status == "too_small"
    assert forepark.key not in {dot.key for dot in funnel.dots}


async def test_where_nothing_is_published_the_answer_says_where_it_is(groningen: Profiles) -> None:
    funnel = await groningen.client().funnel(CARE, 2020)
    assert (funnel.dots, funnel.limits, funnel.reference) == ([], [], None)
    assert [(seen.municipality, seen.year) for seen in funnel.elsewhere] == [("GM0518", 2019)]


async def test_another_municipality_has_no_areas_here_and_so_an_empty_funnel(hague: Profiles) -> None:
    funnel = await hague.client().funnel(CARE, 2021, municipality="GM0014")
    assert (funnel.judged.places, funnel.dots) == ([], [])


async def test_an_estimate_of_who_can_cope_adds_up_and_names_its_assumptions(hague: Profiles) -> None:
    found = await hague.client().coping_estimate("WK051830", 2019)
    assert found.can_cope is not None
    assert found.too_much is not None
    assert found.households.number is not None
    assert 0 < found.too_much.low < found.too_much.high < found.can_cope.low < found.can_cope.high
    # Each household is in one of the two; rounding of the households moves the sum by four at most.
    assert abs(found.can_cope.high + found.too_much.low - found.households.number) <= 5
    assert (found.assumed.around_minimum.low, found.assumed.around_minimum.high) == (25, 40)
    assert found.assumed.source.startswith("CBS")
    assert not found.assumed.is_changed


async def test_other_assumptions_give_another_estimate_and_reversed_ones_are_refused(hague: Profiles) -> None:
    client = hague.client()
    usual = await client.coping_estimate("WK051830", 2019)
    other = await client.coping_estimate("WK051830", 2019, minimum_low=50, minimum_high=60)
    assert other.assumed.is_changed
    assert usual.too_much is not None
    assert other.too_much is not None
    assert other.too_much.low > usual.too_much.low
    with pytest.raises(AssumptionsNotRight):
        await client.coping_estimate("WK051830", 2019, others_low=30, others_high=10)


async def test_without_the_figures_there_is_no_estimate(groningen: Profiles) -> None:
    found = await groningen.client().coping_estimate("oosterparkwijk", 2020)
    if found.around_minimum.number is None:
        assert (found.can_cope, found.too_much) == (None, None)


async def test_alike_are_places_of_the_same_level_with_the_nearest_first(hague: Profiles) -> None:
    found = await hague.client().similar_regions("WK051830", 2019, most=8)
    assert found.level == "district"
    assert "WK051830" not in {place.key for place in found.places}
    distances = [place.distance for place in found.places]
    assert len(distances) == 8
    assert distances == sorted(distances)
    assert found.compared + found.incomplete == 43
    assert all(len(place.values) == len(found.measures) for place in found.places)


async def test_an_area_is_like_other_areas_and_districts_of_its_municipality_and_never_like_its_own_parts(
    hague: Profiles,
) -> None:
    client = hague.client()
    areas = {area.id: area for area in (await client.municipality(2019)).areas}
    for area in list(areas.values())[:3]:
        found = await client.similar_regions(area.id, 2019, most=20)
        own = {region.code for region in area.regions}
        by_themselves = {a.regions[0].code for a in areas.values() if len(a.regions) == 1}
        assert (found.key, found.level, found.year) == (area.id, "area", 2019)
        assert not {place.key for place in found.places} & (own | by_themselves | {area.id})
        assert {place.municipality for place in found.places} == {"GM0518"}
        assert {place.level for place in found.places} <= {"area", "district"}
        assert all((place.key in areas) is (place.level == "area") for place in found.places)
        assert found.compared + found.incomplete == len(areas) - 1 + 44 - len(own | by_themselves)
        distances = [place.distance for place in found.places]
        assert distances == sorted(distances)


async def test_an_areas_likeness_is_measured_as_that_of_districts_and_from_the_figures_it_shows(
    hague: Profiles,
) -> None:
    client = hague.client()
    area = (await client.municipality(2019)).areas[0]
    found, district = await client.similar_regions(area.id, 2019), await client.similar_regions("WK051830", 2019)
    yardstick = {m.indicator.code: (m.middle, m.spread) for m in district.measures}
    assert {m.indicator.code: (m.middle, m.spread) for m in found.measures}.items() <= yardstick.items()
    missing = [(each.indicator.code, each.reason) for each in found.left_out]
    assert missing == [("address_density", "missing_here")]
    shown = await client.compare([area.id], 2019, indicators=[m.indicator.code for m in found.measures])
    assert [m.here.number for m in found.measures] == [f.places[0].value.number for f in shown.figures]
    with pytest.raises(UnknownArea):
        await client.similar_regions("atlantis", 2019)


async def test_care_and_counts_never_make_places_alike(hague: Profiles) -> None:
    client = hague.client()
    usual = await client.similar_regions("WK051830", 2019)
    assert not {"youth_care", "care"} & {measure.indicator.theme for measure in usual.measures}
    for code in (CARE, "inhabitants"):
        with pytest.raises(NoFigureToCompareBy):
            await client.similar_regions("WK051830", 2019, [code])
    with pytest.raises(UnknownIndicator):
        await client.similar_regions("WK051830", 2019, ["geluk"])


async def test_on_fewer_than_three_figures_nothing_is_alike(hague: Profiles) -> None:
    found = await hague.client().similar_regions("WK051830", 2019, ["social_minimum_share", "address_density"])
    assert (found.places, found.least_measures) == ([], 3)


async def test_lines_around_any_rate_serve_a_worked_example(hague: Profiles) -> None:
    lines = await hague.client().funnel_limits(14.5, 3000)
    assert (lines[-1].people, float(lines[-1].low95), float(lines[-1].high998)) == (3000, 10.22, 21.24)
    assert await hague.client().funnel_limits(1000, 3000) == []
