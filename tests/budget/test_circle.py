"""Deciding together: a worker and a resident, no stake, the second yes awards, and never more than there is."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from services.budget.contract.initiatives import (
    ConfirmIdea,
    DeclareStake,
    InitiativeState,
    InitiativeView,
    OpenLink,
    SayYes,
)
from services.budget.contract.models import MoneyLine
from services.budget.contract.refusals import (
    AlreadySaidYes,
    HasStake,
    InitiativeMove,
    NotEnoughLeft,
    NotOfThisCircle,
    SeatTaken,
    UnknownInitiative,
)
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import say_yes
from services.kit.caller import Caller, NotYours
from services.kit.errors import StaleVersion
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_awarded_initiative,
    an_open_initiative,
    applicant_of,
    yes,
)
from tests.support.apps import a_person


async def line_of(world: World, area: str = AREA) -> MoneyLine:
    (line,) = [line for line in (await world.api.money(YEAR)).lines if line.area_id == area]
    return line


async def test_two_yesses_award_and_take_the_money_from_the_ceiling(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    before = await line_of(world)
    assert (before.awarded_cents, before.asked_cents) == (0, 80_000)
    first = await yes(world, a_worker(), idea)
    assert (first.state, first.yes_by) == (InitiativeState.OPEN, ["worker"])
    second = await yes(world, a_resident(), first)
    assert (second.state, second.yes_by) == (InitiativeState.AWARDED, ["worker", "resident"])
    assert str(second.awarded_on) == "2019-11-01"
    after = await line_of(world)
    assert (after.ceiling_cents, after.awarded_cents, after.asked_cents) == (before.ceiling_cents, 80_000, 0)
    assert after.left_cents == before.left_cents - 80_000


async def test_the_applicant_gets_the_letter_by_mail_and_sees_it(world: World) -> None:
    await a_published_split(world)
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    idea = await world.api.initiative(received.id)
    await yes(world, a_resident(), await yes(world, a_worker(), idea))
    to, subject, text = (await world.mails())[-1]
    assert to == "sanne@voorbeeld.nl"
    assert "Een voetbaltoernooi" in subject
    letter_says = (
        "Beste Sanne de Wit,",
        "€\N{NO-BREAK SPACE}800",
        "titel 4.2",
        "namens het college van burgemeester en wethouders van Groningen",
        "binnen 6 weken, vanaf de dag na 1 november 2019",
        "uiterlijk op 13 december 2019",
    )
    session = await world.api.open_link(OpenLink(link_secret=secret))
    own = await (await applicant_of(world, session.session_secret)).own_initiative(idea.id)
    for told in letter_says:
        assert told in text
        assert told in str(own.letter)
    (kept,) = await world.rows("SELECT letter FROM awards")
    assert "Sanne" not in kept["letter"]


async def test_an_award_is_told_once_as_an_event(world: World) -> None:
    await a_published_split(world)
    awarded = await an_awarded_initiative(world)
    (row,) = await world.rows("SELECT event->>'type' AS type, event->'data' AS data FROM outbox_events")
    assert row["type"] == "nl.voorveld.budget.award-made.v1"
    assert f'"initiativeId": "{awarded.id}"' in row["data"]
    assert '"amountCents": 80000' in row["data"]
    assert f'"version": {awarded.version}' in row["data"]


@pytest.mark.parametrize(
    "outsider",
    [
        a_person(("area_worker", "beijum")),
        a_person(("area_resident", None)),
        OFFICER,
        a_person(("partner_member", AREA)),
    ],
)
async def test_only_the_circle_of_the_area_decides(world: World, outsider: Caller) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    with pytest.raises(NotOfThisCircle):
        await yes(world, outsider, idea)
    with pytest.raises(NotOfThisCircle):
        await world.as_(outsider).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    with pytest.raises(NotOfThisCircle):
        await world.as_(outsider).decisions(YEAR, AREA)


async def test_an_idea_nobody_confirmed_cannot_be_decided_on(world: World) -> None:
    await a_published_split(world)
    received, _, secret = await a_received_idea(world)
    with pytest.raises(UnknownInitiative):
        await world.as_(a_worker()).say_yes(received.id, SayYes(version=1, no_stake=True), key=a_key())
    session = await world.api.open_link(OpenLink(link_secret=secret))
    me = await applicant_of(world, session.session_secret)
    with pytest.raises(NotYours):
        await me.say_yes(received.id, SayYes(version=1, no_stake=True), key=a_key())


async def test_who_has_a_stake_keeps_out(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    declared = a_worker()
    seen = await world.as_(declared).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    assert (seen.stake_count, seen.yes_by) == (1, [])
    again = await world.as_(declared).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    assert again == seen
    with pytest.raises(HasStake):
        await yes(world, declared, seen)
    applicant = a_resident()
    world.profiles.emails[UUID(applicant.id)] = "sanne@voorbeeld.nl"
    with pytest.raises(HasStake):
        await yes(world, applicant, seen)
    (decision,) = await world.as_(declared).decisions(YEAR, AREA)
    assert (decision.i_have_a_stake, decision.may_say_yes) == (True, False)


async def test_a_stake_declared_after_a_yes_takes_the_yes_back(world: World) -> None:
    await a_published_split(world)
    worker, colleague = a_worker(), a_worker()
    idea = await yes(world, worker, await an_open_initiative(world))
    without = await world.as_(worker).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    assert (without.yes_by, without.stake_count) == ([], 1)
    first = await yes(world, colleague, without)
    assert first.state is InitiativeState.OPEN
    assert (await yes(world, a_resident(), first)).state is InitiativeState.AWARDED


async def test_one_yes_per_person_and_one_per_seat(world: World) -> None:
    await a_published_split(world)
    both = a_person(("area_worker", AREA), ("area_resident", AREA))
    idea = await yes(world, both, await an_open_initiative(world))
    with pytest.raises(AlreadySaidYes):
        await yes(world, both, idea)
    with pytest.raises(SeatTaken):
        await yes(world, a_worker(), idea)
    with pytest.raises(StaleVersion) as stale:
        await yes(world, a_resident(), idea.model_copy(update={"version": idea.version - 1}))
    assert InitiativeView.model_validate(stale.value.current) == idea
    awarded = await yes(world, a_resident(), idea)
    with pytest.raises(InitiativeMove):
        await yes(world, a_resident(), awarded)


async def test_the_decisions_page_says_what_a_member_can_do(world: World) -> None:
    await a_published_split(world)
    worker, resident = a_worker(), a_resident()
    idea = await yes(world, worker, await an_open_initiative(world))
    (for_worker,) = await world.as_(worker).decisions(YEAR, AREA)
    (for_resident,) = await world.as_(resident).decisions(YEAR, AREA)
    (for_colleague,) = await world.as_(a_worker()).decisions(YEAR, AREA)
    assert (for_worker.i_said_yes, for_worker.may_say_yes) == (True, False)
    assert (for_resident.i_said_yes, for_resident.may_say_yes) == (False, True)
    assert not for_colleague.may_say_yes
    assert for_resident.money == await line_of(world)
    await yes(world, resident, idea)
    assert await world.as_(resident).decisions(YEAR, AREA) == []


async def test_the_first_yes_may_be_given_without_money_and_the_second_may_not(world: World) -> None:
    await a_published_split(world)
    line = await line_of(world)
    idea = await yes(world, a_worker(), await an_open_initiative(world, amount_cents=line.left_cents + 1))
    with pytest.raises(NotEnoughLeft) as refused:
        await yes(world, a_resident(), idea)
    assert refused.value.facts == {"left_cents": line.left_cents, "asked_cents": line.left_cents + 1}
    assert (await world.api.initiative(idea.id)) == idea
    exactly = await an_awarded_initiative(world, amount_cents=line.left_cents, contact_email="b@voorbeeld.nl")
    assert exactly.state is InitiativeState.AWARDED
    assert (await line_of(world)).left_cents == 0


async def test_two_second_yesses_at_once_award_once(world: World) -> None:
    await a_published_split(world)
    idea = await yes(world, a_worker(), await an_open_initiative(world))
    answers = await asyncio.gather(*(yes(world, a_resident(), idea) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(answer, InitiativeView) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 7
    assert len(await world.rows("SELECT 1 FROM yeses")) == 2
    assert len(await world.rows("SELECT 1 FROM postings WHERE kind = 'award'")) == 1
    assert len(await world.rows("SELECT 1 FROM outbox_events")) == 1


async def test_fifty_second_yesses_at_once_on_a_line_with_room_for_three_award_three(world: World) -> None:
    await a_published_split(world)
    left = (await line_of(world)).left_cents
    asked = left // 3 - 1
    ideas = []
    for at in range(50):
        idea = await an_open_initiative(world, amount_cents=asked, contact_email=f"p{at}@voorbeeld.nl")
        ideas.append(await yes(world, a_worker(), idea))
    answers = await asyncio.gather(*(yes(world, a_resident(), idea) for idea in ideas), return_exceptions=True)
    assert sum(isinstance(answer, InitiativeView) for answer in answers) == 3
    refused = [answer for answer in answers if isinstance(answer, NotEnoughLeft)]
    assert len(refused) == 47
    assert all(refusal.facts["left_cents"] < refusal.facts["asked_cents"] == asked for refusal in refused)
    after = await line_of(world)
    assert after.awarded_cents == 3 * asked
    assert after.left_cents == left - 3 * asked >= 0
    assert after.asked_cents == 47 * asked
    assert len(await world.rows("SELECT 1 FROM awards")) == 3
    assert len(await world.rows("SELECT 1 FROM outbox_events")) == 3


class PowerCut(Exception):
    pass


async def test_what_is_cut_off_just_before_the_end_leaves_nothing(world: World) -> None:
    await a_published_split(world)
    idea = await yes(world, a_worker(), await an_open_initiative(world))
    tables = ("initiatives", "yeses", "postings", "entries", "awards", "outbox_events", "work")
    before = [await world.rows(f"SELECT t::text FROM {table} t ORDER BY 1") for table in tables]
    with pytest.raises(PowerCut):
        await cut_off(world, idea)
    assert before == [await world.rows(f"SELECT t::text FROM {table} t ORDER BY 1") for table in tables]


async def cut_off(world: World, idea: InitiativeView) -> None:
    body, office = SayYes(version=idea.version, no_stake=True), world.app.state.office
    async with world.database.transaction() as session:
        initiative = await say_yes(session, a_resident(), idea.id, body, is_applicant=False, office=office)
        assert initiative.state == InitiativeState.AWARDED
        raise PowerCut


async def test_where_the_scheme_allows_it_the_last_idea_gets_what_is_left(world: World) -> None:
    await a_published_split(world)
    left = (await line_of(world)).left_cents
    too_much = await an_open_initiative(world, amount_cents=left + 100)
    once = await yes(world, a_worker(), too_much)
    (refused,) = await world.as_(a_resident()).decisions(YEAR, AREA)
    assert (refused.may_say_yes, refused.would_award_cents) == (False, None)
    with pytest.raises(NotEnoughLeft):
        await yes(world, a_resident(), once)
    office: Office = world.app.state.office
    world.app.state.office = replace(office, settings=office.settings.model_copy(update={"part_awards": True}))
    (told,) = await world.as_(a_resident()).decisions(YEAR, AREA)
    assert (told.may_say_yes, told.would_award_cents) == (True, left)
    awarded = await yes(world, a_resident(), once)
    assert (awarded.amount_cents, awarded.awarded_cents, awarded.paid_cents) == (left + 100, left, 0)
    assert (await line_of(world)).left_cents == 0
    _, _, text = (await world.mails())[-1]
    assert "voor een deel" in text
    nothing = await yes(world, a_worker(), await an_open_initiative(world, amount_cents=1))
    with pytest.raises(NotEnoughLeft):
        await yes(world, a_resident(), nothing)
