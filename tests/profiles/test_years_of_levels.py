"""A later table of municipalities only: it says nothing of districts, and hides and breaks none of them."""

from collections.abc import AsyncIterator

import pytest

from services.profiles.contract.refusals import PeriodReversed
from tests.profiles.sources.excerpts import needs_shared
from tests.profiles.test_import_statline import KEY_FIGURES, bring_in_file
from tests.profiles.test_import_table import a_table, bring_in
from tests.support.profiles import Profiles, profiles_of

MUNICIPALITIES = {
    "NL00": ("Nederland", 18_044_027, 2_700_000, 2_100_000, None),
    "GM1901": ("Bodegraven-Reeuwijk", 36_000, 6_000, 4_000, None),
}


@pytest.fixture
async def bodegraven() -> AsyncIterator[Profiles]:
    """With 2020 from the sample, and municipalities of 2025."""
    async with profiles_of("GM1901") as profiles:
        report = await bring_in(profiles, a_table(MUNICIPALITIES, year=2025))
        assert report.release == "84799NED-2025-1"
        yield profiles


async def test_the_list_of_places_is_that_of_the_newest_year_with_districts(bodegraven: Profiles) -> None:
    async with profiles_of("GM1901") as untouched:
        before = await untouched.client().places(2025)
    found = await bodegraven.client().places(2025)
    named = await bodegraven.client().places(2025, text="nieuwerbrug")
    assert (found.year, len(found.places)) == (2020, len(before.places))
    assert {place.name for place in named.places} >= {"Nieuwerbrug Noord"}


async def test_a_municipality_still_consists_of_its_districts(bodegraven: Profiles) -> None:
    places = await bodegraven.client().whereabouts("GM1901", 2025)
    profile = await bodegraven.client().region_profile("GM1901", 2025)
    assert (places.year, profile.year) == (2025, 2025)
    assert len(places.below) == len(profile.children) == 9


async def test_the_regions_of_a_level_are_those_of_the_newest_year_that_has_them(bodegraven: Profiles) -> None:
    async with bodegraven.http() as http:
        districts = (await http.get("/v1/regions?year=2025&level=district&municipality=GM1901")).json()
        parts = (await http.get("/v1/regions?year=2025&parent=GM1901")).json()
        municipalities = (await http.get("/v1/regions?year=2025&level=municipality")).json()
        nowhere = (await http.get("/v1/regions?year=2025&level=district&municipality=GM9999")).json()
    assert (districts["year"], len(districts["regions"])) == (2020, 9)
    assert (parts["year"], len(parts["regions"])) == (2020, 9)
    assert (municipalities["year"], len(municipalities["regions"])) == (2025, 1)
    assert nowhere["regions"] == []


async def test_a_district_is_not_said_to_be_gone_in_a_year_of_which_there_are_no_districts(
    bodegraven: Profiles,
) -> None:
    client = bodegraven.client()
    for code in ("WK190102", "WK190103", "BU19010101"):
        series = await client.region_series(code, ["inhabitants"])
        assert [(year.year, year.identity) for year in series.years] == [(2020, "same")], code
    municipality = await client.region_series("GM1901", ["inhabitants"])
    area = await client.area_series("bodegraven-noord-en-centrum", ["inhabitants"])
    assert [year.year for year in municipality.years] == [2020, 2025]
    assert [(year.year, year.identity) for year in area.years] == [(2020, "same")]


async def test_an_area_keeps_its_regions_and_its_year(bodegraven: Profiles) -> None:
    home = await bodegraven.client().municipality(2025)
    places = await bodegraven.client().whereabouts("bodegraven-noord-en-centrum", 2025)
    values = await bodegraven.http().get("/v1/values?year=2025&area=driebruggen&indicator=inhabitants")
    assert (home.figures_year, places.year) == (2020, 2020)
    assert len(places.below) == 2
    assert values.json()["absent"] == [{"key": "driebruggen", "year": 2025}]


async def test_a_district_that_is_not_there_while_others_are_is_still_said_to_be_gone(bodegraven: Profiles) -> None:
    rows = MUNICIPALITIES | {"WK190101": ("Bodegraven Noord", 5_000, 900, 600, None)}
    await bring_in(bodegraven, a_table(rows, year=2026))
    series = await bodegraven.client().region_series("WK190109", ["inhabitants"])
    assert [(year.year, year.identity) for year in series.years] == [(2020, "same"), (2026, "broken")]


async def test_a_period_that_ends_before_it_begins_is_refused(bodegraven: Profiles) -> None:
    for path in ("regions/WK190102", "areas/driebruggen"):
        async with bodegraven.http() as http:
            answer = await http.get(f"/v1/{path}/series?indicator=inhabitants&from=2024&until=2019")
        assert (answer.status_code, answer.json()["slug"]) == (400, PeriodReversed.slug)
        assert "2019" in answer.json()["detail"]


@needs_shared
async def test_the_key_figures_of_municipalities_hide_no_district_of_haarlem() -> None:
    async with profiles_of("GM0392") as profiles:
        before = await profiles.client().places(2025)
        await bring_in_file(profiles, KEY_FIGURES)
        after = await profiles.client().places(2025)
        series = await profiles.client().region_series("WK039201", ["inhabitants"])
        home = await profiles.client().municipality(2025)
    assert after == before
    assert [year.identity for year in series.years] == ["same"]
    assert home.figures_year == 2020
