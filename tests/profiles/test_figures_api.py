"""What profiles says about areas and regions, from the real figures of the sample."""

from collections.abc import AsyncIterator
from decimal import Decimal

import asyncpg
import pytest

from services.profiles.contract.models import AreaProfile, FigureView, ValueView
from services.profiles.contract.refusals import NoFigures, UnknownArea, UnknownIndicator, UnknownRegion
from tests.support.apps import a_service
from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


def figure_of(profile: AreaProfile, code: str) -> FigureView:
    return next(figure for figure in profile.figures if figure.indicator.code == code)


def number(value: int | str, coverage: int | None = None) -> ValueView:
    return ValueView(status="number", number=Decimal(value), coverage=None if coverage is None else Decimal(coverage))


async def test_the_municipality_has_its_eleven_areas_by_name_and_leaves_no_district_out(groningen: Profiles) -> None:
    municipality = await groningen.client().municipality(2020)
    assert (municipality.code, municipality.name, municipality.figures_year) == ("GM0014", "Groningen", 2020)
    assert len(municipality.areas) == 11
    assert [area.name for area in municipality.areas] == sorted(area.name for area in municipality.areas)
    assert sum(len(area.regions) for area in municipality.areas) == 20
    assert municipality.uncovered == []
    assert municipality.is_example is False
    assert "Voorbeeldindeling" in municipality.grouping_note


async def test_a_year_before_all_figures_is_answered_by_the_oldest_and_the_period_says_so(groningen: Profiles) -> None:
    municipality = await groningen.client().municipality(2019)
    profile = await groningen.client().area_profile("oosterparkwijk", 2019)
    assert (municipality.year, municipality.figures_year, len(municipality.areas)) == (2019, 2020, 11)
    assert profile.area.composed_in == 2020
    assert {figure.source.period for figure in profile.figures} == {2020}
    assert {(figure.municipality_source, figure.country_source) for figure in profile.figures} == {(None, None)}


async def test_an_area_stands_beside_municipality_country_and_all_other_areas(groningen: Profiles) -> None:
    profile = await groningen.client().area_profile("oosterparkwijk", 2020)
    children = figure_of(profile, "young_people_0_14")
    assert profile.area.regions[0].code == "WK001404"
    assert children.area == number(1290)
    assert children.municipality == number(28659)
    assert children.country == number(2726099)
    assert len(children.areas) == 11
    assert children.indicator.unit_label == "mensen"
    assert children.source.attribution == "Bron: CBS, Kerncijfers wijken en buurten 2020"
    assert profile.contact_person is None


async def test_youth_care_is_not_published_for_groningen_in_2020(groningen: Profiles) -> None:
    care = figure_of(await groningen.client().area_profile("haren", 2020), "youth_care_per_1000")
    assert {care.area.status, care.municipality.status, care.country.status} == {"not_published"}
    assert {value.value.status for value in care.areas} == {"not_published"}


async def test_the_children_of_all_areas_are_the_children_of_all_districts(groningen: Profiles) -> None:
    values = await groningen.client(a_service("budget")).indicator_values("young_people_0_14", 2020)
    assert sum(value.value.number or 0 for value in values.values) == 28645
    assert values.municipality == number(28659)
    assert values.source.release == "84799NED-2020-first"
    assert len(values.values) == 11
    assert values.names == {"nl": "Kinderen van 0 tot 15 jaar", "en": "Children aged 0 to 14"}


async def test_every_area_has_a_shape_in_the_netherlands(groningen: Profiles) -> None:
    area_map = await groningen.client().area_map(2020)
    municipality = await groningen.client().municipality(2020)
    assert {shape.area_id for shape in area_map.shapes} == {area.id for area in municipality.areas}
    points = [point for shape in area_map.shapes for polygon in shape.polygons for ring in polygon for point in ring]
    assert all(6 < longitude < 7 and 53 < latitude < 54 for longitude, latitude in points)
    assert "CBS wijkkaart" in area_map.source


async def test_what_groningen_lacks_is_there_for_the_hague(groningen: Profiles) -> None:
    others = await groningen.client().comparison_municipalities()
    hague = next(other for other in others if other.code == "GM0518")
    assert (hague.years, len(others)) == ([2019, 2020], 4)
    profile = await groningen.client().region_profile("GM0518", 2019)
    care = {figure.indicator.code: figure for figure in profile.figures}
    assert care["youth_care_count"].region == number(15595)
    assert care["youth_care_count"].country == number(437345)
    assert care["youth_care_share"].region == number("10.8")
    assert (profile.level, profile.year, len(profile.children)) == ("municipality", 2019, 44)
    binckhorst = await groningen.client().region_profile("WK051839", 2019)
    assert binckhorst.name == "Wijk 39 Binckhorst"
    assert next(f for f in binckhorst.figures if f.indicator.code == "youth_care_share").region == number("21.2")


