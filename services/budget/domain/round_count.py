"""Counts a round by both rules, and says what each outcome means for the people who voted. Amounts are euro cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from services.budget.domain.election import Election, Outcome, Verdict, Why
from services.budget.domain.equal_shares import EqualShares, equal_shares
from services.budget.domain.greedy import Greedy, greedy


@dataclass(frozen=True)
class Choices:
    """What was set beforehand of both rules."""

    equal_shares: EqualShares = field(default_factory=EqualShares)
    greedy: Greedy = field(default_factory=Greedy)


@dataclass(frozen=True)
class Counted:
    """An outcome, and what it means for voters.

    `voters_with_a_choice`: how many have a winner among their choices. `choices_per_voter` and `money_per_voter`: how
    many winners somebody chose, and what those cost together, on average over everybody who voted.
    """

    outcome: Outcome
    voters_with_a_choice: int
    choices_per_voter: Fraction
    money_per_voter: Fraction


def count_by_both(election: Election, choices: Choices) -> tuple[Counted, Counted]:
    """By Equal Shares, and greedy."""
    outcomes = equal_shares(election, choices.equal_shares), greedy(election, choices.greedy)
    by_shares, by_votes = (_for_voters(election, outcome) for outcome in outcomes)
    return by_shares, by_votes


def _for_voters(election: Election, outcome: Outcome) -> Counted:
    won_by = (verdict for verdict in outcome.verdicts if verdict.project.id in outcome.winners)
    costs = {verdict.project.id: verdict.gets_cents for verdict in won_by}
    with_a_choice = chosen = money = 0
    for ballot, people in election.ballots.items():
        won = [costs[project_id] for project_id in ballot if project_id in costs]
        with_a_choice += people if won else 0
        chosen += people * len(won)
        money += people * sum(won)
    everybody = max(election.voters, 1)
    return Counted(outcome, with_a_choice, Fraction(chosen, everybody), Fraction(money, everybody))


def why_in_words(verdict: Verdict, endowment: Fraction | None) -> tuple[str, dict[str, int]]:
    """The slug of the sentence that says why, and its facts; amounts in whole cents, rounded so that it stays true."""
    facts: dict[str, int] = {"votes": verdict.votes}
    if verdict.share is not None:
        facts["share"] = _up(verdict.share)
    if verdict.short_by is not None:
        facts["short"] = _up(verdict.short_by)
    if verdict.part_cents is not None:
        facts["part"] = verdict.part_cents
    if endowment is not None:
        facts["each"] = int(endowment)
    kind = verdict.why.value.replace("_", "-")
    if verdict.why in (Why.WON, Why.SHORT):
        kind += "-by-shares" if endowment is not None else "-by-votes"
    return f"round.why.{kind}", facts


def _up(cents: Fraction) -> int:
    return -int(-cents // 1)


def differing(decided: Mapping[int, bool], winners: Iterable[int]) -> set[int]:
    """The numbers of the plans on which was decided otherwise than was counted."""
    won = set(winners)
    return {number for number, funded in decided.items() if funded != (number in won)}
