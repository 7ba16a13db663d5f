"""Profiles tells that a role ended, once, and that somebody was forgotten."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest

from services.profiles.contract.events import PERSON_FORGOTTEN, ROLE_ENDED
from services.profiles.contract.models import Role
from tests.support.people import AREA, OFFICER, added, somebody
from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def profiles() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        profiles.clock.set(datetime(2019, 11, 1, 12, tzinfo=UTC))
        yield profiles


async def told(profiles: Profiles, kind: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(profiles.urls.app)
    rows = await connection.fetch("SELECT event FROM outbox_events ORDER BY created_at")
    await connection.close()
    events = [json.loads(row["event"]) for row in rows]
    return [event["data"] for event in events if event["type"] == kind]


async def test_a_role_that_is_ended_is_told_once_with_what_is_left_of_the_same_place(profiles: Profiles) -> None:
    person = await added(profiles)
    person = await added(profiles, somebody().model_copy(update={"role": Role.AREA_RESIDENT}))
    worker = next(role for role in person.memberships if role.role is Role.AREA_WORKER)
    for _ in range(2):
        await profiles.client(OFFICER).end_membership(worker.id)
    (event,) = await told(profiles, ROLE_ENDED)
    assert event["personId"] == str(person.id)
    assert (event["role"], event["within"], event["rolesLeft"]) == ("area_worker", AREA, ["area_resident"])


async def test_a_role_with_a_last_day_is_told_on_the_day_after_and_not_twice(profiles: Profiles) -> None:
    until = {"valid_until": date(2019, 11, 5)}
    await added(profiles, somebody().model_copy(update=until))
    kim = await added(profiles, somebody("kim@groningen.example").model_copy(update=until))
    await profiles.client(OFFICER).end_membership(kim.memberships[0].id)
    for day, events in ((5, 1), (6, 2), (7, 2)):
        profiles.clock.set(datetime(2019, 11, day, 12, tzinfo=UTC))
        await profiles.app.state.worker.run_due()
        assert len(await told(profiles, ROLE_ENDED)) == events


async def test_who_is_forgotten_is_told_by_id_only(profiles: Profiles) -> None:
    person = await added(profiles)
    await profiles.client(OFFICER).end_membership(person.memberships[0].id)
    profiles.clock.set(datetime(2021, 1, 1, 12, tzinfo=UTC))
    await profiles.app.state.worker.run_due()
    assert await told(profiles, PERSON_FORGOTTEN) == [{"personId": str(person.id)}]
