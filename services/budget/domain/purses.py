"""Equal purses, spent: one allocation of the Method of Equal Shares, for one amount per voter, exact and fast.

What a voter has left is always `endowment - the shares of the winners on their ballot`, or nothing once they paid all
they had. So exact money needs no fraction per voter: a group of equal ballots is one integer that counts, in a slot
per project, how many of its people approve it (and, in the last slot, how many they are). Adding such integers adds
all slots at once, and the slots times the shares (integers over one common denominator) is the money left, exactly.

Floats only sort out what is clear. A purse is a float from which one correctly rounded share per winner was taken: with
fewer than a thousand winners it is off by less than the margin (2^-40 of the endowment). Whatever lies within the
margin is decided by the integers.
"""

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import ceil, gcd
from operator import mul
from struct import Struct

from services.budget.domain.election import Election, tie_order

_NEVER_OFF_BY = 2.0**-40
_BOUND_SLACK = 1 + 1e-12


class Ballots:
    """What all allocations of one election share: its ballots in numbers. Projects and groups go by their place."""

    def __init__(self, election: Election) -> None:
        place = {project.id: at for at, project in enumerate(election.projects)}
        self.costs = [project.cost_cents for project in election.projects]
        self.people = list(election.ballots.values())
        self.supporters: list[list[int]] = [[] for _ in self.costs]
        bits = 16 if election.voters < 1 << 16 else 32
        self.slots = Struct(f"<{len(self.costs) + 1}{'H' if bits == 16 else 'I'}")
        self.packed: list[int] = []
        for group, (ballot, people) in enumerate(election.ballots.items()):
            approved = [place[project_id] for project_id in ballot]
            for project in approved:
                self.supporters[project].append(group)
            self.packed.append(people * sum(1 << bits * slot for slot in [*approved, len(self.costs)]))
        votes = election.votes()
        self.votes = [votes[project.id] for project in election.projects]
        ties = tie_order(election, votes)
        self.ties = [ties[project.id] for project in election.projects]


