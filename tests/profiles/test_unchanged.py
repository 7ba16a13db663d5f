"""Conditional GETs of profiles: what a 304 costs, and when it ends."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.support.apps import a_service
from tests.support.profiles import Profiles, profiles_of
from tests.support.statements import statements


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


async def test_a_304_costs_one_look_at_the_version_and_ends_with_the_next_change(groningen: Profiles) -> None:
    address = "/v1/regions/GM0014/profile?year=2020"
    async with groningen.http() as http:
        first = await http.get(address)
        with statements(groningen.app) as asked:
            again = await http.get(address, headers={"If-None-Match": first.headers["ETag"]})
        owner = await asyncpg.connect(groningen.urls.owner)
        await owner.execute("UPDATE installation SET data_version = data_version + 1")
        await owner.close()
        after = await http.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(asked)) == (304, 1)
    assert (after.status_code, after.content) == (200, first.content)
    assert after.headers["ETag"] != first.headers["ETag"]


async def test_a_contact_person_who_changes_is_seen_though_no_figure_did(groningen: Profiles) -> None:
    address = "/v1/areas/oosterparkwijk/profile?year=2020"
    owner = await asyncpg.connect(groningen.urls.owner)
    async with groningen.http() as http:
        first = await http.get(address)
        assert (await http.get(address, headers={"If-None-Match": first.headers["ETag"]})).status_code == 304
        person = await owner.fetchval(
            "INSERT INTO persons VALUES (gen_random_uuid(), 'Sanne', 's@voorbeeld.nl', 'nl', now()) RETURNING id"
        )
        await owner.execute(
            "INSERT INTO contact_persons VALUES ('oosterparkwijk', $1, 'Team', '050', 'test', now())", person
        )
        after = await http.get(address, headers={"If-None-Match": first.headers["ETag"]})
    await owner.close()
    assert after.json()["contactPerson"]["name"] == "Team"


async def test_the_mark_of_the_example_year_is_seen_though_no_figure_changed(groningen: Profiles) -> None:
    async with groningen.http() as http:
        first = await http.get("/v1/municipality?year=2020")
        await groningen.client(a_service()).mark_example_year()
        after = await http.get("/v1/municipality?year=2020", headers={"If-None-Match": first.headers["ETag"]})
    assert after.json()["isExample"] is True


async def test_only_what_is_public_may_be_read_by_scripts_of_other_sites(groningen: Profiles) -> None:
    async with groningen.http() as http:
        for path in (
            "/v1/indicators",
            "/v1/regions?year=2020",
            "/v1/values?year=2020",
            "/v1/regions/GM9999/profile?year=2020",
        ):
            assert (await http.get(path)).headers["Access-Control-Allow-Origin"] == "*"
        for path in ("/v1/persons", "/v1/indicators/inhabitants/changes", "/v1/nowhere"):
            assert "Access-Control-Allow-Origin" not in (await http.get(path)).headers
