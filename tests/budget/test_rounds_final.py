"""A counted round: both outcomes, who makes it final, what is awarded, what the others hear, and deviations."""

import hashlib

import pytest

from services.budget.contract.initiatives import DeclareStake
from services.budget.contract.refusals import HasStake, NotEnoughLeft
from services.budget.contract.round_refusals import (
    DecisionsAboveBudget,
    NotADeviation,
    RoundMove,
    RoundSetterCannotConfirm,
)
from services.budget.contract.rounds import CountRule, RoundState
from services.kit.caller import NotYours
from tests.budget.rounds import (
    a_counted_round,
    confirmed,
    the_line,
)
from tests.budget.world import (
    APPROVER,
    OFFICER,
    World,
    a_key,
    a_resident,
    a_worker,
    outcomes,
)
from tests.support.apps import a_person

BALLOTS: list[tuple[int, ...]] = [(1,), (1,), (1,), (1, 2), (1, 2), (1, 2), (2, 3), (2, 3), (3, 4), (3, 4)]
"""The neighbourhood party of tests/budget/elections: plans of 600, 300, 200 and 100 euros, and 1,000 to divide."""


async def test_both_outcomes_are_kept_with_what_they_mean_and_the_rule_that_was_set_decides(world: World) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS)
    assert found.outcome
    shares, votes = found.outcome.counts
    assert (shares.rule, shares.winners, shares.spent_cents) == (CountRule.EQUAL_SHARES, [1, 3, 4], 90_000)
    assert (votes.rule, votes.winners, votes.spent_cents, votes.endowment) == (
        CountRule.GREEDY,
        [1, 2, 4],
        100_000,
        None,
    )
    assert shares.endowment == "13900"
    assert (shares.voters_with_a_choice, votes.voters_with_a_choice) == (10, 10)
    assert (shares.choices_per_voter, shares.money_per_voter) == ("6/5", "46000")
    short = shares.verdicts[1]
    assert (short.votes, short.won, short.why, short.short_by) == (5, False, "short", "500")
    assert short.reason == (
        "Gesteund door 5. Iedereen had €\N{NO-BREAK SPACE}139 te geven, voor alle plannen samen. "
        "Er was €\N{NO-BREAK SPACE}5 te weinig."
    )
    assert (shares.verdicts[0].place, shares.verdicts[0].share) == (1, "10000")
    assert sorted(found.outcome.lot) == [1, 2, 3, 4]
    assert len(found.outcome.seed) == 32


async def test_final_awards_every_winner_with_its_letter_and_tells_the_others_why(world: World) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS)
    before = await the_line(world)
    mails = len(await world.mails())
    done = await world.as_(APPROVER).confirm_round(found.id, confirmed(found))
    assert done.state == RoundState.FINAL
    assert done.outcome
    assert [plan.funded for plan in done.outcome.decisions] == [True, False, True, True]
    after = await the_line(world)
    assert before.left_cents - after.left_cents == after.awarded_cents == 90_000
    states = [(await world.api.initiative(plan.initiative_id)).state for plan in done.projects]
    assert states == ["awarded", "refused", "awarded", "awarded"]
    told = {to: (subject, text) for to, subject, text in (await world.mails())[mails:]}
    assert sorted(told) == [f"plan{at}@voorbeeld.nl" for at in (1, 2, 3, 4)]
    assert "Gesteund door 6. Zij betaalden elk" in told["plan1@voorbeeld.nl"][1]
    assert "Er waren 10 stemmen" in told["plan1@voorbeeld.nl"][1]
    assert "Nee, je idee krijgt geen geld." in told["plan2@voorbeeld.nl"][1]
    assert "uiterlijk op" in told["plan2@voorbeeld.nl"][1]
    assert "te weinig." in told["plan2@voorbeeld.nl"][1]
    with pytest.raises(RoundMove):
        await world.as_(APPROVER).confirm_round(found.id, confirmed(done))


