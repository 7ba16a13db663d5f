"""The file of a round: anybody counts again from it and finds the same winners and the same hash."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.budget.contract.rounds import RoundView
from services.budget.domain.election import Election, Project, an_election, drawn_lot
from services.budget.domain.equal_shares import EqualShares
from services.budget.domain.greedy import Greedy, Theme
from services.budget.domain.round_bundle import EQUAL_SHARES, GREEDY, Told, bundle
from services.budget.domain.round_count import Choices, count_by_both
from tests.budget.rounds import a_counted_round
from tests.budget.test_rounds_final import BALLOTS
from tests.budget.world import World
from voorveld.checks import ELECTIONS
from voorveld.cli import main
from voorveld.pabulib import read_pb
from voorveld.refusal import Refusal
from voorveld.tally import count

Say = Callable[..., dict[str, Any]]


@pytest.fixture
def tally(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Say:
    """Count bytes by the command line."""

    def say(content: bytes, *options: str) -> dict[str, Any]:
        file = tmp_path / "round.pb"
        file.write_bytes(content)
        capsys.readouterr()
        assert main(["tally", str(file), "--json", *options]) == 0
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        return said

    return say


async def counted_again(world: World, found: RoundView, tally: Say) -> None:
    said = tally(await world.api.round_bundle(found.id))
    assert found.outcome
    decides = found.outcome.counts[0]
    assert said["winners"] == [str(number) for number in decides.winners]
    assert said["spent"] * 100 == decides.spent_cents
    assert said["votes"] == found.outcome.voters
    assert said["lot"] == [str(number) for number in found.outcome.lot]
    assert said["sha256"] == found.outcome.sha256
    assert said["warnings"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"rule": "greedy"},
        {"rule": "greedy", "greedy": {"skip": False}},
        {"rule": "greedy", "greedy": {"least_votes": 4}},
        {"equal_shares": {"step_cents": None}},
        {"equal_shares": {"step_cents": 7, "fill_up": True}},
        {"equal_shares": {"whole_euros": True, "stop_when_exhausted": True}},
        {"rule": "greedy", "ballots_published": "votes_per_plan"},
    ],
    ids=str,
)
async def test_the_command_line_counts_the_same_winners_and_hash(
    world: World, tally: Say, changed: dict[str, Any]
) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS, **changed)
    await counted_again(world, found, tally)


async def test_a_file_that_was_edited_by_one_byte_is_told_by_its_hash(world: World, tally: Say, tmp_path: Path) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS)
    content, file = await world.api.round_bundle(found.id), tmp_path / "edited.pb"
    assert found.outcome
    refused = 0
    for at in range(len(content)):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            assert read_pb(file).sha256 != found.outcome.sha256
        except Refusal:
            refused += 1
    assert 0 < refused < len(content)
    assert tally(content.replace(b"\n10;", b"\n11;"))["sha256"] != found.outcome.sha256
    other_ballot = tally(content.replace(b";1\n2;1\n", b";1\n2;2\n"))
    assert any("says project 1 has 6 votes" in warning for warning in other_ballot["warnings"])
    lot = tuple(map(str, found.outcome.lot))
    seed = next(seed for seed in map(str, range(1000)) if drawn_lot(lot, seed) != lot)
    other_lot = tally(content.replace(f"seed;{found.outcome.seed}".encode(), f"seed;{seed}".encode()))
    assert other_lot["warnings"] == ["The lot is not the one that the seed gives."]


async def test_votes_per_plan_shows_no_ballot_and_says_what_cannot_be_counted(world: World, tmp_path: Path) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS, ballots_published="votes_per_plan")
    content = await world.api.round_bundle(found.id)
    assert content.decode().endswith("VOTES\nvoter_id;vote\n")
    file = tmp_path / "round.pb"
    file.write_bytes(content)
    assert read_pb(file).election.votes() == {"1": 6, "2": 5, "3": 4, "4": 2}
    with pytest.raises(Refusal, match="Equal Shares cannot be counted again"):
        count(file)


ids = st.lists(st.integers(1, 300_000), min_size=1, max_size=7)


@example(
    costs=[1],
    budget=1,
    ballots=[{1}],
    names="\r0",
    shares=EqualShares(),
    votes=Greedy(),
    of_theme=[""] * 7,
    percent=None,
    rule=EQUAL_SHARES,
)
@settings(max_examples=80, deadline=None)
@given(
    costs=ids,
    budget=st.integers(1, 900_000),
    ballots=st.lists(st.sets(st.integers(1, 7), min_size=1), max_size=12),
    names=st.text(max_size=30),
    shares=st.builds(
        EqualShares,
        step_cents=st.none() | st.integers(1, 50_000),
        stop_when_exhausted=st.booleans(),
        whole_euros=st.booleans(),
        fill_up=st.booleans(),
    ),
    votes=st.builds(
        Greedy,
        skip=st.booleans(),
        least_votes=st.integers(1, 4),
        themes=st.sampled_from(
            [(), (Theme("Sport; spel", 40_000),), (Theme("Sport; spel", 5), Theme('"Groen"', 70_001))]
        ),
        part_funding=st.booleans(),
    ),
    of_theme=st.lists(st.sampled_from(["", "Sport; spel", '"Groen"']), min_size=7, max_size=7),
    percent=st.none() | st.integers(1, 100),
    rule=st.sampled_from([EQUAL_SHARES, GREEDY]),
)
def test_any_round_comes_back_from_its_file_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    costs: list[int],
    budget: int,
    ballots: list[set[int]],
    names: str,
    shares: EqualShares,
    votes: Greedy,
    of_theme: list[str],
    percent: int | None,
    rule: str,
) -> None:
    leasts = [percent and -(-cost * percent // 100) for cost in costs]
    rows = zip(costs, of_theme[: len(costs)], leasts, strict=True)
    projects = [Project(str(at), cost, names, theme, least) for at, (cost, theme, least) in enumerate(rows, 1)]
    lot = drawn_lot((project.id for project in projects), "seed")
    cast = [[str(number) for number in ballot if number <= len(costs)] for ballot in ballots]
    election = an_election(budget, projects, filter(None, cast), lot)
    choices = Choices(shares, votes)
    by_rule = dict(zip((EQUAL_SHARES, GREEDY), count_by_both(election, choices), strict=True))
    file = tmp_path_factory.mktemp("bundle") / "round.pb"
    file.write_bytes(as_bundle(election, by_rule[rule].outcome.winners, rule, choices, title=names))
    again = count(file)
    assert again.file.election.ballots == election.ballots
    assert (again.outcome.winners, again.outcome.endowment) == (
        by_rule[rule].outcome.winners,
        by_rule[rule].outcome.endowment,
    )
    assert again.outcome.spent_cents == by_rule[rule].outcome.spent_cents
    assert again.file.warnings == ()


def as_bundle(
    election: Election, winners: tuple[str, ...], rule: str, choices: Choices, title: str = "Echte stemming"
) -> bytes:
    day = date(2020, 3, 1)
    told = Told("r", title, "Oosterpark", 2020, day, day, 12, rule, choices, "seed", 0)
    return bundle(told, election, winners, votes_only=False)


EXPECTED: dict[str, dict[str, Any]] = (
    json.loads((ELECTIONS / "expected.json").read_text())["elections"] if ELECTIONS.is_dir() else {"none": {}}
)


@cache
def as_a_round(name: str) -> Election:
    """A real election as a round of ours: plans by number, and the tie order of the expected outcomes (ids as text)."""
    real = read_pb(ELECTIONS / name).election
    numbers = {project.id: str(at) for at, project in enumerate(real.projects, 1)}
    projects = [Project(numbers[project.id], project.cost_cents, project.name) for project in real.projects]
    ballots = [[numbers[each] for each in ballot] for ballot, people in real.ballots.items() for _ in range(people)]
    return an_election(real.budget_cents, projects, ballots, [numbers[each] for each in real.lot])


@pytest.mark.skipif(not ELECTIONS.is_dir(), reason="no real elections beside this checkout")
@pytest.mark.parametrize("name", EXPECTED)
def test_real_elections_as_a_round_give_the_expected_winners_also_from_their_file(name: str, tmp_path: Path) -> None:
    real, election = read_pb(ELECTIONS / name).election, as_a_round(name)
    of = {str(at): project.id for at, project in enumerate(real.projects, 1)}
    official = EXPECTED[name]["variants"]["exhaustive_stop=0,floor_endowment=0"]["add1"]
    for rule, counted, expected in zip(
        (EQUAL_SHARES, GREEDY), count_by_both(election, Choices()), (official, EXPECTED[name]["greedy"]), strict=True
    ):
        winners = counted.outcome.winners
        assert [of[winner] for winner in winners] == expected
        file = tmp_path / f"{rule}.pb"
        content = as_bundle(election, winners, rule, Choices())
        # The lot of these is that of the expected outcomes, not one that was drawn.
        file.write_bytes(content.replace(b"\nseed;seed\n", b"\n"))
        again = count(file)
        assert again.outcome.winners == winners
        assert again.file.warnings == ()
