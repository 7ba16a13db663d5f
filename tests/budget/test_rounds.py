"""A round of ballots before it is counted: who may set what, what the clock does, and whose its money and ideas are."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.budget.contract.initiatives import SayYes
from services.budget.contract.refusals import RestIsKeptApart, UnknownInitiative
from services.budget.contract.round_refusals import (
    IdeaInRound,
    IdeaNotForRound,
    NoBundleYet,
    NotALineToVoteOn,
    RoundAboveFree,
    RoundClosed,
    RoundMove,
    RoundOpensInThePast,
    UnknownProject,
    UnknownRound,
)
from services.budget.contract.rounds import AddProjects, CallOffRound, RemoveProject, RoundState, SetRound
from services.kit.caller import Caller, NotYours
from services.kit.errors import StaleVersion
from tests.budget.rounds import (
    a_published_round,
    a_set_round,
    an_open_round,
    codes_of,
    counted,
    ideas_of,
    published,
    the_line,
    vote,
)
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_resident,
    a_worker,
    an_idea,
    an_open_initiative,
    yes,
)


async def test_a_round_is_staffs_own_until_it_is_published(world: World) -> None:
    await a_published_split(world)
    found = await a_set_round(world)
    assert found.state == RoundState.SET
    for caller in (OFFICER, a_worker()):
        assert (await world.as_(caller).round(found.id)).set_by == OFFICER.name
    for caller in (a_worker("helpman"), a_resident()):
        with pytest.raises(UnknownRound):
            await world.as_(caller).round(found.id)
    assert await world.api.rounds(YEAR) == []
    found = await published(world, found)
    [shown] = await world.api.rounds(YEAR, AREA)
    assert (shown.state, shown.set_by, shown.may_manage) == (RoundState.PUBLISHED, None, False)
    assert shown.published_where == "Gemeenteblad 3"
    assert await world.api.rounds(YEAR, "helpman") == []


async def test_the_clock_opens_and_closes_a_round_and_the_worker_counts_it(world: World) -> None:
    found = await a_published_round(world, 600, 300)
    world.clock.set(found.opens_at)
    assert (await world.api.round(found.id)).state == RoundState.OPEN
    world.clock.set(found.closes_at)
    at_once = await world.api.round(found.id)
    assert (at_once.state, at_once.outcome, at_once.keeps_link) == (RoundState.COUNTING, None, True)
    with pytest.raises(NoBundleYet):
        await world.api.round_bundle(found.id)
    done = await counted(world, found)
    assert (done.state, done.keeps_link) == (RoundState.CLOSED, False)
    assert done.outcome
    assert (done.outcome.voters, done.outcome.counts[0].winners) == (0, [])


async def test_a_worker_sets_rounds_of_their_own_area_only(world: World) -> None:
    await a_published_split(world)

    async def set_by(caller: Caller, line_id: UUID) -> object:
        now = world.clock.now()
        body = SetRound.model_validate(
            {
                "line_id": line_id,
                "title": "Ronde",
                "opens_at": now.replace(year=2020),
                "closes_at": now.replace(year=2021),
                "budget_cents": 100,
            }
        )
        return await world.as_(caller).set_round(body, key=a_key())

    lines = (await world.api.money(YEAR)).lines
    of = {line.path: line.line_id for line in lines}
    here = (await the_line(world)).line_id
    await set_by(a_worker(), here)
    for caller, line_id in ((a_worker("helpman"), here), (a_resident(), here), (a_worker(), of["city-wide"])):
        with pytest.raises(NotYours):
            await set_by(caller, line_id)
    await set_by(OFFICER, of["city-wide"])
    with pytest.raises(NotALineToVoteOn):
        await set_by(OFFICER, of["support"])


async def test_a_round_keeps_its_money_apart_from_the_team_and_from_other_rounds(world: World) -> None:
    await a_published_split(world)
    free = (await the_line(world)).left_cents
    [idea] = await ideas_of(world, 800)
    with pytest.raises(RoundAboveFree):
        await a_set_round(world, budget_cents=free + 1)
    first, second = await a_set_round(world, budget_cents=free - 70_000), await a_set_round(world, budget_cents=70_001)
    await published(world, first)
    with pytest.raises(RoundAboveFree) as refused:
        await published(world, second)
    assert refused.value.facts["free_cents"] == 70_000
    seen = await yes(world, a_worker(), idea)
    with pytest.raises(RestIsKeptApart) as refused:
        await yes(world, a_resident(), seen)
    said = str(refused.value.sentence).replace("\N{NO-BREAK SPACE}", " ")
    assert "Gevraagd is € 800, vrij is nog € 700." in said
    assert "staat apart voor een stemming" in said
    assert refused.value.facts["kept_cents"] == free - 70_000
    now = await world.api.round(first.id)
    await world.as_(OFFICER).call_off_round(first.id, CallOffRound(version=now.version, reason="Te weinig plannen"))
    assert (await yes(world, a_resident(), seen)).state == "awarded"


async def test_ideas_come_on_the_ballot_until_it_opens_and_are_decided_there_only(world: World) -> None:
    await a_published_split(world)
    one, two, dear = await ideas_of(world, 600, 300, 1001)
    found = await a_set_round(world)
    officer = world.as_(OFFICER)
    with pytest.raises(IdeaNotForRound):
        await officer.add_projects(found.id, AddProjects(version=1, initiative_ids=[dear.id]))
    found = await officer.add_projects(found.id, AddProjects(version=1, initiative_ids=[two.id, one.id]))
    assert [(plan.number, plan.initiative_id, plan.cost_cents) for plan in found.projects] == [
        (1, two.id, 30_000),
        (2, one.id, 60_000),
    ]
    with pytest.raises(StaleVersion):
        await officer.add_projects(found.id, AddProjects(version=1, initiative_ids=[one.id]))
    with pytest.raises(IdeaInRound):
        await world.as_(a_worker()).say_yes(one.id, SayYes(version=one.version, no_stake=True), key=a_key())
    other = await a_set_round(world)
    with pytest.raises(IdeaInRound):
        await officer.add_projects(other.id, AddProjects(version=1, initiative_ids=[one.id]))
    found = await officer.remove_project(found.id, RemoveProject(version=found.version, number=1))
    with pytest.raises(UnknownProject):
        await officer.remove_project(found.id, RemoveProject(version=found.version, number=1))
    found = await officer.add_projects(found.id, AddProjects(version=found.version, initiative_ids=[two.id]))
    assert [plan.number for plan in found.projects] == [2, 3]
    found = await published(world, found)
    world.clock.set(found.opens_at)
    with pytest.raises(RoundMove):
        await officer.remove_project(found.id, RemoveProject(version=found.version, number=3))


async def test_an_idea_that_nobody_confirmed_or_of_elsewhere_is_not_on_the_ballot(world: World) -> None:
    await a_published_split(world)
    received = await world.api.submit_idea(an_idea(), key=a_key())
    found = await a_set_round(world)
    with pytest.raises(UnknownInitiative):
        await world.as_(OFFICER).add_projects(found.id, AddProjects(version=1, initiative_ids=[received.id]))
    elsewhere = await an_open_initiative(world, area_id="hoogkerk")
    with pytest.raises(IdeaNotForRound):
        await world.as_(OFFICER).add_projects(found.id, AddProjects(version=1, initiative_ids=[elsewhere.id]))


async def test_a_round_that_would_be_open_already_is_not_published(world: World) -> None:
    await a_published_split(world)
    found = await a_set_round(world)
    world.clock.set(found.opens_at)
    with pytest.raises(RoundOpensInThePast):
        await published(world, found)


async def test_a_round_called_off_leaves_no_ballot_and_says_why(world: World) -> None:
    found = await an_open_round(world, 600, 300)
    [code] = await codes_of(world, found, 1)
    await vote(world, found, code, 1)
    found = await world.api.round(found.id)
    off = await world.as_(OFFICER).call_off_round(
        found.id, CallOffRound(version=found.version, reason="Fout in een plan")
    )
    assert (off.state, off.called_off, off.keeps_link) == (RoundState.CALLED_OFF, "Fout in een plan", False)
    with pytest.raises(RoundClosed):
        await vote(world, found, code, 1)
    for table in ("round_codes", "round_ballots", "counted_ballots"):
        assert await world.rows(f"SELECT 1 FROM {table}") == []
    assert (await counted(world, found)).state == RoundState.CALLED_OFF


async def test_times_are_those_of_the_office_in_any_zone(world: World) -> None:
    await a_published_split(world)
    opens = datetime(2020, 3, 29, 0, 59, tzinfo=UTC)  # A minute before the clock skips an hour in Amsterdam.
    found = await published(world, await a_set_round(world, opens_at=opens, closes_at=opens.replace(hour=1, minute=0)))
    world.clock.set(opens)
    assert (await world.api.round(found.id)).state == RoundState.OPEN
    world.clock.set(found.closes_at)
    assert (await world.api.round(found.id)).state == RoundState.COUNTING