async def test_the_catalogue_and_notes_are_in_the_readers_language(groningen: Profiles) -> None:
    async with groningen.http() as http:
        dutch = (await http.get("/v1/indicators")).json()
        english = (await http.get("/v1/indicators", headers={"Accept-Language": "en"})).json()
    care = {language: next(i for i in found if i["code"] == "youth_care_per_1000") for language, found in
            (("nl", dutch), ("en", english))}  # fmt: skip
    assert len(dutch) == len(english) == 145
    assert care["nl"]["unitLabel"] == "per 1.000"
    assert care["en"]["unitLabel"] == "per 1,000"
    assert care["en"]["formula"].endswith("× 1000")
    assert all(i["name"] and i["definition"] and i["unitLabel"] and i["roundingNote"] for i in dutch + english)


async def test_public_figures_may_be_kept_for_a_minute_and_are_not_sent_twice(groningen: Profiles) -> None:
    async with groningen.http() as http:
        first = await http.get("/v1/municipality?year=2020")
        again = await http.get("/v1/municipality?year=2020", headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Accept-Language" in first.headers["Vary"]
    assert again.status_code == 304


@pytest.mark.parametrize(("language", "words"), [("nl", "kennen we niet"), ("en", "do not know the area")])
async def test_an_unknown_area_is_a_problem_in_the_readers_language(
    groningen: Profiles, language: str, words: str
) -> None:
    async with groningen.http() as http:
        answer = await http.get("/v1/areas/atlantis/profile?year=2020", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["slug"] == "unknown-area"
    assert words in answer.json()["detail"]


async def test_what_is_not_there_is_refused_with_its_own_class(groningen: Profiles) -> None:
    with pytest.raises(UnknownArea):
        await groningen.client().area_profile("atlantis", 2020)
    with pytest.raises(UnknownIndicator):
        await groningen.client().indicator_values("happiness", 2020)
    with pytest.raises(UnknownRegion):
        await groningen.client().region_profile("GM9999", 2020)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/municipality",
        "/v1/municipality?year=abc",
        "/v1/municipality?year=1850",
        "/v1/areas/haren/profile?year=99999999999999999999",
        "/v1/areas/H%C3%A1ren/profile?year=2020",
        "/v1/regions/GM%00/profile?year=2020",
    ],
)
async def test_input_that_cannot_be_right_is_a_400_that_says_what(groningen: Profiles, path: str) -> None:
    async with groningen.http() as http:
        answer = await http.get(path)
    assert answer.status_code == 400
    assert answer.json()["errors"]


async def test_without_an_import_every_page_says_how_to_get_figures() -> None:
    async with profiles_of(loaded=False) as profiles:
        with pytest.raises(NoFigures, match="voorveld import cbs"):
            await profiles.client().municipality(2020)
        with pytest.raises(NoFigures):
            await profiles.client().indicators()


async def test_bodegraven_noord_and_centrum_is_one_area_of_two_districts() -> None:
    async with profiles_of("GM1901") as profiles:
        profile = await profiles.client().area_profile("bodegraven-noord-en-centrum", 2020)
        parts = [await profiles.client().region_profile(code, 2020) for code in ("WK190101", "WK190102")]
    children = [next(f for f in part.figures if f.indicator.code == "young_people_0_14").region for part in parts]
    assert [region.code for region in profile.area.regions] == ["WK190101", "WK190102"]
    assert figure_of(profile, "young_people_0_14").area.number == sum(child.number or 0 for child in children) > 0
    assert figure_of(profile, "young_people_0_14").area.coverage == 1


async def test_the_hague_shows_youth_care_of_2019_and_its_outlines_in_2020() -> None:
    async with profiles_of("GM0518") as profiles:
        care = figure_of(await profiles.client().area_profile("laak", 2019), "youth_care_per_1000")
        assert care.municipality == number(98)
        assert care.area.status == "number"
        assert care.source.release == "84583NED-2019"
        assert len((await profiles.client().area_map(2020)).shapes) == 8
        later = figure_of(await profiles.client().area_profile("laak", 2020), "housing_association_share")
        assert (later.source.release, later.area.status) == ("84799NED-2020-later", "number")


