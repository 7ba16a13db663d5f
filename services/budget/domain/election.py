"""A round of ballots and what came of it: the values that both ways of counting share. Amounts are euro cents."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Ballot = tuple[str, ...]
"""The ids of the projects somebody approved, each once, sorted as text."""


@dataclass(frozen=True)
class Project:
    """A plan people could vote for. It costs more than nothing. `least_cents`: it said it can do with this too."""

    id: str
    cost_cents: int
    name: str = ""
    theme: str = ""
    least_cents: int | None = None


@dataclass(frozen=True)
class Election:
    """The money, the plans, how many people cast each ballot, and the order of the drawn lot (ids as text if none)."""

    budget_cents: int
    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]
    lot: tuple[str, ...]

    @property
    def voters(self) -> int:
        """Everybody who cast a ballot, an empty one too."""
        return sum(self.ballots.values())

    def votes(self) -> dict[str, int]:
        """How many approve each project."""
        votes = {project.id: 0 for project in self.projects}
        for ballot, people in self.ballots.items():
            for project_id in ballot:
                votes[project_id] += people
        return votes


class Why(StrEnum):
    """Why a project won, or did not."""

    WON = "won"
    WON_IN_THEME = "won_in_theme"
    FILLED_UP = "filled_up"
    IN_PART = "in_part"
    NO_VOTES = "no_votes"
    TOO_FEW_VOTES = "too_few_votes"
    SHORT = "short"
    AFTER_THE_STOP = "after_the_stop"


@dataclass(frozen=True)
class Verdict:
    """The facts behind one project's outcome.

    `share`: what each supporter paid who had enough left (the others paid all they had); with Equal Shares only.
    `short_by`: what lacked, of the supporters' money (Equal Shares) or of the money left (greedy). Exact, in cents.
    `part_cents`: what it gets, when that is less than it costs.
    """

    project: Project
    votes: int
    why: Why
    share: Fraction | None = None
    short_by: Fraction | None = None
    part_cents: int | None = None

    @property
    def gets_cents(self) -> int:
        """What a winner gets."""
        return self.project.cost_cents if self.part_cents is None else self.part_cents


@dataclass(frozen=True)
class Outcome:
    """Winners in order of selection, and a verdict per project in the election's order.

    `endowment`: what each voter had to spend in the end, exact, in cents; None with greedy. `steps`: allocations tried.
    """

    winners: tuple[str, ...]
    spent_cents: int
    endowment: Fraction | None
    verdicts: tuple[Verdict, ...]
    steps: int = 1


def an_election(
    budget_cents: int, projects: Iterable[Project], ballots: Iterable[Iterable[str]], lot: Sequence[str] = ()
) -> Election:
    """Group equal ballots. Whoever cast them and in which order leaves no trace in the result."""
    known = tuple(projects)
    order = tuple(lot) or tuple(sorted(project.id for project in known))
    if set(order) != {project.id for project in known} or len(order) != len(known):
        raise ValueError("the lot names every project once")
    if budget_cents < 0 or any(project.cost_cents <= 0 for project in known):
        raise ValueError("no budget below zero, and every project costs something")
    if any(not 0 < project.least_cents <= project.cost_cents for project in known if project.least_cents is not None):
        raise ValueError("what a project can do with is more than nothing, and no more than it costs")
    grouped = Counter(tuple(sorted(set(ballot))) for ballot in ballots)
    return Election(budget_cents, known, dict(sorted(grouped.items())), order)


def drawn_lot(project_ids: Iterable[str], seed: str) -> tuple[str, ...]:
    """The order a published seed gives: by SHA-256 of `seed:id`, so that nobody can choose it and all can check."""
    return tuple(sorted(project_ids, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest()))


def tie_order(election: Election, votes: Mapping[str, int]) -> dict[str, tuple[int, int, int]]:
    """How equals are told apart: lowest cost, then most votes, then the lot."""
    drawn = {project_id: place for place, project_id in enumerate(election.lot)}
    return {project.id: (project.cost_cents, -votes[project.id], drawn[project.id]) for project in election.projects}
