"""The policy officer divides the municipality from a year on; earlier years stay as they were."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from services.profiles.contract.places import AreaChoice, AreaDivisionView, SaveAreaDivision
from services.profiles.contract.refusals import DivisionNotRight, UnknownArea, YearIsOver
from tests.support.apps import a_person
from tests.support.profiles import Profiles, profiles_of
from tests.support.years import add_years, as_owner

OFFICER = a_person(("policy_officer", None))
YEAR = 2030


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


def choices(seen: AreaDivisionView) -> dict[str, AreaChoice]:
    return {a.id: AreaChoice(id=a.id, name=a.name, regions=[r.code for r in a.regions]) for a in seen.areas}


def save_of(seen: AreaDivisionView, *areas: AreaChoice) -> SaveAreaDivision:
    return SaveAreaDivision(version=seen.version, regions_year=seen.regions_year, areas=list(areas))


async def test_the_screen_shows_what_there_is_to_choose_from(groningen: Profiles) -> None:
    seen = await groningen.client().area_division(YEAR)
    assert (seen.year, seen.composed_in, seen.regions_year, len(seen.areas)) == (YEAR, 2020, 2020, 11)
    assert len(seen.districts) == 20
    assert all(district.neighbourhoods for district in seen.districts)
    assert (seen.uncovered, seen.retired) == ([], [])
    outlines = await groningen.client().division_outlines(YEAR)
    assert {shape.code for shape in outlines.shapes} >= {district.code for district in seen.districts}


async def test_areas_are_renamed_added_retired_and_divided_by_neighbourhood_from_that_year_on(
    groningen: Profiles,
) -> None:
    client = groningen.client(OFFICER)
    seen = await client.area_division(YEAR)
    areas = choices(seen)
    helpman = next(d for d in seen.districts if d.code == "WK001405")
    first, *rest = [n.code for n in helpman.neighbourhoods]
    areas["oosterparkwijk"] = AreaChoice(id="oosterparkwijk", name="Oosterpark", regions=["WK001404", first])
    areas["helpman-en-zuidoost"] = AreaChoice(id="helpman-en-zuidoost", name="Zuidoost", regions=["WK001406", *rest])
    areas["new"] = AreaChoice(name="Oude Haren", regions=areas.pop("haren").regions)
    saved = await client.save_area_division(YEAR, save_of(seen, *areas.values()))
    assert saved.composed_in == YEAR
    assert saved.version > seen.version
    assert [area.name for area in saved.areas if area.id == "oude-haren"] == ["Oude Haren"]
    assert [area.id for area in saved.retired] == ["haren"]
    assert saved.uncovered == []
    later = await client.municipality(YEAR + 5)
    assert "Oosterpark" in {area.name for area in later.areas}
    earlier = await client.municipality(YEAR - 1)
    assert {area.id for area in earlier.areas} >= {"haren"}
    assert "Oosterparkwijk" in {area.name for area in earlier.areas}
    figure = (await client.area_profile("oosterparkwijk", YEAR)).figures[0]
    assert figure.area.number is not None
    back = choices(await client.area_division(YEAR))
    back.pop("oude-haren")
    back["haren"] = AreaChoice(id="haren", name="Haren", regions=["WK001417", "WK001418", "WK001419"])
    again = await client.save_area_division(YEAR, save_of(saved, *back.values()))
    assert [area.id for area in again.retired] == ["oude-haren"]


async def test_what_is_left_out_is_named_as_uncovered(groningen: Profiles) -> None:
    client = groningen.client(OFFICER)
    seen = await client.area_division(YEAR)
    areas = choices(seen)
    areas.pop("haren")
    saved = await client.save_area_division(YEAR, save_of(seen, *areas.values()))
    assert [region.code for region in saved.uncovered] == ["WK001417", "WK001418", "WK001419"]
    municipality = await client.municipality(YEAR)
    assert municipality.uncovered == saved.uncovered


async def test_areas_that_overlap_are_refused_with_the_area_and_nothing_changes(groningen: Profiles) -> None:
    client = groningen.client(OFFICER)
    seen = await client.area_division(YEAR)
    part = seen.districts[4].neighbourhoods[0]
    areas = [*choices(seen).values(), AreaChoice(name="Nieuw", regions=["WK001403", part.code])]
    with pytest.raises(DivisionNotRight) as refused:
        await client.save_area_division(YEAR, save_of(seen, *areas))
    assert {error["field"] for error in refused.value.errors} == {"areas.11"}
    assert any(part.name in error["detail"] for error in refused.value.errors)
    assert (await client.area_division(YEAR)).version == seen.version
    stranger = AreaChoice(id="atlantis", name="Atlantis", regions=["WK001403"])
    with pytest.raises(UnknownArea):
        await client.save_area_division(YEAR, save_of(seen, stranger))


async def test_a_stale_screen_cannot_save_and_gets_the_division_as_it_is(groningen: Profiles) -> None:
    client = groningen.client(OFFICER)
    seen = await client.area_division(YEAR)
    both = [client.save_area_division(YEAR, save_of(seen, *choices(seen).values())) for _ in range(2)]
    answers = await asyncio.gather(*both, return_exceptions=True)
    stale = [answer for answer in answers if isinstance(answer, StaleVersion)]
    assert len(stale) == 1
    assert stale[0].current is not None
    assert stale[0].current["version"] == seen.version + 1
    with pytest.raises(StaleVersion):
        await client.save_area_division(YEAR + 1, save_of(seen, *choices(seen).values()))


async def test_a_screen_with_districts_of_another_year_cannot_save(groningen: Profiles) -> None:
    client = groningen.client(OFFICER)
    seen = await client.area_division(YEAR)
    await add_years(groningen.urls.owner, "GM0014", 2024)
    await as_owner(groningen.urls.owner, "UPDATE regions SET name = 'Elders' WHERE code = 'WK001404' AND year = 2024")
    with pytest.raises(StaleVersion):
        await client.save_area_division(YEAR, save_of(seen, *choices(seen).values()))
    now = await client.area_division(YEAR)
    area = next(area for area in now.areas if area.id == "oosterparkwijk")
    assert (now.regions_year, area.regions, [r.code for r in area.lost]) == (2024, [], ["WK001404"])
    assert [region.code for region in now.uncovered] == ["WK001404"]


async def test_an_area_has_a_name_that_can_be_read(groningen: Profiles) -> None:
    now = await groningen.client().area_division(2030)
    area = {"name": "  ", "regions": [now.districts[0].code]}
    body = {"version": now.version, "regionsYear": now.regions_year, "areas": [area]}
    async with groningen.http(a_person(("policy_officer", None))) as http:
        answer = await http.put("/v1/area-divisions/2030", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "areas.0.name")


async def test_only_a_policy_officer_divides_and_not_a_year_that_is_over(groningen: Profiles) -> None:
    seen = await groningen.client().area_division(2020)
    body = save_of(seen, *choices(seen).values())
    with pytest.raises(NotYours):
        await groningen.client(a_person(("approver", None))).save_area_division(YEAR, body)
    with pytest.raises(YearIsOver):
        await groningen.client(OFFICER).save_area_division(2020, body)
