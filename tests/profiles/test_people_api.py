"""Persons, what they may do, and who may ask for them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from uuid import uuid4

import asyncpg
import pytest

from services.kit.caller import NoToken, NotYours
from services.kit.errors import KeyReused
from services.profiles.contract.models import (
    AddPerson,
    NameContactPerson,
    PersonView,
    Role,
)
from services.profiles.contract.refusals import (
    AreaNeeded,
    MembershipExists,
    NotOfThisTeam,
    PartnerNeeded,
    RoleIsCityWide,
    UnknownArea,
    UnknownPerson,
)
from tests.support.apps import a_person
from tests.support.people import APPROVER, AREA, BUDGET, OFFICER, OTHERS, added, somebody
from tests.support.profiles import Profiles, profiles_of


@pytest.fixture
async def profiles() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


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


async def test_a_role_in_a_refusal_is_named_as_people_know_it(profiles: Profiles) -> None:
    with pytest.raises(RoleIsCityWide, match="De rol budgethouder geldt voor de hele gemeente") as refused:
        await added(profiles, somebody(role=Role.APPROVER, within=AREA))
    assert refused.value.facts == {"role": "approver"}


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
