"""Real elections come out as they did officially, and as three other programs count them.

The files lie beside the checkout (no licence seen, so they are not committed); without them these tests are left out
and say so. Run them alone with `make test-elections`.
"""

import json
from functools import cache
from typing import Any

import pytest

from services.budget.domain.election import Election
from services.budget.domain.equal_shares import EqualShares, equal_shares
from services.budget.domain.greedy import greedy
from voorveld.checks import ELECTIONS
from voorveld.pabulib import read_pb

pytestmark = pytest.mark.skipif(
    not ELECTIONS.is_dir(), reason="no real elections beside this checkout (../shared/data/elections)"
)
EXPECTED: dict[str, dict[str, Any]] = (
    json.loads((ELECTIONS / "expected.json").read_text())["elections"] if ELECTIONS.is_dir() else {"none": {}}
)
VARIANTS = [(stop, whole, fill) for stop in (False, True) for whole in (False, True) for fill in (False, True)]
every_election = pytest.mark.parametrize("name", EXPECTED)


@cache
def election_of(name: str) -> Election:
    return read_pb(ELECTIONS / name).election


@every_election
def test_greedy_comes_out_as_others_count_it(name: str) -> None:
    outcome = greedy(election_of(name))
    assert list(outcome.winners) == EXPECTED[name]["greedy"]
    assert outcome.spent_cents == EXPECTED[name]["greedy_cost"] * 100


@every_election
def test_equal_shares_without_growing_purses_comes_out_as_others_count_it(name: str) -> None:
    outcome = equal_shares(election_of(name), EqualShares(step_cents=None))
    assert list(outcome.winners) == EXPECTED[name]["mes"]
    assert outcome.spent_cents == EXPECTED[name]["mes_cost"] * 100


@every_election
@pytest.mark.parametrize(("stop", "whole", "fill"), VARIANTS)
def test_equal_shares_comes_out_as_others_count_it_in_every_variant(
    name: str, stop: bool, whole: bool, fill: bool
) -> None:
    outcome = equal_shares(election_of(name), EqualShares(stop_when_exhausted=stop, whole_euros=whole, fill_up=fill))
    expected = EXPECTED[name]["variants"][f"exhaustive_stop={stop:d},floor_endowment={whole:d}"]
    kind = "add1u" if fill else "add1"
    assert outcome.endowment is not None
    assert list(outcome.winners) == expected[kind]
    assert outcome.spent_cents == expected[f"{kind}_cost"] * 100
    assert str(outcome.endowment / 100) == expected["endowment"]
    assert outcome.steps == expected["runs"]


@every_election
def test_the_default_settings_give_the_official_winners_of_equal_shares_elections(name: str) -> None:
    file = read_pb(ELECTIONS / name)
    if not file.meta["rule"].startswith("equalshares"):
        pytest.skip("its official rule was another one")
    with (ELECTIONS / name).open(encoding="utf-8") as lines:
        rows = [line.strip().split(";") for line in lines]
    header = next(row for row in rows if row[0] == "project_id")
    selected, known = header.index("selected"), {project.id for project in file.election.projects}
    official = {row[0] for row in rows if row[0] in known and len(row) > selected and row[selected] == "1"}
    assert set(equal_shares(file.election).winners) == official
