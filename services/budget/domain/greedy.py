"""Greedy counting: most votes first, as long as the money lasts."""

from dataclasses import dataclass
from fractions import Fraction

from services.budget.domain.election import Election, Outcome, Verdict, Why, tie_order


@dataclass(frozen=True)
class Greedy:
    """The choices that change who wins; each is published with the outcome.

    `skip`: pass over what does not fit and go on; without it counting stops there. `least_votes`: with fewer, no money.
    """

    skip: bool = True
    least_votes: int = 1


def greedy(election: Election, settings: Greedy = Greedy()) -> Outcome:
    """Count a round. Equals in votes: the lowest cost first, then the lot."""
    votes = election.votes()
    ties = tie_order(election, votes)
    winners: list[str] = []
    verdicts: dict[str, Verdict] = {}
    room, stopped = election.budget_cents, False
    for project in sorted(election.projects, key=lambda project: (-votes[project.id], ties[project.id])):
        support, short_by = votes[project.id], project.cost_cents - room
        if support < settings.least_votes:
            verdict = Verdict(project, support, Why.TOO_FEW_VOTES if support else Why.NO_VOTES)
        elif stopped:
            verdict = Verdict(project, support, Why.AFTER_THE_STOP)
        elif short_by > 0:
            verdict = Verdict(project, support, Why.SHORT, short_by=Fraction(short_by))
            stopped = not settings.skip
        else:
            verdict = Verdict(project, support, Why.WON)
            winners.append(project.id)
            room -= project.cost_cents
        verdicts[project.id] = verdict
    in_order = tuple(verdicts[project.id] for project in election.projects)
    return Outcome(tuple(winners), election.budget_cents - room, None, in_order)