async def test_who_set_a_round_or_has_a_stake_does_not_make_it_final(world: World) -> None:
    found = await a_counted_round(world, 600, 300, ballots=[(1, 2)])
    both = a_person(("policy_officer", None), ("approver", None), person_id=OFFICER.id)
    with pytest.raises(RoundSetterCannotConfirm):
        await world.as_(both).confirm_round(found.id, confirmed(found))
    with pytest.raises(NotYours):
        await world.as_(a_resident()).confirm_round(found.id, confirmed(found))
    with pytest.raises(NotYours):
        await world.as_(a_worker("helpman")).confirm_round(found.id, confirmed(found))
    involved, idea = a_worker(), await world.api.initiative(found.projects[0].initiative_id)
    await world.as_(involved).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    with pytest.raises(HasStake):
        await world.as_(involved).confirm_round(found.id, confirmed(found))
    assert (await world.as_(a_worker()).confirm_round(found.id, confirmed(found))).state == RoundState.FINAL


async def test_a_deviation_needs_a_reason_fits_the_budget_and_stays_visible(world: World) -> None:
    found = await a_counted_round(world, 600, 300, 200, 100, ballots=BALLOTS)
    approver = world.as_(APPROVER)
    wrong = [
        [{"number": 1, "funded": True, "reason": "Dat was al zo"}],
        [{"number": 9, "funded": True, "reason": "Is er niet"}],
        [{"number": 2, "funded": True, "reason": "Een"}, {"number": 2, "funded": True, "reason": "Twee"}],
    ]
    for deviations in wrong:
        with pytest.raises(NotADeviation):
            await approver.confirm_round(found.id, confirmed(found, deviations=deviations))
    also_two = {"number": 2, "funded": True, "reason": "Samen met het festival"}
    with pytest.raises(DecisionsAboveBudget):
        await approver.confirm_round(found.id, confirmed(found, deviations=[also_two]))
    assert (await the_line(world)).awarded_cents == 0
    not_three = {"number": 3, "funded": False, "reason": "De tuin is verkocht"}
    done = await approver.confirm_round(found.id, confirmed(found, deviations=[also_two, not_three]))
    assert done.outcome
    assert [(plan.number, plan.funded, plan.deviation) for plan in done.outcome.decisions] == [
        (1, True, None),
        (2, True, "Samen met het festival"),
        (3, False, "De tuin is verkocht"),
        (4, True, None),
    ]
    assert done.outcome.counts[0].winners == [1, 3, 4]
    assert (await the_line(world)).awarded_cents == 100_000


async def test_two_who_confirm_at_once_award_once(world: World) -> None:
    found = await a_counted_round(world, 600, 300, ballots=[(1, 2)])
    second = a_person(("approver", None))
    answers = await outcomes(
        [lambda who=who: world.as_(who).confirm_round(found.id, confirmed(found)) for who in (APPROVER, second)]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["RoundView", "StaleVersion"]
    assert (await the_line(world)).awarded_cents == 90_000


async def test_what_no_longer_fits_on_the_line_awards_nothing_at_all(world: World) -> None:
    """No route takes it away (test_change_of_split.py); should it be gone all the same, nothing is half done."""
    found = await a_counted_round(world, 600, 300, ballots=[(1, 2)])
    line = await the_line(world)
    await world.rows(f"UPDATE balances SET balance_cents = 100 WHERE line_id = '{line.line_id}' AND account = 'free'")
    with pytest.raises(NotEnoughLeft):
        await world.as_(APPROVER).confirm_round(found.id, confirmed(found))
    assert (await world.api.round(found.id)).state == RoundState.CLOSED
    assert await world.rows("SELECT 1 FROM awards") == []


async def test_the_published_hash_is_that_of_the_file(world: World) -> None:
    found = await a_counted_round(world, 600, 300, ballots=[(1, 2), (1,)])
    assert found.outcome
    bundle = await world.api.round_bundle(found.id)
    assert hashlib.sha256(bundle).hexdigest() == found.outcome.sha256
    assert hashlib.sha256(bundle.replace(b"1,2", b"1,3")).hexdigest() != found.outcome.sha256
