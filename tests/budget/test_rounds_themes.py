"""A round with a budget per theme and a part for the last plan: set, said of each plan, counted, final, in the file."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from services.budget.contract.round_refusals import NotALeast, RoundMove, UnknownProject, UnknownRoundTheme
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import AddProjects, Deviation, RoundView
from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from tests.budget.rounds import (
    a_published_round,
    a_set_round,
    codes_of,
    confirmed,
    counted,
    ideas_of,
    published,
    the_line,
    vote,
)
from tests.budget.test_rounds_final import BALLOTS
from tests.budget.world import APPROVER, OFFICER, World, a_published_split, a_resident
from voorveld.pabulib import read_pb
from voorveld.tally import as_json, count, in_words

SPORT, GREEN = {"name": "Sport", "budget_cents": 40_000}, {"name": "Groen; tuin", "budget_cents": 30_000}
THEMES: dict[str, Any] = {"themes": [SPORT, GREEN], "part_funding": True}
NBSP = "\N{NO-BREAK SPACE}"


async def a_round_in_themes(world: World, **greedy: Any) -> RoundView:
    """EUR 1,000 of which 400 for sport and 300 for green.

    Plans: 1 asks 600 (sport, can do with 200), 2 asks 300 (sport), 3 asks 200 (green), 4 asks 300 (no theme).
    """
    await a_published_split(world)
    found = await a_set_round(world, rule="greedy", greedy=THEMES | greedy)
    ids = [idea.id for idea in await ideas_of(world, 600, 300, 200, 300)]
    found = await world.as_(OFFICER).add_projects(found.id, AddProjects(version=found.version, initiative_ids=ids))
    for number, theme, least in ((1, "Sport", 20_000), (2, "Sport", None), (3, "Groen; tuin", None)):
        found = await said(world, found, number=number, theme=theme, least_cents=least)
    return await published(world, found)


async def said(world: World, found: RoundView, **terms: Any) -> RoundView:
    body = SetProjectTerms.model_validate({"version": found.version} | terms)
    return await world.as_(OFFICER).set_project_terms(found.id, body)


async def a_counted_round_in_themes(world: World, **greedy: Any) -> RoundView:
    found = await a_round_in_themes(world, **greedy)
    world.clock.set(found.opens_at)
    for code, ballot in zip(await codes_of(world, found, len(BALLOTS)), BALLOTS, strict=True):
        await vote(world, found, code, *ballot)
    return await counted(world, found)


async def test_a_round_in_themes_shows_them_with_the_theme_and_minimum_of_each_plan(world: World) -> None:
    found = await world.api.round((await a_round_in_themes(world)).id)
    assert [(theme.name, theme.budget_cents) for theme in found.greedy.themes] == [
        ("Sport", 40_000),
        ("Groen; tuin", 30_000),
    ]
    assert [(plan.theme, plan.least_cents) for plan in found.projects] == [
        ("Sport", 20_000),
        ("Sport", None),
        ("Groen; tuin", None),
        (None, None),
    ]


async def test_themes_go_first_then_the_rest_then_a_part_each_with_its_reason(world: World) -> None:
    """Sport: 1 does not fit, 2 does. Green: 3. Left 500: 1 asks 600, 4 asks 300. Left 200: all that 1 can do with."""
    found = await a_counted_round_in_themes(world)
    assert found.outcome
    votes, shares = found.outcome.counts
    assert (votes.winners, votes.spent_cents) == ([2, 3, 4, 1], 100_000)
    assert [(each.why, each.part_cents, each.place) for each in votes.verdicts] == [
        ("in_part", 20_000, 4),
        ("won_in_theme", None, 1),
        ("won_in_theme", None, 2),
        ("filled_up", None, 3),
    ]
    assert votes.verdicts[0].reason == (
        "Gesteund door 6. Voor alles was te weinig geld. Het plan kan ook met minder, "
        f"en krijgt de €{NBSP}200 die over was."
    )
    assert votes.verdicts[1].reason == "Gesteund door 5. Er was genoeg geld voor het thema."
    # The other way of counting knows no themes.
    assert shares.winners == [1, 3]
    # 1 in part for its six, 2 for its five, 3 for its four, 4 for its two; ten people voted.
    assert votes.money_per_voter == str((6 * 20_000 + 5 * 30_000 + 4 * 20_000 + 2 * 30_000) // 10)


async def test_final_awards_the_part_in_the_ledger_with_its_reason_in_the_letter(world: World) -> None:
    found = await a_counted_round_in_themes(world)
    before, mails = await the_line(world), len(await world.mails())
    done = await world.as_(APPROVER).confirm_round(found.id, confirmed(found))
    assert done.outcome
    assert [(each.funded, each.part_cents) for each in done.outcome.decisions] == [
        (True, 20_000),
        (True, None),
        (True, None),
        (True, None),
    ]
    after = await the_line(world)
    assert before.left_cents - after.left_cents == after.awarded_cents == 100_000
    told = {to: text for to, _, text in (await world.mails())[mails:]}
    part = told["plan1@voorbeeld.nl"]
    assert f"€{NBSP}200" in part
    assert "Het plan kan ook met minder" in part
    assert "een deel" in part
    assert "Er was genoeg geld voor het thema." in told["plan2@voorbeeld.nl"]


async def test_a_deviation_on_the_plan_that_got_a_part_gives_it_nothing(world: World) -> None:
    found = await a_counted_round_in_themes(world)
    away = Deviation(number=1, funded=False, reason="Deze zaal is dicht.")
    done = await world.as_(APPROVER).confirm_round(found.id, confirmed(found, deviations=[away]))
    assert done.outcome
    assert (done.outcome.decisions[0].funded, done.outcome.decisions[0].part_cents) == (False, None)
    assert (await the_line(world)).awarded_cents == 80_000


async def test_without_parts_in_the_round_nobody_gets_one(world: World) -> None:
    await a_published_split(world)
    found = await a_set_round(world, rule="greedy", greedy={"themes": [SPORT]})
    [idea] = await ideas_of(world, 600)
    found = await world.as_(OFFICER).add_projects(
        found.id, AddProjects(version=found.version, initiative_ids=[idea.id])
    )
    with pytest.raises(NotALeast):
        await said(world, found, number=1, least_cents=20_000)


async def test_the_file_tells_themes_and_minimums_and_counts_the_same(world: World, tmp_path: Path) -> None:
    found = await a_counted_round_in_themes(world)
    content, file = await world.api.round_bundle(found.id), tmp_path / "round.pb"
    file.write_bytes(content)
    lines = content.decode().splitlines()
    for row in ("themes;1", 'categories;"Sport,Groen; tuin"', "budget_per_category;400,300", "part_funding;1"):
        assert row in lines
    assert "project_id;cost;votes;name;selected;category;least_cost" in lines
    assert [plan.theme for plan in read_pb(file).election.projects] == ["Sport", "Sport", "Groen; tuin", ""]
    again = count(file)
    assert found.outcome
    assert [int(winner) for winner in again.outcome.winners] == found.outcome.counts[0].winners
    assert again.outcome.spent_cents == 100_000
    assert "so it gets EUR 200" in in_words(again)
    assert '"gets": 200' in as_json(again)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"number": 1, "theme": "Kunst"}, UnknownRoundTheme),
        ({"number": 9, "theme": "Sport"}, UnknownProject),
        ({"number": 1, "least_cents": 60_001}, NotALeast),
        ({"number": 1, "theme": "Sport", "version": 99}, StaleVersion),
    ],
    ids=str,
)
async def test_what_does_not_fit_the_round_is_refused(
    world: World, terms: dict[str, Any], refusal: type[Exception]
) -> None:
    found = await a_round_in_themes(world)
    with pytest.raises(refusal):
        await said(world, found, **terms)
    assert (await world.api.round(found.id)).projects == found.projects


async def test_only_who_manages_the_round_says_it_and_only_until_it_opens(world: World) -> None:
    found = await a_round_in_themes(world)
    body = SetProjectTerms(version=found.version, number=4, theme="Sport")
    with pytest.raises(NotYours):
        await world.as_(a_resident()).set_project_terms(found.id, body)
    world.clock.set(found.opens_at)
    with pytest.raises(RoundMove):
        await world.as_(OFFICER).set_project_terms(found.id, body)


async def test_a_round_without_themes_says_nothing_of_them_in_its_file(world: World) -> None:
    found = await a_published_round(world, 600)
    content = (await world.api.round_bundle((await counted(world, found)).id)).decode()
    assert "project_id;cost;votes;name;selected\n" in content
    assert "themes" not in content
    assert "part_funding" not in content


@pytest.mark.parametrize(
    "themes",
    [
        [{"name": "Sport", "budget_cents": 100_001}],
        [SPORT, SPORT],
        [{"name": "Sport, spel", "budget_cents": 1}],
        [{"name": "Sport", "budget_cents": 0}],
        [{"name": " ", "budget_cents": 1}],
    ],
    ids=str,
)
async def test_themes_are_told_apart_and_have_no_more_than_the_round(
    world: World, themes: list[dict[str, Any]]
) -> None:
    await a_published_split(world)
    with pytest.raises(ValidationError):
        await a_set_round(world, greedy={"themes": themes})
