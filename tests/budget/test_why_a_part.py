"""Everybody reads why an idea got a part, in plain words, whatever decided on it."""

import asyncpg
import pytest

from services.budget.contract.deliberations import SupportProposal
from services.budget.contract.initiatives import InitiativeState
from tests.budget.deliberating import an_idea_for_consent, proposed
from tests.budget.rounds import a_set_round, confirmed, published
from tests.budget.schemes import a_published_scheme
from tests.budget.test_least import only_left
from tests.budget.test_objections_money import a_refusal_objected, decide
from tests.budget.test_part_yes import WHY, part
from tests.budget.test_rounds_themes import a_counted_round_in_themes
from tests.budget.world import (
    APPROVER,
    World,
    a_key,
    a_published_split,
    a_resident,
    a_worker,
    an_open_initiative,
    yes,
)

NBSP = "\N{NO-BREAK SPACE}"


async def test_what_was_left_says_that_there_was_no_more(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    idea = await an_open_initiative(world)
    assert idea.part_why == ""
    await only_left(world, 30_000)
    done = await yes(world, a_resident(), await yes(world, a_worker(), idea))
    assert (done.awarded_cents, done.part_ground) == (30_000, "")
    assert done.part_why == "Meer vrij geld was er niet voor Oosterpark in 2020. Wat er nog was, kreeg dit idee."
    english = await world.http.get(f"/v1/initiatives/{idea.id}", headers={"Accept-Language": "en"})
    assert english.json()["partWhy"].startswith("There was no more free money for Oosterpark in 2020.")
    with pytest.raises(asyncpg.RestrictViolationError):
        await world.rows("UPDATE awards SET part_why = '{}'")


async def test_beside_a_vote_it_says_what_is_kept_for_that(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    idea = await an_open_initiative(world)
    await published(world, await a_set_round(world, budget_cents=20_000))
    await only_left(world, 50_000)
    done = await yes(world, a_resident(), await yes(world, a_worker(), idea))
    assert done.awarded_cents == 30_000
    assert f"€{NBSP}200 stond apart voor een stemming." in done.part_why


async def test_a_vote_says_what_its_count_gave(world: World) -> None:
    found = await a_counted_round_in_themes(world)
    await world.as_(APPROVER).confirm_round(found.id, confirmed(found))
    views = [await world.api.initiative(plan.initiative_id) for plan in found.projects]
    assert views[0].part_why.startswith("In de stemming ‘Topidee’. Gesteund door 6.")
    assert "Het plan kan ook met minder" in views[0].part_why
    assert [view.part_why for view in views[1:]] == ["", "", ""]


async def test_what_the_circle_chose_stays_in_its_own_words(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    idea = await an_open_initiative(world)
    done = await part(world, a_resident(), await part(world, a_worker(), idea))
    assert (done.part_ground, done.part_why) == (WHY, "")


async def test_by_consent_it_is_what_the_proposal_said(world: World) -> None:
    idea = await an_idea_for_consent(world)
    told = await proposed(world, a_worker(), idea, amount_cents=50_000, text="De zaal is gratis.")
    body = SupportProposal(no_stake=True)
    await world.as_(a_resident()).support_proposal(told.proposals[0].id, body, key=a_key())
    world.clock.set(world.clock.now().replace(month=12))
    await world.do_work()
    done = await world.api.initiative(idea.id)
    assert (done.state, done.part_ground, done.part_why) == (InitiativeState.AWARDED, "De zaal is gratis.", "")


async def test_on_an_objection_it_says_so_and_not_what_was_objected(world: World) -> None:
    idea, _, filed = await a_refusal_objected(world)
    await decide(world, filed, 60_000)
    assert (await world.api.initiative(idea.id)).part_why == "Zo is besloten op een bezwaar."


async def test_an_award_of_all_needs_no_reason(world: World) -> None:
    await a_published_split(world)
    done = await yes(world, a_resident(), await yes(world, a_worker(), await an_open_initiative(world)))
    assert (done.part_ground, done.part_why) == ("", "")
