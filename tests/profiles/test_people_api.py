"""Persons, what they may do, their sessions, and who may ask for them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import Caller, NoToken, NotYours
from services.kit.errors import Invalid, KeyReused
from services.profiles.contract.models import (
    AddPerson,
    CompareEmail,
    LookUpSession,
    NameContactPerson,
    PersonView,
    Role,
    StartDevelopmentSession,
)
from services.profiles.contract.refusals import (
    AreaNeeded,
    DevelopmentOnly,
    MembershipExists,
    NoPartnerMember,
    NotOfThisTeam,
    PartnerNeeded,
    RoleIsCityWide,
    RoleOrPersonNeeded,
    SessionEnded,
    UnknownArea,
    UnknownMembership,
    UnknownPerson,
)
from tests.support.apps import a_person, a_service
from tests.support.profiles import Profiles, profiles_of

AREA = "oosterparkwijk"
FRONTEND, BUDGET = a_service("frontend"), a_service("budget")
OFFICER, APPROVER = a_person(("policy_officer", None)), a_person(("approver", None))
OTHERS = {
    "worker": a_person(("area_worker", AREA)),
    "resident": a_person(("area_resident", AREA)),
    "council": a_person(("council_member", None)),
    "partner": a_person(("partner_member", "p1")),
    "nobody": a_person(),
}


@pytest.fixture
async def profiles() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


def somebody(email: str = "sanne@groningen.example", role: Role = Role.AREA_WORKER, **other: object) -> AddPerson:
    within = {"within": AREA} if role in (Role.AREA_WORKER, Role.AREA_RESIDENT) else {}
    return AddPerson(**{"display_name": "Sanne", "email": email, "role": role, **within, **other})  # type: ignore[arg-type]


async def added(profiles: Profiles, body: AddPerson | None = None, caller: Caller = OFFICER) -> PersonView:
    return await profiles.client(caller).add_person(body or somebody(), key=str(uuid4()))


async def signed_in(profiles: Profiles, role: Role = Role.POLICY_OFFICER) -> LookUpSession:
    started = await profiles.client(FRONTEND).start_development_session(StartDevelopmentSession(role=role))
    return LookUpSession(session_secret=started.session_secret)


async def test_an_officer_or_approver_gives_somebody_a_role_from_today(profiles: Profiles) -> None:
    profiles.clock.set(datetime(2019, 11, 1, 12, tzinfo=UTC))
    person = await added(profiles)
    assert [(m.role, m.within, m.valid_from) for m in person.memberships] == [("area_worker", AREA, date(2019, 11, 1))]
    assert (await added(profiles, somebody("kim@groningen.example"), APPROVER)).display_name == "Sanne"
    assert len(await profiles.client(OFFICER).persons()) == 2


async def test_who_is_known_by_e_mail_gets_another_role_and_stays_one_person(profiles: Profiles) -> None:
    first = await added(profiles)
    again = await added(profiles, somebody("SANNE@Groningen.example", Role.COUNCIL_MEMBER, display_name="Other"))
    elsewhere = await added(profiles, somebody(within="haren"))
    assert first.id == again.id == elsewhere.id
    assert again.display_name == "Sanne"
    assert len(elsewhere.memberships) == 3


async def test_the_same_role_twice_is_refused(profiles: Profiles) -> None:
    await added(profiles)
    with pytest.raises(MembershipExists):
        await added(profiles)


async def test_the_same_role_eight_times_at_once_is_given_once(profiles: Profiles) -> None:
    outcomes = await asyncio.gather(*(added(profiles) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(outcome, PersonView) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, MembershipExists) for outcome in outcomes) == 7


async def test_a_repeated_key_adds_once_and_leaves_no_name_behind_in_the_kept_reply(profiles: Profiles) -> None:
    client = profiles.client(OFFICER)
    first, second = [await client.add_person(somebody(), key="the-same-key") for _ in range(2)]
    assert first == second
    assert second.email == "sanne@groningen.example"
    with pytest.raises(KeyReused):
        await client.add_person(somebody("kim@groningen.example"), key="the-same-key")
    connection = await asyncpg.connect(profiles.urls.app)
    kept = await connection.fetchval("SELECT reply::text FROM idempotency_keys")
    await connection.close()
    assert "sanne" not in kept.lower()


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (somebody(within=None), AreaNeeded),
        (somebody(within="atlantis"), UnknownArea),
        (somebody(role=Role.PARTNER_MEMBER), PartnerNeeded),
        (somebody(role=Role.APPROVER, within=AREA), RoleIsCityWide),
    ],
)
async def test_a_role_holds_within_what_belongs_to_it(profiles: Profiles, body: AddPerson, refusal: type) -> None:
    with pytest.raises(refusal):
        await added(profiles, body)
    assert await profiles.client(OFFICER).persons() == []


async def test_bad_input_names_the_fields_and_leaves_nothing(profiles: Profiles) -> None:
    async with profiles.http(OFFICER) as http:
        sent = {"displayName": "", "email": "no address", "role": "king", "shoeSize": 43}
        answer = await http.post("/v1/persons", json=sent, headers={"Idempotency-Key": "a-new-key"})
        without_key = await http.post("/v1/persons", json=somebody().model_dump(mode="json", by_alias=True))
        broken = await http.post("/v1/persons", content=b"{", headers={"Idempotency-Key": "a-new-key"})
        nul = await http.post(
            "/v1/persons",
            json={"displayName": "a\x00b", "email": "kim@groningen.example", "role": "approver"},
            headers={"Idempotency-Key": "another-key"},
        )
    assert {error["field"] for error in answer.json()["errors"]} == {"displayName", "email", "role", "shoeSize"}
    assert [answer.status_code, without_key.status_code, broken.status_code, nul.status_code] == [400] * 4
    assert await profiles.client(OFFICER).persons() == []


@pytest.mark.parametrize("other", OTHERS)
async def test_what_is_for_officers_is_refused_to_others(profiles: Profiles, other: str) -> None:
    person = await added(profiles)
    client = profiles.client(OTHERS[other])
    with pytest.raises(NotYours):
        await client.persons()
    with pytest.raises(NotYours):
        await client.add_person(somebody("kim@groningen.example"), key="some-other-key")
    with pytest.raises(NotYours):
        await client.person(person.id)


async def test_the_public_and_other_services_do_not_see_persons(profiles: Profiles) -> None:
    with pytest.raises(NoToken):
        await profiles.client().persons()
    with pytest.raises(NotYours):
        await profiles.client(BUDGET).persons()


async def test_a_person_is_seen_by_officers_services_and_themselves(profiles: Profiles) -> None:
    person = await added(profiles)
    for caller in (OFFICER, BUDGET, a_person(person_id=str(person.id))):
        assert await profiles.client(caller).person(person.id) == person
    with pytest.raises(UnknownPerson):
        await profiles.client(OFFICER).person(uuid4())


async def test_persons_are_found_by_area_and_role(profiles: Profiles) -> None:
    worker = await added(profiles)
    await added(profiles, somebody("kim@groningen.example", Role.AREA_RESIDENT, display_name="Kim", within="haren"))
    client = profiles.client(OFFICER)
    assert await client.persons(area_id=AREA) == [worker]
    assert await client.persons(role=Role.AREA_WORKER) == [worker]
    assert await client.persons(area_id="haren", role=Role.AREA_WORKER) == []
    assert [person.display_name for person in await client.persons()] == ["Kim", "Sanne"]


async def test_a_worker_of_the_area_becomes_its_contact_person_and_can_be_replaced(profiles: Profiles) -> None:
    first = await added(profiles)
    second = await added(profiles, somebody("kim@groningen.example"))
    named = NameContactPerson(person_id=first.id, name="Sanne van de WIJ", reachable="050 123 45 67")
    await profiles.client(OFFICER).name_contact_person(AREA, named)
    by_colleague = NameContactPerson(person_id=second.id, name="Kim", reachable="wij@groningen.example")
    await profiles.client(OTHERS["worker"]).name_contact_person(AREA, by_colleague)
    contact = (await profiles.client().area_profile(AREA, 2020)).contact_person
    assert contact is not None
    assert (contact.name, contact.reachable) == ("Kim", "wij@groningen.example")
    assert (await profiles.client().area_profile("haren", 2020)).contact_person is None


async def test_the_contact_person_must_work_in_the_area(profiles: Profiles) -> None:
    resident = await added(profiles, somebody(role=Role.AREA_RESIDENT))
    named = NameContactPerson(person_id=resident.id, name="Sanne", reachable="hier")
    with pytest.raises(NotOfThisTeam):
        await profiles.client(OFFICER).name_contact_person(AREA, named)
    with pytest.raises(UnknownArea):
        await profiles.client(OFFICER).name_contact_person("atlantis", named)
    with pytest.raises(NotYours):
        await profiles.client(OTHERS["worker"]).name_contact_person("haren", named)
    with pytest.raises(NotYours):
        await profiles.client(OTHERS["resident"]).name_contact_person(AREA, named)


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
        assert await worker.run_due() == 1
        assert await connection.fetchval("SELECT count(*) FROM persons") == left
    await connection.close()
    assert [person.id for person in await profiles.client(OFFICER).persons()] == [stays.id]
    assert (await profiles.client().area_profile(AREA, 2020)).contact_person is None