class Allocation:
    """Purses of `endowment` cents, spent until no project can be paid by its supporters, or the total passes `limit`.

    Each round goes to the project that costs its supporters least per euro (utility is cost), each paying the same
    share or all they have left. Exact amounts are integers of `1 / self._unit` cent.
    """

    def __init__(self, ballots: Ballots, endowment: Fraction, limit: int) -> None:
        self.winners: list[int] = []
        self.spent = 0
        self._ballots = ballots
        self._endowment = endowment
        self._purse, self._unit = endowment.as_integer_ratio()
        self._shares: list[int] = []
        self._left = [float(endowment)] * len(ballots.people)
        self._margin = float(endowment) * _NEVER_OFF_BY
        self._most = float(endowment) + self._margin
        self._packed = ballots.packed.copy()
        self._rich = ballots.supporters.copy()
        self._poor: list[list[int]] = [[] for _ in ballots.costs]
        self._heads = ballots.votes.copy()
        self._given = [0] * len(ballots.costs)
        self._needed: dict[int, int] = {}
        self._spend(limit)

    def share(self, winner: int) -> Fraction:
        """What each supporter paid who could."""
        return Fraction(self._shares[self.winners.index(winner)], self._unit)

    def short_by(self, project: int) -> Fraction:
        """What the supporters together lack to pay a project now."""
        left = sum(self._packed[group] for group in self._ballots.supporters[project])
        return self._ballots.costs[project] - Fraction(self._money(left), self._unit)

    def steps_without_change(self, step: int) -> int:
        """How many steps of so many cents change nothing for sure: no winner's supporter was short, and whoever lost
        stays out of reach even with purses nobody has touched."""
        if any(self._poor[winner] for winner in self.winners):
            return 0
        costs, votes = self._ballots.costs, self._ballots.votes
        purse = self._endowment
        lost = [at for at in range(len(costs)) if votes[at] and at not in self.winners]
        return min((max(0, ceil((Fraction(costs[at], votes[at]) - purse) / step) - 1) for at in lost), default=0)

    def _spend(self, limit: int) -> None:
        """A price only rises, since purses only shrink; so one of an earlier round still says who cannot be next."""
        self._waiting = [(1 / votes, project) for project, votes in enumerate(self._ballots.votes) if votes]
        heapify(self._waiting)
        while self._waiting and self.spent <= limit:
            chosen = self._cheapest()
            if chosen is not None:
                self._buy(*chosen)

    def _cheapest(self) -> tuple[int, int] | None:
        """The project with the lowest exact price, with what its rich supporters pay together.

        Whoever has the lowest bound is asked, until its price is known or its bound is no longer the lowest.
        """
        best: tuple[int, int] | None = None
        lowest, others = float("inf"), []
        costs, ties, heads = self._ballots.costs, self._ballots.ties, self._heads
        while self._waiting and self._waiting[0][0] <= lowest * _BOUND_SLACK:
            project = heappop(self._waiting)[1]
            is_known = self._ask(project)
            if not heads[project]:
                continue
            needed, parts = self._needed[project], heads[project] * costs[project]
            price = needed / (parts * self._unit)
            if not is_known:
                heappush(self._waiting, (price, project))
                continue
            if best is not None:
                mine, theirs = needed * heads[best[0]] * costs[best[0]], best[1] * parts
                if mine > theirs or (mine == theirs and ties[project] > ties[best[0]]):
                    others.append((price, project))
                    continue
                others.append((lowest, best[0]))
            best, lowest = (project, needed), price
        for other in others:
            heappush(self._waiting, other)
        return best

    def _ask(self, project: int) -> bool:
        """Can all rich supporters pay an equal share of what is needed after the poor gave all they have?

        Who cannot becomes poor, and the next time the others' share is higher; so the share is found from below. Who is
        poor for a project stays so for it, because its share only rises and purses only shrink. With no rich left
        (`heads` 0) the supporters cannot pay.
        """
        left, packed, people, margin = self._left, self._packed, self._ballots.people, self._margin
        rich, heads, needed = self._rich[project], self._heads[project], self._needed.get(project)
        if needed is None:
            self._given[project] = sum([packed[group] for group in self._poor[project]])
            needed = self._needed[project] = self._needed_by(project)
        share = needed / (heads * self._unit)
        if share > self._most:
            self._heads[project] = 0
            return False
        bar = share - margin
        moved = [group for group in rich if left[group] < bar]
        if moved:
            self._rich[project] = [group for group in rich if left[group] >= bar]
        else:
            bar = share + margin
            near = [group for group in rich if left[group] < bar]
            moved = [group for group in near if self._money(packed[group]) * heads < needed * people[group]]
            if not moved:
                return True
            gone = set(moved)
            self._rich[project] = [group for group in rich if group not in gone]
        self._poor[project] += moved
        self._heads[project] -= sum([people[group] for group in moved])
        self._given[project] += sum([packed[group] for group in moved])
        self._needed[project] = self._needed_by(project)
        return False

    def _needed_by(self, project: int) -> int:
        return self._ballots.costs[project] * self._unit - self._money(self._given[project])

    def _money(self, packed: int) -> int:
        """The exact money left that such a sum of groups stands for."""
        counts: tuple[int, ...] = self._ballots.slots.unpack(packed.to_bytes(self._ballots.slots.size, "little"))
        paid: int = sum(map(mul, self._shares, map(counts.__getitem__, self.winners)))
        return self._purse * counts[-1] - paid

    def _buy(self, project: int, needed: int) -> None:
        heads = self._heads[project]
        scale = heads // gcd(needed, heads)
        self._purse, self._unit = self._purse * scale, self._unit * scale
        self._shares = [share * scale for share in self._shares] + [needed * scale // heads]
        share, left = self._shares[-1] / self._unit, self._left
        for group in self._rich[project]:
            left[group] -= share
        for group in self._poor[project]:
            left[group] = 0.0
            self._packed[group] = 0
        self._needed.clear()
        self.winners.append(project)
        self.spent += self._ballots.costs[project]