async def test_the_hague_in_2020_stands_beside_a_country_of_an_earlier_release() -> None:
    async with profiles_of("GM0518") as profiles:
        area = await profiles.client().area_profile("laak", 2020)
        hague = await profiles.client().region_profile("GM0518", 2020)
        frozen = await profiles.client().indicator_values("young_people_0_14", 2020)
    children, homes, divorced = (
        figure_of(area, code) for code in ("young_people_0_14", "housing_association_share", "divorced_share")
    )
    assert frozen.source.release == children.source.release == "84799NED-2020-later"
    assert children.municipality_source is None
    assert children.country_source is not None
    assert (children.country_source.release, children.country_source.edition) == ("84799NED-2020-first", "first")
    assert (homes.country.status, homes.country_source) == ("not_published", None)
    assert (divorced.source.release, divorced.country_source) == ("84799NED-2020-first", None)
    of_region = {figure.indicator.code: figure for figure in hague.figures}
    assert of_region["young_people_0_14"].country_source == children.country_source
    assert of_region["divorced_share"].country_source is None


async def test_a_municipality_of_a_later_release_than_its_areas_names_its_own_source(groningen: Profiles) -> None:
    await _as_owner(
        groningen,
        "INSERT INTO region_values (release_number, region_number, indicator_number, status, number)"
        " SELECT r.number, g.number, i.number, 'number', 28700 FROM releases r, regions g, indicators i"
        " WHERE (r.id, g.code, g.year, i.code) = ('84799NED-2020-later', 'GM0014', 2020, 'young_people_0_14')",
    )
    children = figure_of(await groningen.client().area_profile("oosterparkwijk", 2020), "young_people_0_14")
    frozen = await groningen.client().indicator_values("young_people_0_14", 2020)
    assert (children.source.release, children.municipality) == ("84799NED-2020-first", number(28700))
    assert children.municipality_source is not None
    assert children.municipality_source.release == "84799NED-2020-later"
    assert children.country_source is None
    assert frozen.source.release == "84799NED-2020-first"


@pytest.mark.parametrize("municipality", ["GM0392", "GM1509"])
async def test_every_municipality_of_the_sample_can_be_home(municipality: str) -> None:
    async with profiles_of(municipality) as profiles:
        home = await profiles.client().municipality(2020)
        assert home.uncovered == []
        assert len((await profiles.client().area_map(2020)).shapes) == len(home.areas)
        for area in home.areas:
            assert (await profiles.client().area_profile(area.id, 2020)).figures


async def test_a_district_that_is_in_no_area_is_named(groningen: Profiles) -> None:
    await _as_owner(groningen, "DELETE FROM area_regions WHERE region_code IN ('WK001404', 'WK001411')")
    await _as_owner(
        groningen,
        "INSERT INTO area_regions (valid_from, regions_year, region_code, area_id)"
        " SELECT year, year, code, 'noordoost' FROM regions WHERE parent = 'WK001411' AND year = 2020",
    )
    municipality = await groningen.client().municipality(2020)
    assert [region.code for region in municipality.uncovered] == ["WK001404"]
    with pytest.raises(UnknownArea):
        await groningen.client().area_profile("oosterparkwijk", 2020)


async def test_a_division_of_a_later_year_leaves_the_earlier_year_as_it_was(groningen: Profiles) -> None:
    copied = "code, 2021, level, name, municipality, parent, 1"
    await _as_owner(
        groningen,
        "INSERT INTO regions (code, year, level, name, municipality, parent, changed)"
        f" SELECT {copied} FROM regions WHERE level = 'district' AND municipality = 'GM0014' AND year = 2020",
    )
    await _as_owner(groningen, "UPDATE regions SET name = 'Elders' WHERE code = 'WK001404' AND year = 2021")
    for statement in (
        "INSERT INTO area_divisions VALUES (2021, 2021, 2, 'somebody', now())",
        "INSERT INTO division_areas VALUES (2021, 'haren', 'Alles')",
        "INSERT INTO area_regions (valid_from, regions_year, region_code, area_id)"
        " SELECT 2021, 2021, region_code, 'haren' FROM area_regions WHERE valid_from = 2020",
    ):
        await _as_owner(groningen, statement)
    assert len((await groningen.client().municipality(2020)).areas) == 11
    later = await groningen.client().area_profile("haren", 2021)
    assert (later.area.composed_in, len(later.area.regions)) == (2021, 20)
    children = figure_of(later, "young_people_0_14").area
    assert (children.number, children.coverage) == (28645 - 1290, Decimal("0.95"))


async def _as_owner(profiles: Profiles, statement: str) -> None:
    """Change what the service itself has no screen for yet."""
    connection = await asyncpg.connect(profiles.urls.owner)
    await connection.execute(statement)
    await connection.execute("UPDATE installation SET data_version = data_version + 1")
    await connection.close()


async def test_not_published_names_the_release_that_holds_the_place(groningen: Profiles) -> None:
    figures = (await groningen.client().area_profile("oosterparkwijk", 2020)).figures
    sources = {figure.source.release for figure in figures if figure.area.status == "not_published"}
    assert sources == {"84799NED-2020-first"}
