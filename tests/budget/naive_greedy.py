"""Greedy in themes and parts as somebody would do it on paper: pick the best that is left, again and again.

For comparing: what each winner gets, in cents and in the order of winning.
"""

from services.budget.domain.election import Election, Project
from services.budget.domain.greedy import Greedy


def on_paper(election: Election, settings: Greedy) -> dict[str, int]:
    gets: dict[str, int] = {}
    for theme in settings.themes:
        left = election.budget_cents - sum(gets.values())
        plans = [project for project in election.projects if project.theme == theme.name]
        _hand_out(election, settings, plans, min(left, theme.budget_cents), gets)
    _hand_out(election, settings, list(election.projects), election.budget_cents - sum(gets.values()), gets)
    left = election.budget_cents - sum(gets.values())
    modest = [plan for plan in election.projects if plan.least_cents and plan.least_cents <= left]
    best = _best(election, settings, [plan for plan in modest if plan.id not in gets])
    if settings.part_funding and best:
        gets[best.id] = min(left, best.cost_cents)
    return gets


def _hand_out(election: Election, settings: Greedy, plans: list[Project], purse: int, gets: dict[str, int]) -> None:
    waiting = [plan for plan in plans if plan.id not in gets]
    while best := _best(election, settings, waiting):
        waiting.remove(best)
        if best.cost_cents <= purse:
            gets[best.id] = best.cost_cents
            purse -= best.cost_cents
        elif not settings.skip:
            return


def _best(election: Election, settings: Greedy, plans: list[Project]) -> Project | None:
    """Most votes, then the cheapest, then who stands first in the lot."""
    votes = {plan.id: sum(n for ballot, n in election.ballots.items() if plan.id in ballot) for plan in plans}
    enough = [plan for plan in plans if votes[plan.id] >= settings.least_votes]
    return max(enough, key=lambda plan: (votes[plan.id], -plan.cost_cents, -election.lot.index(plan.id)), default=None)
