"""Greedy with themes and parts: as on paper, never more than there is, and plain greedy where neither is set."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.budget.domain.election import Election, Outcome, Project, Why, an_election
from services.budget.domain.greedy import Greedy, Theme, greedy
from services.budget.domain.round_count import Choices, count_by_both
from tests.budget.naive_greedy import on_paper

IDS, THEMES = "abcdef", ("sport", "groen", "kunst")
amounts = st.sampled_from([100, 600, 1200, 2000, 3000]) | st.integers(1, 5000)


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Few plans and round amounts, so that ties and exact fits are common; some without theme, some without a least."""
    projects = []
    for project_id in IDS[: draw(st.integers(1, len(IDS)))]:
        cost = draw(amounts)
        least = draw(st.none() | st.integers(1, cost))
        projects.append(Project(project_id, cost, theme=draw(st.sampled_from(("", *THEMES))), least_cents=least))
    ids = [project.id for project in projects]
    ballots = draw(st.lists(st.sets(st.sampled_from(ids)), min_size=1, max_size=12))
    return an_election(draw(st.integers(1, 9000)), projects, ballots, draw(st.permutations(ids)))


choices = st.builds(
    Greedy,
    skip=st.booleans(),
    least_votes=st.integers(1, 3),
    themes=st.lists(
        st.builds(Theme, st.sampled_from(THEMES), amounts), max_size=3, unique_by=lambda each: each.name
    ).map(tuple),
    part_funding=st.booleans(),
)


def what_each_gets(outcome: Outcome) -> dict[str, int]:
    of = {verdict.project.id: verdict for verdict in outcome.verdicts}
    return {winner: of[winner].gets_cents for winner in outcome.winners}


@settings(max_examples=400, deadline=None)
@given(elections(), choices)
def test_it_counts_as_on_paper_and_never_spends_more_than_there_is(election: Election, chosen: Greedy) -> None:
    outcome = greedy(election, chosen)
    gets = what_each_gets(outcome)
    assert list(gets.items()) == list(on_paper(election, chosen).items())
    assert outcome.spent_cents == sum(gets.values()) <= election.budget_cents


@settings(max_examples=200, deadline=None)
@given(elections(), choices)
def test_each_verdict_says_what_happened(election: Election, chosen: Greedy) -> None:
    outcome = greedy(election, chosen)
    won = (Why.WON, Why.WON_IN_THEME, Why.FILLED_UP, Why.IN_PART)
    for verdict in outcome.verdicts:
        plan = verdict.project
        assert (plan.id in outcome.winners) == (verdict.why in won)
        assert (verdict.part_cents is not None) == (verdict.why is Why.IN_PART)
        if verdict.part_cents is not None:
            assert plan.least_cents is not None
            assert plan.least_cents <= verdict.part_cents < plan.cost_cents
            assert outcome.winners[-1] == plan.id
            assert outcome.spent_cents == election.budget_cents
    for theme in chosen.themes:
        of_theme = [
            each for each in outcome.verdicts if each.why is Why.WON_IN_THEME and each.project.theme == theme.name
        ]
        assert sum(each.project.cost_cents for each in of_theme) <= theme.budget_cents


@settings(max_examples=200, deadline=None)
@given(elections(), st.booleans(), st.integers(1, 3))
def test_without_themes_and_minimums_it_is_plain_greedy(election: Election, skip: bool, least: int) -> None:
    plain = [Project(each.id, each.cost_cents) for each in election.projects]
    ballots = [ballot for ballot, people in election.ballots.items() for _ in range(people)]
    bare = an_election(election.budget_cents, plain, ballots, election.lot)
    counted = greedy(bare, Greedy(skip, least))
    # Parts may be given and nobody asks one; themes and minimums are said and the round has neither.
    for same in (greedy(bare, Greedy(skip, least, part_funding=True)), greedy(election, Greedy(skip, least))):
        assert (same.winners, same.spent_cents) == (counted.winners, counted.spent_cents)
        assert [each.why for each in same.verdicts] == [each.why for each in counted.verdicts]


def sport_and_art() -> Election:
    """EUR 10: sport has 6 of it, art 2. In votes: a 4, b 3, c 2, d 1."""
    plans = [
        Project("a", 500, theme="sport"),
        Project("b", 400, theme="sport", least_cents=250),
        Project("c", 200, theme="kunst"),
        Project("d", 50),
    ]
    return an_election(1000, plans, ["abcd", "abc", "ab", "a"], "abcd")


IN_THEMES = (Theme("sport", 600), Theme("kunst", 200))


def test_within_themes_first_and_then_what_is_left_over_all_as_worked_by_hand() -> None:
    """Sport: a (5 of 6), b does not fit. Art: c (2 of 2). Left is 3: b asks 4, d asks 0.50."""
    outcome = greedy(sport_and_art(), Greedy(themes=IN_THEMES))
    assert (outcome.winners, outcome.spent_cents) == (("a", "c", "d"), 750)
    assert [each.why for each in outcome.verdicts] == [Why.WON_IN_THEME, Why.SHORT, Why.WON_IN_THEME, Why.FILLED_UP]
    assert outcome.verdicts[1].short_by == 100


@pytest.mark.parametrize(
    ("skip", "winners", "part"),
    [(True, ("a", "c", "d", "b"), 250), (False, ("a", "c", "b"), 300)],
    ids=["skip", "stop"],
)
def test_a_part_is_what_is_left_in_the_end(skip: bool, winners: tuple[str, ...], part: int) -> None:
    outcome = greedy(sport_and_art(), Greedy(skip, themes=IN_THEMES, part_funding=True))
    assert (outcome.winners, outcome.spent_cents) == (winners, 1000)
    assert (outcome.verdicts[1].why, outcome.verdicts[1].part_cents) == (Why.IN_PART, part)


def test_what_voters_have_of_a_part_is_that_part() -> None:
    _, by_votes = count_by_both(sport_and_art(), Choices(greedy=Greedy(themes=IN_THEMES, part_funding=True)))
    # a: 4 voters, 500; b in part: 3, 250; c: 2, 200; d: 1, 50.
    assert by_votes.money_per_voter * 4 == 4 * 500 + 3 * 250 + 2 * 200 + 50


def test_themes_that_add_up_to_more_than_there_is_spend_no_more() -> None:
    plans = [Project("a", 600, theme="sport"), Project("b", 600, theme="kunst")]
    outcome = greedy(an_election(1000, plans, ["ab"], "ab"), Greedy(themes=(Theme("sport", 900), Theme("kunst", 900))))
    assert outcome.winners == ("a",)


@pytest.mark.parametrize("least", [0, 101])
def test_a_plan_can_do_with_something_and_no_more_than_it_costs(least: int) -> None:
    with pytest.raises(ValueError, match="can do with"):
        an_election(1, [Project("a", 100, least_cents=least)], [])
