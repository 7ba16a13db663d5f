"""The Method of Equal Shares as a textbook has it: a fraction per voter, and every step tried. Slow, for comparing."""

from fractions import Fraction

from services.budget.domain.election import Election, tie_order

Purses = list[tuple[tuple[str, ...], Fraction]]


def textbook(election: Election, step: int = 100) -> tuple[list[str], Fraction]:
    """Winners in order, and the endowment."""
    endowment = Fraction(election.budget_cents, election.voters)
    kept = _spend(election, endowment)
    while len(kept) < sum(1 for votes in election.votes().values() if votes):
        tried = _spend(election, endowment + step)
        if _cost(election, tried) > election.budget_cents:
            break
        kept, endowment = tried, endowment + step
    return kept, endowment


def left_after(election: Election, endowment: Fraction) -> Purses:
    """Everybody's purse after all purchases."""
    purses: Purses = [(ballot, endowment) for ballot, people in election.ballots.items() for _ in range(people)]
    _purchases(election, purses)
    return purses


def _spend(election: Election, endowment: Fraction) -> list[str]:
    purses: Purses = [(ballot, endowment) for ballot, people in election.ballots.items() for _ in range(people)]
    return _purchases(election, purses)


def _purchases(election: Election, purses: Purses) -> list[str]:
    ties, winners = tie_order(election, election.votes()), list[str]()
    while True:
        offers = []
        for project in election.projects:
            share = _share([left for ballot, left in purses if project.id in ballot], project.cost_cents)
            if project.id not in winners and share is not None:
                offers.append((share / project.cost_cents, ties[project.id], project.id, share))
        if not offers:
            return winners
        _, _, chosen, share = min(offers)
        winners.append(chosen)
        purses[:] = [(ballot, left - min(left, share) if chosen in ballot else left) for ballot, left in purses]


def _share(lefts: list[Fraction], cost: int) -> Fraction | None:
    if not lefts or sum(lefts) < cost:
        return None
    needed, heads = Fraction(cost), len(lefts)
    for left in sorted(lefts):
        if left * heads >= needed:
            return needed / heads
        needed, heads = needed - left, heads - 1
    raise AssertionError("they can pay together, so one of them can pay the rest")


def _cost(election: Election, winners: list[str]) -> int:
    return sum(project.cost_cents for project in election.projects if project.id in winners)
