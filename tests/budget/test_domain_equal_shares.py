"""Counting by the Method of Equal Shares and by greedy: exact, whatever the order, and never more than there is."""

from fractions import Fraction
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.budget.domain.election import Election, Project, Why, an_election, drawn_lot
from services.budget.domain.equal_shares import EqualShares, equal_shares
from services.budget.domain.greedy import Greedy, greedy
from tests.budget.naive_equal_shares import left_after, textbook
from voorveld.pabulib import read_pb

BUURTFEEST = Path(__file__).parent / "elections" / "buurtfeest.pb"
IDS = "abcdef"


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Few plans, few and round amounts, and ballots that repeat: so that ties and exact fits are common."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    cost = st.sampled_from([100, 600, 1200, 2000, 3000, 4500]) | st.integers(1, 5000)
    projects = [Project(project_id, draw(cost)) for project_id in ids]
    ballots = draw(st.lists(st.sets(st.sampled_from(ids)), min_size=1, max_size=12))
    lot = draw(st.permutations(ids))
    return an_election(draw(st.sampled_from([1200, 3000, 6000]) | st.integers(1, 9000)), projects, ballots, lot)


def an_easy_election(costs: dict[str, int], ballots: list[str], budget: int, lot: str = "") -> Election:
    return an_election(budget, [Project(name, cost) for name, cost in costs.items()], ballots, lot)


def test_the_made_up_election_comes_out_as_worked_by_hand() -> None:
    """1000 for 10 voters. The six of kamp give 100 each, the four of tuin 50, the two of film 50: EUR 900.

    Muziek has three voters with purse - 100 and two with purse - 50, who together reach 300 when the purse is 140. Then
    all four would cost 1200, so the purse stays 139, at which muziek has 3 x 39 + 2 x 89 = 295: EUR 5 short.
    """
    outcome = equal_shares(read_pb(BUURTFEEST).election)
    assert outcome.winners == ("kamp", "tuin", "film")
    assert outcome.spent_cents == 90_000
    assert outcome.endowment == 13_900
    assert outcome.steps == 41
    kamp, muziek, tuin, film = outcome.verdicts
    assert [(won.votes, won.why, won.share) for won in (kamp, tuin, film)] == [
        (6, Why.WON, 10_000),
        (4, Why.WON, 5_000),
        (2, Why.WON, 5_000),
    ]
    assert (muziek.why, muziek.votes, muziek.share, muziek.short_by) == (Why.SHORT, 5, None, 500)


def test_purses_that_do_not_grow_leave_the_same_plan_short_by_more() -> None:
    outcome = equal_shares(read_pb(BUURTFEEST).election, EqualShares(step_cents=None))
    assert (outcome.winners, outcome.endowment) == (("kamp", "tuin", "film"), 10_000)
    assert outcome.verdicts[1].short_by == 20_000


@settings(max_examples=200, deadline=None)
@given(elections())
def test_the_fast_count_is_the_textbook_count(election: Election) -> None:
    outcome = equal_shares(election)
    winners, endowment = textbook(election)
    assert list(outcome.winners) == winners
    assert outcome.endowment == endowment
    assert outcome.steps >= (endowment - Fraction(election.budget_cents, election.voters)) / 100 + 1
    purses = left_after(election, endowment)
    for verdict in outcome.verdicts:
        if verdict.why is Why.SHORT:
            left = sum(left for ballot, left in purses if verdict.project.id in ballot)
            assert verdict.short_by == verdict.project.cost_cents - left
            assert verdict.short_by > 0


def test_a_thousand_elections_in_which_purses_run_out_are_the_textbook_count() -> None:
    """Hypothesis prefers small examples; here many ballots overlap, so that many voters end with nothing."""
    chance = Random(2015)
    for _ in range(1000):
        ids = "abcdefg"[: chance.randint(3, 7)]
        projects = [Project(name, chance.choice([600, 1200, 2000, 3000, chance.randint(1, 5000)])) for name in ids]
        ballots = [chance.sample(ids, chance.randint(1, len(ids))) for _ in range(chance.randint(4, 14))]
        election = an_election(chance.randint(2000, 9000), projects, ballots, chance.sample(ids, len(ids)))
        outcome = equal_shares(election)
        assert (list(outcome.winners), outcome.endowment) == textbook(election)


@settings(deadline=None)
@given(elections(), st.booleans(), st.booleans(), st.booleans())
def test_no_setting_ever_spends_more_than_there_is(election: Election, stop: bool, whole: bool, fill: bool) -> None:
    counted = [
        equal_shares(election, EqualShares(stop_when_exhausted=stop, whole_euros=whole, fill_up=fill)),
        greedy(election, Greedy(skip=stop)),
    ]
    costs = {project.id: project.cost_cents for project in election.projects}
    for outcome in counted:
        assert outcome.spent_cents == sum(costs[winner] for winner in outcome.winners) <= election.budget_cents
        assert len(set(outcome.winners)) == len(outcome.winners)
        won = {verdict.project.id for verdict in outcome.verdicts if verdict.why in (Why.WON, Why.FILLED_UP)}
        assert won == set(outcome.winners)


