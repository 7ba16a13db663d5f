"""Deciding by consent: a proposal stands open, an objection stops it, and without one it is awarded by itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.budget.contract.deliberation_refusals import (
    AlreadyTookPart,
    DecidedByConsent,
    DecidedByTeam,
    DecidedByVote,
    ProposalEnded,
    ProposalNotBetter,
    ProposalNotOfIdea,
    ProposalOpenAlready,
)
from services.budget.contract.deliberations import Deliberation, OpenProposal, ProposalState, SendToCity
from services.budget.contract.initiatives import ConfirmIdea, DeclareStake, InitiativeState, OpenLink
from services.budget.contract.procedure import WithdrawIdea
from services.budget.contract.refusals import HasStake, NotEnoughLeft, NotOfThisCircle, UnknownInitiative
from services.budget.contract.schemes import Way
from services.kit.errors import StaleVersion
from tests.budget.deliberating import an_idea_for_consent, end_of_last_day, objected, proposed, supported
from tests.budget.schemes import a_published_scheme
from tests.budget.world import (
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_open_initiative,
    applicant_of,
    outcomes,
    yes,
)


async def test_without_objection_it_is_awarded_at_the_end_of_the_last_day(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    assert (proposal.opened_by, proposal.took_part, proposal.amount_cents) == ("worker", ["worker"], 80_000)
    assert proposal.last_day == world.clock.today() + timedelta(days=10)
    assert "ligt open tot en met 11 november 2019" in (await world.mails())[-1][2]
    now = await supported(world, a_resident(), proposal)
    assert now.proposals[0].took_part == ["worker", "resident"]
    world.clock.set(end_of_last_day(proposal) - timedelta(seconds=1))
    await world.do_work()
    assert (await world.api.initiative(idea.id)).state is InitiativeState.OPEN
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    awarded = await world.api.initiative(idea.id)
    assert (awarded.state, awarded.awarded_cents) == (InitiativeState.AWARDED, 80_000)
    (done,) = (await world.api.deliberation(idea.id)).proposals
    assert done.state is ProposalState.AWARDED
    letter = (await world.mails())[-1][2]
    assert "Het lag 10 dagen open." in letter
    assert "binnen 6 weken" in letter


async def test_an_objection_stops_it_and_a_better_proposal_gets_days_of_its_own(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    critic = a_resident()
    await supported(world, critic, proposal)
    stopped = await objected(world, critic, proposal, "Vraag ook de moskee.")
    (first,) = stopped.proposals
    assert (first.state, first.objection, first.objection_by) == (
        ProposalState.OBJECTED,
        "Vraag ook de moskee.",
        "resident",
    )
    assert "Vraag ook de moskee." in (await world.mails())[-1][2]
    with pytest.raises(ProposalEnded):
        await supported(world, a_resident(), proposal)
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    idea = await world.api.initiative(idea.id)
    assert idea.state is InitiativeState.OPEN
    better = (await proposed(world, critic, idea, amount_cents=60_000, text="Samen met de moskee.")).proposals
    assert [each.number for each in better] == [2, 1]
    assert better[0].last_day == world.clock.today() + timedelta(days=10)
    await supported(world, a_worker(), better[0])
    world.clock.set(end_of_last_day(better[0]))
    await world.do_work()
    assert (await world.api.initiative(idea.id)).awarded_cents == 60_000
    letter = (await world.mails())[-1][2]
    assert "voor een deel door" in letter
    assert "Samen met de moskee." in letter


async def test_after_an_objection_the_same_proposal_does_not_stand_again(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (first,) = (await proposed(world, a_worker(), idea, text="Iedere woensdag.")).proposals
    await objected(world, a_resident(), first, "Ook op zaterdag, graag.")
    now = await world.api.initiative(idea.id)
    for same in ("", "Iedere woensdag. "):
        with pytest.raises(ProposalNotBetter, match="schrijf wat er anders is"):
            await proposed(world, a_worker(), now, text=same)
    better = (await proposed(world, a_worker(), now, text="Iedere woensdag en zaterdag.")).proposals[0]
    assert (better.number, better.state) == (2, ProposalState.OPEN)


async def test_when_only_one_kind_took_part_it_lapses(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    await supported(world, a_worker(), proposal)
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    (ended,) = (await world.api.deliberation(idea.id)).proposals
    assert ended.state is ProposalState.LAPSED
    assert (await world.api.initiative(idea.id)).state is InitiativeState.OPEN


async def test_who_has_a_stake_keeps_out_also_when_it_is_said_later(world: World) -> None:
    idea = await an_idea_for_consent(world)
    applicant = a_resident()
    world.profiles.emails[UUID(applicant.id)] = "sanne@voorbeeld.nl"
    with pytest.raises(HasStake):
        await proposed(world, applicant, idea)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    for speak in (supported, objected):
        with pytest.raises(HasStake):
            await speak(world, applicant, proposal)
    concerned = a_resident()
    await supported(world, concerned, proposal)
    now = await world.api.initiative(idea.id)
    seen = await world.as_(concerned).declare_stake(idea.id, DeclareStake(version=now.version), key=a_key())
    assert seen.stake_count == 1
    assert (await world.api.deliberation(idea.id)).proposals[0].took_part == ["worker"]
    with pytest.raises(HasStake):
        await objected(world, concerned, proposal)
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    assert (await world.api.deliberation(idea.id)).proposals[0].state is ProposalState.LAPSED


async def test_the_way_that_was_set_decides_and_no_other(world: World) -> None:
    idea = await an_idea_for_consent(world)
    with pytest.raises(DecidedByConsent):
        await yes(world, a_worker(), idea)
    await a_published_scheme(world, default_way=Way.VOTE)
    voted = await an_open_initiative(world, contact_email="b@voorbeeld.nl")
    with pytest.raises(DecidedByVote):
        await yes(world, a_worker(), voted)
    with pytest.raises(DecidedByVote):
        await proposed(world, a_worker(), voted)
    await a_published_scheme(world, team_limit_cents=50_000)
    large = await an_open_initiative(world, contact_email="c@voorbeeld.nl")
    with pytest.raises(DecidedByConsent):
        await yes(world, a_worker(), large)
    small = await an_open_initiative(world, contact_email="d@voorbeeld.nl", amount_cents=50_000)
    with pytest.raises(DecidedByTeam):
        await proposed(world, a_worker(), small)
    assert (await yes(world, a_worker(), small)).yes_by == ["worker"]
    ways = {each.initiative_id: each.way for each in await world.api.deliberations(2020, "oosterpark")}
    assert ways == {idea.id: Way.CONSENT, voted.id: Way.VOTE, large.id: Way.CONSENT, small.id: Way.TEAM}


async def test_who_may_speak_and_what_can_be_proposed(world: World) -> None:
    idea = await an_idea_for_consent(world)
    for outsider in (a_worker("beijum"), OFFICER):
        with pytest.raises(NotOfThisCircle):
            await proposed(world, outsider, idea)
    with pytest.raises(StaleVersion):
        await proposed(world, a_worker(), idea, version=idea.version + 1)
    for wrong in ({"amount_cents": 80_001}, {"amount_cents": 79_999}):
        with pytest.raises(ProposalNotOfIdea):
            await proposed(world, a_worker(), idea, **wrong)
    large = await an_open_initiative(world, contact_email="b@voorbeeld.nl", amount_cents=99_999_999)
    with pytest.raises(NotEnoughLeft):
        await proposed(world, a_worker(), large)
    opener, other = a_worker(), a_resident()
    for who, may in ((opener, True), (a_worker("beijum"), False)):
        assert (await world.as_(who).deliberation(idea.id)).may_propose is may
    told = await proposed(world, opener, idea)
    assert (told.may_propose, told.may_support, told.may_object) == (False, False, True)
    seen = await world.as_(other).deliberation(idea.id)
    assert (seen.may_propose, seen.may_support, seen.may_object) == (False, True, True)
    public = await world.api.deliberation(idea.id)
    assert (public.may_propose, public.may_support, public.may_object) == (False, False, False)
    with pytest.raises(AlreadyTookPart):
        await supported(world, opener, told.proposals[0])
    with pytest.raises(NotOfThisCircle):
        await objected(world, a_resident("beijum"), told.proposals[0])


async def test_an_idea_that_goes_elsewhere_takes_its_proposal_down(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    now = await world.api.initiative(idea.id)
    body = SendToCity(version=now.version, reason="Voor iedereen.")
    (gone,) = (await world.as_(a_resident()).send_to_city(idea.id, body)).proposals
    assert gone.state is ProposalState.WITHDRAWN
    with pytest.raises(NotOfThisCircle):
        await objected(world, a_resident(), proposal)


async def test_not_enough_money_at_the_end_awards_nothing(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, default_way=Way.CONSENT)
    line = next(line for line in (await world.api.money(2020)).lines if line.area_id == "oosterpark")
    ideas = [
        await an_open_initiative(world, contact_email=f"{at}@voorbeeld.nl", amount_cents=line.left_cents)
        for at in range(2)
    ]
    for idea in ideas:
        (proposal,) = (await proposed(world, a_worker(), idea)).proposals
        await supported(world, a_resident(), proposal)
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    states = {(await world.api.deliberation(idea.id)).proposals[0].state for idea in ideas}
    assert states == {ProposalState.AWARDED, ProposalState.NO_MONEY}


async def test_opened_four_times_at_once_it_stands_open_once_and_the_same_click_twice_is_one(world: World) -> None:
    idea = await an_idea_for_consent(world)
    answers = await outcomes([lambda: proposed(world, a_worker(), idea) for _ in range(4)])
    assert sum(isinstance(answer, Deliberation) for answer in answers) == 1
    assert sum(isinstance(answer, ProposalOpenAlready) for answer in answers) == 3
    second = await an_open_initiative(world, contact_email="b@voorbeeld.nl")
    who, key, body = a_worker(), a_key(), OpenProposal(version=second.version, no_stake=True)
    clicks = await outcomes([lambda: world.as_(who).open_proposal(second.id, body, key=key) for _ in range(2)])
    assert clicks[0] == clicks[1]


@pytest.mark.parametrize("seconds", [-1, 0])
async def test_an_objection_and_the_end_at_the_same_moment_never_both_win(world: World, seconds: int) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    await supported(world, a_resident(), proposal)
    world.clock.set(end_of_last_day(proposal) + timedelta(seconds=seconds))
    calls: list[Any] = [lambda: objected(world, a_resident(), proposal) for _ in range(3)]
    calls.insert(1, world.do_work)
    answers = await outcomes(calls)
    heard = sum(isinstance(answer, Deliberation) for answer in answers)
    state = (await world.api.initiative(idea.id)).state
    (ended,) = (await world.api.deliberation(idea.id)).proposals
    assert heard == (1 if seconds < 0 else 0)
    assert (state, ended.state) == (
        (InitiativeState.OPEN, ProposalState.OBJECTED) if heard else (InitiativeState.AWARDED, ProposalState.AWARDED)
    )


async def test_what_was_proposed_and_said_never_changes(world: World) -> None:
    idea = await an_idea_for_consent(world)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    with pytest.raises(asyncpg.PostgresError):
        await world.rows("UPDATE proposal_voices SET seat = 'resident'")
    with pytest.raises(asyncpg.RaiseError):
        await world.rows("UPDATE proposals SET amount_cents = 1")
    await objected(world, a_resident(), proposal)
    with pytest.raises(asyncpg.RaiseError):
        await world.rows("UPDATE proposals SET state = 'open', ended_at = NULL")


async def test_an_idea_that_is_withdrawn_meanwhile_is_not_awarded(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, default_way=Way.CONSENT)
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    idea = await world.api.initiative(received.id)
    (proposal,) = (await proposed(world, a_worker(), idea)).proposals
    await supported(world, a_resident(), proposal)
    me = await applicant_of(world, (await world.api.open_link(OpenLink(link_secret=secret))).session_secret)
    now = await world.api.initiative(idea.id)
    await me.withdraw_idea(idea.id, WithdrawIdea(version=now.version), key=a_key())
    with pytest.raises(UnknownInitiative):
        await objected(world, a_resident(), proposal)
    world.clock.set(end_of_last_day(proposal))
    await world.do_work()
    (row,) = await world.rows("SELECT state FROM proposals")
    assert row["state"] == "withdrawn"
    assert await world.rows("SELECT * FROM awards") == []
