"""Greedy counting: most votes first, as long as the money lasts; within themes first and in part at the end, if so set.

Amsterdam counts in themes like this: first within the budget of each theme, then what is left over all of them.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from services.budget.domain.election import Election, Outcome, Project, Verdict, Why, tie_order


@dataclass(frozen=True)
class Theme:
    """Money that goes to plans of one theme first."""

    name: str
    budget_cents: int


@dataclass(frozen=True)
class Greedy:
    """The choices that change who wins; each is published with the outcome.

    `skip`: pass over what does not fit and go on; without it counting stops there. `least_votes`: with fewer, no money.
    `themes`: what is counted first, each by itself; then what is left, over all plans that have no money yet.
    `part_funding`: in the end the best plan without money that can do with what is left gets that (`least_cents`).
    """

    skip: bool = True
    least_votes: int = 1
    themes: tuple[Theme, ...] = ()
    part_funding: bool = False


@dataclass
class _Count:
    """A count on its way: the plans in order of votes, what is left of the money, and the verdicts so far."""

    settings: Greedy
    votes: dict[str, int]
    in_order: list[Project]
    left: int
    winners: list[str] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)


def greedy(election: Election, settings: Greedy = Greedy()) -> Outcome:
    """Count a round. Equals in votes: the lowest cost first, then the lot."""
    votes = election.votes()
    ties = tie_order(election, votes)
    in_order = sorted(election.projects, key=lambda project: (-votes[project.id], ties[project.id]))
    count = _Count(settings, votes, in_order, election.budget_cents)
    for theme in settings.themes:
        of_theme = [project for project in in_order if project.theme == theme.name]
        # Never more than there is, whatever the themes add up to.
        _pass(count, of_theme, min(theme.budget_cents, count.left), Why.WON_IN_THEME)
    without = [project for project in in_order if project.id not in count.winners]
    _pass(count, without, count.left, Why.FILLED_UP if settings.themes else Why.WON)
    if settings.part_funding:
        _give_a_part(count)
    by_place = tuple(count.verdicts[project.id] for project in election.projects)
    return Outcome(tuple(count.winners), election.budget_cents - count.left, None, by_place)


def _pass(count: _Count, projects: list[Project], room: int, won: Why) -> None:
    """Go over these plans once, with no more than `room` to give. A later pass replaces the verdict of who lost."""
    stopped = False
    for project in projects:
        support, short_by = count.votes[project.id], project.cost_cents - room
        if support < count.settings.least_votes:
            verdict = Verdict(project, support, Why.TOO_FEW_VOTES if support else Why.NO_VOTES)
        elif stopped:
            verdict = Verdict(project, support, Why.AFTER_THE_STOP)
        elif short_by > 0:
            verdict = Verdict(project, support, Why.SHORT, short_by=Fraction(short_by))
            stopped = not count.settings.skip
        else:
            verdict = Verdict(project, support, won)
            count.winners.append(project.id)
            room -= project.cost_cents
            count.left -= project.cost_cents
        count.verdicts[project.id] = verdict


def _give_a_part(count: _Count) -> None:
    """To the first in order of votes that can do with what is left; never more than it asks, and no more than one."""
    for project in count.in_order:
        support = count.votes[project.id]
        can_do_with_it = project.least_cents is not None and project.least_cents <= count.left
        if project.id in count.winners or support < count.settings.least_votes or not can_do_with_it:
            continue
        if project.cost_cents <= count.left:
            # Counting had stopped before it, and it fits.
            verdict = Verdict(project, support, Why.FILLED_UP)
        else:
            verdict = Verdict(project, support, Why.IN_PART, part_cents=count.left)
        count.verdicts[project.id] = verdict
        count.winners.append(project.id)
        count.left -= verdict.gets_cents
        return