@settings(deadline=None)
@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_plans_and_of_ballots_changes_nothing(election: Election, chance: Random) -> None:
    projects = list(election.projects)
    ballots = list(chain.from_iterable([ballot] * people for ballot, people in election.ballots.items()))
    chance.shuffle(projects)
    chance.shuffle(ballots)
    shuffled = an_election(election.budget_cents, projects, [ballot[::-1] for ballot in ballots], election.lot)
    assert equal_shares(shuffled).winners == equal_shares(election).winners
    assert greedy(shuffled).winners == greedy(election).winners


@settings(deadline=None)
@given(elections())
def test_who_share_all_their_wishes_get_what_their_part_of_the_money_pays(election: Election) -> None:
    """Justified representation for people with equal ballots: if their part pays for one of their plans, one wins."""
    winners = set(equal_shares(election).winners)
    costs = {project.id: project.cost_cents for project in election.projects}
    for ballot, people in election.ballots.items():
        theirs = Fraction(election.budget_cents * people, election.voters)
        if any(costs[project_id] <= theirs for project_id in ballot):
            assert winners & set(ballot)


def test_equals_go_by_lowest_cost_then_by_the_lot() -> None:
    """Two voters for each plan: the price per euro is the same for all, so the order is all that tells them apart."""
    costs = {"a": 600, "b": 400, "c": 600}
    election = an_easy_election(costs, ["abc", "abc"], 1000, lot="cab")
    assert equal_shares(election).winners == ("b", "c")
    assert greedy(election).winners == ("b", "c")
    assert equal_shares(an_easy_election(costs, ["abc", "abc"], 1000)).winners == ("b", "a")


@pytest.mark.parametrize("order", ["abpq", "bapq"])
def test_prices_that_differ_by_less_than_a_float_can_tell_are_told_apart(order: str) -> None:
    """`p` and `q` leave one supporter of `a` a third of its cost, and one of `b` a trifle more than a third.

    So `b` costs its other supporter less per euro, by one part in ten to the thirtieth, though it costs more.
    """
    huge = 10**30
    costs = {"a": 6 * huge, "b": 6 * huge + 3, "p": 9 * huge, "q": 9 * huge - 6}
    election = an_easy_election(
        {name: costs[name] for name in order}, ["pa", "a", "qb", "b", "p", "p", "q", "q"], 40 * huge
    )
    outcome = equal_shares(election, EqualShares(step_cents=None))
    assert outcome.winners == ("q", "p", "b", "a")
    assert outcome.verdicts[order.index("b")].share == 4 * huge + 1


def test_a_purse_short_by_less_than_a_float_can_tell_is_short() -> None:
    """After `p` one of the two who want `a` has 2 x 10^30 left, one less than half of what it costs."""
    huge = 10**30
    election = an_easy_election({"a": 4 * huge + 2, "p": 9 * huge}, ["pa", "a", "p", "p"], 20 * huge)
    outcome = equal_shares(election, EqualShares(step_cents=None))
    assert outcome.winners == ("p", "a")
    assert outcome.verdicts[0].share == 2 * huge + 2


def test_a_lot_drawn_by_a_seed_is_the_same_for_everybody() -> None:
    assert drawn_lot("abcdef", "12 maart, 4711") == drawn_lot("fedcba", "12 maart, 4711")
    assert len({drawn_lot("abcdef", str(seed)) for seed in range(20)}) > 10


def test_greedy_passes_over_what_does_not_fit_or_stops_there() -> None:
    election = read_pb(BUURTFEEST).election
    passed, stopped = greedy(election), greedy(election, Greedy(skip=False))
    assert passed.winners == ("kamp", "muziek", "film")
    assert (passed.verdicts[2].why, passed.verdicts[2].short_by) == (Why.SHORT, 10_000)
    assert stopped.winners == ("kamp", "muziek")
    assert stopped.verdicts[3].why is Why.AFTER_THE_STOP


def test_a_plan_nobody_or_too_few_want_gets_nothing() -> None:
    election = an_easy_election({"a": 100, "b": 100, "c": 100}, ["a", "a", "b"], 300)
    assert equal_shares(election).winners == ("a", "b")
    assert equal_shares(election).verdicts[2].why is Why.NO_VOTES
    few = greedy(election, Greedy(least_votes=2))
    assert (few.winners, few.verdicts[1].why, few.verdicts[2].why) == (("a",), Why.TOO_FEW_VOTES, Why.NO_VOTES)


def test_without_a_single_ballot_nothing_wins() -> None:
    outcome = equal_shares(an_easy_election({"a": 100}, [], 300))
    assert (outcome.winners, outcome.endowment, outcome.steps) == ((), None, 0)


def test_a_plan_out_of_reach_for_a_million_steps_is_counted_at_once() -> None:
    """One voter wants what costs a hundred million cents: the steps in between change nothing and are not taken."""
    election = an_easy_election({"a": 100, "b": 100_000_000}, ["a", "b"], 1000)
    outcome = equal_shares(election)
    assert (outcome.winners, outcome.endowment, outcome.steps) == (("a",), 99_999_900, 999_996)
    assert outcome.verdicts[1].short_by == 100


def test_an_election_that_cannot_be_is_not_made() -> None:
    with pytest.raises(ValueError, match="lot"):
        an_easy_election({"a": 100, "b": 100}, [], 300, lot="a")
    with pytest.raises(ValueError, match="costs"):
        an_easy_election({"a": 0}, [], 300)
    with pytest.raises(ValueError, match="step"):
        EqualShares(step_cents=0)
