"""The least an idea can do with, by who told it: nobody gives a part below it, in whatever way is decided."""

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea, InitiativeState, InitiativeView, OpenLink
from services.budget.contract.least import SetLeast
from services.budget.contract.least_refusals import BelowLeast, LeastAboveProposal, LeastNotOfIdea, LeftBelowLeast
from services.budget.contract.objections import FileObjection
from services.budget.contract.refusals import InitiativeMove
from services.budget.contract.round_refusals import IdeaInRound
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import AddProjects
from services.budget.contract.schemes import Way
from services.budget.domain.circle import awardable
from services.kit.caller import Caller, NotYours
from services.kit.errors import StaleVersion
from tests.budget.deliberating import proposed
from tests.budget.rounds import a_set_round
from tests.budget.schemes import a_published_scheme
from tests.budget.test_objections_money import decide
from tests.budget.test_part_yes import part
from tests.budget.test_refusals import agree, an_idea_of, propose
from tests.budget.world import (
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    yes,
)

LEAST = 60_000


async def an_idea_with_least(world: World, **rules: object) -> tuple[InitiativeView, BudgetClient]:
    """It asks EUR 800 and can do with 600, where a circle may give a part."""
    await a_published_split(world)
    await a_published_scheme(world, **{"part_awards": True, **rules})
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    session = await world.api.open_link(OpenLink(link_secret=secret))
    idea, me = await world.api.initiative(received.id), await applicant_of(world, session.session_secret)
    return await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=LEAST)), me


async def only_left(world: World, cents: int) -> None:
    await world.rows(f"UPDATE balances SET balance_cents = {cents} WHERE account = 'free'")


@pytest.mark.parametrize(
    ("left", "may_part", "gets"),
    [(800, True, 800), (799, True, 799), (600, True, 600), (599, True, None), (0, True, None), (700, False, None)],
)
def test_what_is_left_is_given_down_to_the_least(left: int, may_part: bool, gets: int | None) -> None:
    assert awardable(800, left, may_part=may_part, least_cents=600) == gets


async def test_who_told_it_says_it_changes_it_and_takes_it_back(world: World) -> None:
    idea, me = await an_idea_with_least(world)
    assert (await world.api.initiative(idea.id)).least_cents == LEAST
    again = await me.set_least(idea.id, SetLeast(version=1, least_cents=LEAST))
    assert again.version == idea.version
    with pytest.raises(StaleVersion):
        await me.set_least(idea.id, SetLeast(version=1, least_cents=1))
    with pytest.raises(LeastNotOfIdea):
        await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=80_000))
    none = await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=None))
    assert none.least_cents is None


async def test_staff_of_the_area_say_it_for_who_came_to_the_desk_and_nobody_else_does(world: World) -> None:
    idea, _ = await an_idea_of(world)
    body = SetLeast(version=idea.version, least_cents=LEAST)
    for other in (a_resident(), a_worker("beijum"), Caller("applicant", str(idea.line_id), token="")):
        with pytest.raises(Exception) as refused:
            await world.as_(other).set_least(idea.id, body)
        assert not isinstance(refused.value, StaleVersion)
    with pytest.raises(NotYours):
        await world.as_(a_resident()).set_least(idea.id, body)
    assert (await world.as_(a_worker()).set_least(idea.id, body)).least_cents == LEAST


async def test_a_yes_to_less_is_refused_and_says_the_least(world: World) -> None:
    idea, _ = await an_idea_with_least(world)
    with pytest.raises(BelowLeast) as refused:
        await part(world, a_worker(), idea, LEAST - 1)
    assert refused.value.sentence
    assert "€\N{NO-BREAK SPACE}600" in refused.value.sentence
    done = await part(world, a_resident(), await part(world, a_worker(), idea, LEAST), LEAST)
    assert (done.state, done.awarded_cents) == (InitiativeState.AWARDED, LEAST)


async def test_a_yes_that_stood_before_the_least_went_up_awards_nothing_below_it(world: World) -> None:
    idea, me = await an_idea_with_least(world)
    idea = await part(world, a_worker(), idea, LEAST)
    idea = await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=LEAST + 1))
    with pytest.raises(BelowLeast):
        await part(world, a_resident(), idea, LEAST)


async def test_what_is_left_is_no_part_when_the_idea_cannot_do_with_it(world: World) -> None:
    idea, _ = await an_idea_with_least(world)
    await only_left(world, LEAST - 1)
    seen = await yes(world, a_worker(), idea)
    with pytest.raises(LeftBelowLeast) as refused:
        await yes(world, a_resident(), seen)
    assert refused.value.sentence
    assert "wachtlijst" in refused.value.sentence
    await only_left(world, LEAST)
    assert (await yes(world, a_resident(), seen)).awarded_cents == LEAST


async def test_a_proposal_for_less_is_refused_and_none_is_overtaken(world: World) -> None:
    idea, me = await an_idea_with_least(world, default_way=Way.CONSENT)
    with pytest.raises(BelowLeast):
        await proposed(world, a_worker(), idea, amount_cents=LEAST - 1, text="Minder kan.")
    await proposed(world, a_worker(), idea, amount_cents=LEAST, text="Dit kan.")
    idea = await world.api.initiative(idea.id)
    with pytest.raises(LeastAboveProposal):
        await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=LEAST + 1))
    assert (await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=1))).least_cents == 1


async def test_a_round_that_gives_parts_takes_it_over_and_keeps_to_it(world: World) -> None:
    idea, me = await an_idea_with_least(world)
    found = await a_set_round(world, rule="greedy", greedy={"part_funding": True})
    found = await world.as_(OFFICER).add_projects(
        found.id, AddProjects(version=found.version, initiative_ids=[idea.id])
    )
    assert [plan.least_cents for plan in found.projects] == [LEAST]
    with pytest.raises(IdeaInRound):
        await me.set_least(idea.id, SetLeast(version=idea.version, least_cents=1))
    lower = SetProjectTerms(version=found.version, number=1, least_cents=LEAST - 1)
    with pytest.raises(BelowLeast):
        await world.as_(OFFICER).set_project_terms(found.id, lower)
    higher = lower.model_copy(update={"least_cents": LEAST + 1})
    assert (await world.as_(OFFICER).set_project_terms(found.id, higher)).projects[0].least_cents == LEAST + 1


async def test_a_round_without_parts_says_nothing_of_it(world: World) -> None:
    idea, _ = await an_idea_with_least(world)
    found = await a_set_round(world)
    found = await world.as_(OFFICER).add_projects(
        found.id, AddProjects(version=found.version, initiative_ids=[idea.id])
    )
    assert [plan.least_cents for plan in found.projects] == [None]


async def test_an_upheld_objection_gives_no_part_below_it(world: World) -> None:
    idea, me = await an_idea_with_least(world)
    await agree(world, a_resident(), await propose(world, a_worker(), idea))
    refused = await world.api.initiative(idea.id)
    with pytest.raises(InitiativeMove):
        await me.set_least(idea.id, SetLeast(version=refused.version, least_cents=1))
    filed = await me.file_objection(idea.id, FileObjection(why="Er komen veel kinderen."), key=a_key())
    with pytest.raises(BelowLeast):
        await decide(world, filed, LEAST - 1)
    await decide(world, filed, LEAST)
    assert (await world.api.initiative(idea.id)).awarded_cents == LEAST
