"""Signing in during development, what a session shows, and what is for the frontend and for budget only."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import Caller, NotYours
from services.kit.errors import Invalid
from services.profiles.contract.models import (
    CompareEmail,
    NameContactPerson,
    Role,
    StartDevelopmentSession,
)
from services.profiles.contract.refusals import (
    DevelopmentOnly,
    NoPartnerMember,
    RoleOrPersonNeeded,
    SessionEnded,
    UnknownPerson,
)
from tests.support.apps import a_service
from tests.support.people import AREA, BUDGET, FRONTEND, OFFICER, added, signed_in, somebody
from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def profiles() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTNER_MEMBER])
async def test_every_kind_of_person_can_sign_in_during_development(profiles: Profiles, role: Role) -> None:
    first = await signed_in(profiles, role)
    second = await signed_in(profiles, role)
    views = [await profiles.client(FRONTEND).look_up_session(body) for body in (first, second)]
    assert first != second
    assert views[0].person == views[1].person
    [membership] = views[0].person.memberships
    is_of_area = role in (Role.AREA_WORKER, Role.AREA_RESIDENT)
    assert (membership.role, membership.within) == (role, "centrum-en-oud-west" if is_of_area else None)
    assert views[0].expires_at <= datetime.now(UTC) + timedelta(hours=12)


async def test_a_partners_person_signs_in_during_development_once_there_is_one(profiles: Profiles) -> None:
    with pytest.raises(NoPartnerMember):
        await signed_in(profiles, Role.PARTNER_MEMBER)
    connection = await asyncpg.connect(profiles.urls.app)
    officer = await signed_in(profiles)
    person_id = (await profiles.client(FRONTEND).look_up_session(officer)).person.id
    # As the development link once made them: a member of no partner.
    await connection.execute(
        "INSERT INTO memberships (id, person_id, role, valid_from, granted_by, granted_at)"
        " VALUES (gen_random_uuid(), $1, 'partner_member', '2000-01-01', 'development', now())",
        person_id,
    )
    await connection.close()
    with pytest.raises(NoPartnerMember):
        await signed_in(profiles, Role.PARTNER_MEMBER)
    first = await added(profiles, somebody(role=Role.PARTNER_MEMBER, within="p1"))
    await added(profiles, somebody("kim@groningen.example", Role.PARTNER_MEMBER, within="p2"))
    session = await signed_in(profiles, Role.PARTNER_MEMBER)
    assert (await profiles.client(FRONTEND).look_up_session(session)).person == first


async def test_development_people_keep_their_role_when_the_clock_goes_back(profiles: Profiles) -> None:
    session = await signed_in(profiles)
    profiles.clock.set(datetime(2019, 11, 1, tzinfo=UTC))
    view = await profiles.client(FRONTEND).look_up_session(session)
    assert [membership.role for membership in view.person.memberships] == [Role.POLICY_OFFICER]


async def test_a_known_person_can_be_chosen_to_sign_in(profiles: Profiles) -> None:
    person = await added(profiles)
    client = profiles.client(FRONTEND)
    assert (await client.start_development_session(StartDevelopmentSession(person_id=person.id))).person == person
    with pytest.raises(UnknownPerson):
        await client.start_development_session(StartDevelopmentSession(person_id=uuid4()))
    for body in (StartDevelopmentSession(), StartDevelopmentSession(role=Role.APPROVER, person_id=person.id)):
        with pytest.raises(RoleOrPersonNeeded):
            await client.start_development_session(body)


async def test_an_ended_session_signs_nobody_in(profiles: Profiles) -> None:
    session, other = await signed_in(profiles), await signed_in(profiles)
    client = profiles.client(FRONTEND)
    await client.end_session(session)
    await client.end_session(session)
    with pytest.raises(SessionEnded):
        await client.look_up_session(session)
    assert (await client.look_up_session(other)).person


async def test_an_expired_session_signs_nobody_in_and_is_cleared_away(profiles: Profiles) -> None:
    session = await signed_in(profiles)
    connection = await asyncpg.connect(profiles.urls.app)
    await connection.execute("UPDATE sessions SET expires_at = now() - interval '1 second'")
    with pytest.raises(SessionEnded):
        await profiles.client(FRONTEND).look_up_session(session)
    await signed_in(profiles)
    assert await connection.fetchval("SELECT count(*) FROM sessions") == 1
    await connection.close()


async def test_the_database_holds_no_secret_of_a_session(profiles: Profiles) -> None:
    session = await signed_in(profiles)
    connection = await asyncpg.connect(profiles.urls.app)
    rows = await connection.fetch("SELECT secret_hash FROM sessions")
    await connection.close()
    assert [len(row["secret_hash"]) for row in rows] == [32]
    assert session.session_secret.encode() not in rows[0]["secret_hash"]


async def test_a_role_that_has_ended_is_gone_from_the_session_at_once(profiles: Profiles) -> None:
    session = await signed_in(profiles)
    connection = await asyncpg.connect(profiles.urls.app)
    await connection.execute("UPDATE memberships SET valid_until = current_date - 1")
    await connection.close()
    assert (await profiles.client(FRONTEND).look_up_session(session)).person.memberships == []


async def test_production_knows_no_development_sessions_and_no_example_year() -> None:
    async with profiles_of("GM0014", mode="production") as profiles:
        client = profiles.client(FRONTEND)
        with pytest.raises(DevelopmentOnly):
            await client.start_development_session(StartDevelopmentSession(role=Role.APPROVER))
        with pytest.raises(DevelopmentOnly):
            await client.mark_example_year()


@pytest.mark.parametrize("caller", [BUDGET, OFFICER])
async def test_sessions_and_the_example_year_are_for_the_frontend(profiles: Profiles, caller: Caller) -> None:
    client, session = profiles.client(caller), await signed_in(profiles)
    with pytest.raises(NotYours):
        await client.start_development_session(StartDevelopmentSession(role=Role.APPROVER))
    with pytest.raises(NotYours):
        await client.look_up_session(session)
    with pytest.raises(NotYours):
        await client.end_session(session)
    with pytest.raises(NotYours):
        await client.mark_example_year()


async def test_after_the_example_year_the_municipality_says_so(profiles: Profiles) -> None:
    assert (await profiles.client(FRONTEND).mark_example_year()).is_example
    assert (await profiles.client().municipality(2020)).is_example


async def test_budget_hears_whether_an_address_is_somebodys_and_not_the_address(profiles: Profiles) -> None:
    person = await added(profiles)

    async def is_same(person_id: UUID, email: str, caller: Caller = BUDGET) -> bool:
        return (await profiles.client(caller).compare_email(CompareEmail(person_id=person_id, email=email))).is_same

    assert await is_same(person.id, "SANNE@groningen.example")
    assert not await is_same(person.id, "kim@groningen.example")
    with pytest.raises(UnknownPerson):
        await is_same(uuid4(), "sanne@groningen.example")
    for caller in (FRONTEND, OFFICER, a_service("monitoring")):
        with pytest.raises(NotYours):
            await is_same(person.id, "sanne@groningen.example", caller)


async def test_a_short_secret_is_bad_input(profiles: Profiles) -> None:
    async with profiles.http(FRONTEND) as http:
        answer = await http.post("/v1/session-lookups", json={"sessionSecret": "short"})
    assert answer.status_code == Invalid.status


async def test_who_has_had_no_role_for_a_year_is_forgotten(profiles: Profiles) -> None:
    profiles.clock.set(datetime(2019, 1, 1, 12, tzinfo=UTC))
    stays, goes = await added(profiles), await added(profiles, somebody("kim@groningen.example"))
    named = NameContactPerson(person_id=goes.id, name="Kim", reachable="hier")
    await profiles.client(OFFICER).name_contact_person(AREA, named)
    connection = await asyncpg.connect(profiles.urls.app)
    ended = "UPDATE memberships SET valid_until = '2019-02-01' WHERE person_id = $1"
    await connection.execute(ended, goes.id)
    worker = profiles.app.state.worker
    for day, left in ((datetime(2020, 2, 1, 12, tzinfo=UTC), 2), (datetime(2020, 2, 3, 12, tzinfo=UTC), 1)):
        profiles.clock.set(day)
        assert await worker.run_due() >= 1
        assert await connection.fetchval("SELECT count(*) FROM persons") == left
    await connection.close()
    assert [person.id for person in await profiles.client(OFFICER).persons()] == [stays.id]
    assert (await profiles.client().area_profile(AREA, 2020)).contact_person is None
