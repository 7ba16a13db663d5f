"""A role that an officer ends opens nothing any more, and can be given again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from uuid import uuid4

import asyncpg
import pytest

from services.kit.caller import NoToken, NotYours
from services.profiles.contract.models import (
    LookUpSession,
    NameContactPerson,
    Role,
    StartDevelopmentSession,
)
from services.profiles.contract.refusals import (
    LastOfItsRole,
    UnknownMembership,
)
from tests.support.people import APPROVER, AREA, FRONTEND, OFFICER, OTHERS, added, somebody
from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def profiles() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


async def test_a_role_that_an_officer_ends_has_today_as_its_last_day_and_opens_nothing_any_more(
    profiles: Profiles,
) -> None:
    profiles.clock.set(datetime(2019, 11, 1, 12, tzinfo=UTC))
    person = await added(profiles)
    started = await profiles.client(FRONTEND).start_development_session(StartDevelopmentSession(person_id=person.id))
    session = LookUpSession(session_secret=started.session_secret)
    client, [role] = profiles.client(OFFICER), person.memberships
    ended = await asyncio.gather(*(client.end_membership(role.id) for _ in range(4)))
    assert {(one.id, one.valid_until) for one in ended} == {(role.id, date(2019, 11, 1))}
    assert (await profiles.client(FRONTEND).look_up_session(session)).person.memberships == []
    assert await client.persons() == []
    profiles.clock.set(datetime(2019, 11, 3, 12, tzinfo=UTC))
    assert (await client.end_membership(role.id)).valid_until == date(2019, 11, 1)
    connection = await asyncpg.connect(profiles.urls.app)
    assert await connection.fetchval("SELECT ended_by FROM memberships") == OFFICER.name
    await connection.close()


async def test_who_stopped_can_get_the_role_again_on_the_same_day(profiles: Profiles) -> None:
    person = await added(profiles)
    await profiles.client(APPROVER).end_membership(person.memberships[0].id)
    again = await added(profiles)
    assert again.id == person.id
    assert [role.id == person.memberships[0].id for role in again.memberships] == [False]


async def test_a_contact_person_who_stops_leaves_the_page_of_the_area_and_no_other_does(profiles: Profiles) -> None:
    worker, colleague = await added(profiles), await added(profiles, somebody("kim@groningen.example"))
    client = profiles.client(OFFICER)
    await client.name_contact_person(AREA, NameContactPerson(person_id=worker.id, name="Sanne", reachable="hier"))
    await client.end_membership(colleague.memberships[0].id)
    assert (await profiles.client().area_profile(AREA, 2020)).contact_person is not None
    await client.end_membership(worker.memberships[0].id)
    assert (await profiles.client().area_profile(AREA, 2020)).contact_person is None


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.APPROVER])
async def test_of_two_officers_who_end_each_other_at_once_one_stays(profiles: Profiles, role: Role) -> None:
    both = [await added(profiles, somebody(f"{name}@x.example", role)) for name in ("kim", "ida")]
    roles = [person.memberships[0].id for person in both]
    client = profiles.client(OFFICER)
    ends = await asyncio.gather(*(client.end_membership(one) for one in roles), return_exceptions=True)
    assert sorted(isinstance(end, LastOfItsRole) for end in ends) == [False, True]
    assert len(await client.persons()) == 1


@pytest.mark.parametrize("other", OTHERS)
async def test_a_role_is_ended_by_officers_only(profiles: Profiles, other: str) -> None:
    person = await added(profiles)
    with pytest.raises(NotYours):
        await profiles.client(OTHERS[other]).end_membership(person.memberships[0].id)
    with pytest.raises(NoToken):
        await profiles.client().end_membership(person.memberships[0].id)
    with pytest.raises(UnknownMembership):
        await profiles.client(OFFICER).end_membership(uuid4())
    assert len(await profiles.client(OFFICER).persons()) == 1
