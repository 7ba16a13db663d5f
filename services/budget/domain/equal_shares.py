"""The Method of Equal Shares for approval ballots: everybody gets the same purse, and plans are paid by who wants them.

Source: Peters and Skowron, "Method of Equal Shares" (equalshares.net), with cost utilities. The default settings are
the one rule that reproduces the official outcomes of Assen 2024 and 2025, Wieliczka 2023 and Świecie 2023.
"""

from dataclasses import dataclass
from fractions import Fraction

from services.budget.domain.election import Election, Outcome, Project, Verdict, Why
from services.budget.domain.purses import Allocation, Ballots

EURO = 100


@dataclass(frozen=True)
class EqualShares:
    """The choices that change who wins; each is published with the outcome.

    `step_cents`: purses grow by this much as long as the next step does not spend more than there is (Add1), or None:
    they do not grow. `stop_when_exhausted`: stop growing once nothing more would fit. `whole_euros`: purses start as
    whole euros. `fill_up`: afterwards take whatever still fits, most votes first.
    """

    step_cents: int | None = EURO
    stop_when_exhausted: bool = False
    whole_euros: bool = False
    fill_up: bool = False

    def __post_init__(self) -> None:
        if self.step_cents is not None and self.step_cents <= 0:
            raise ValueError("a step is above zero, or None")


def equal_shares(election: Election, settings: EqualShares = EqualShares()) -> Outcome:
    """Count a round.

    Steps are tried in turn, for more each can mean less spent; only those that surely change nothing are passed over.
    """
    if not election.voters:
        verdicts = tuple(Verdict(project, 0, Why.NO_VOTES) for project in election.projects)
        return Outcome((), 0, None, verdicts, 0)
    ballots = Ballots(election)
    endowment = Fraction(election.budget_cents, election.voters)
    if settings.whole_euros:
        endowment = Fraction(endowment // EURO * EURO)
    kept, steps = Allocation(ballots, endowment, election.budget_cents), 1
    while settings.step_cents and not _is_done(election, ballots, kept, settings):
        quiet = kept.steps_without_change(settings.step_cents)
        if quiet:
            endowment += quiet * settings.step_cents
            kept = Allocation(ballots, endowment, election.budget_cents)
        steps += quiet + 1
        tried = Allocation(ballots, endowment + settings.step_cents, election.budget_cents)
        if tried.spent > election.budget_cents:
            break
        kept, endowment = tried, endowment + settings.step_cents
    return _outcome(election, ballots, kept, settings, endowment, steps)


def _is_done(election: Election, ballots: Ballots, kept: Allocation, settings: EqualShares) -> bool:
    """Nothing that anybody wants is left; or, when so set, nothing that fits."""
    left = [cost for at, cost in enumerate(ballots.costs) if ballots.votes[at] and at not in kept.winners]
    if settings.stop_when_exhausted:
        return all(kept.spent + cost > election.budget_cents for cost in left)
    return not left


def _outcome(
    election: Election, ballots: Ballots, kept: Allocation, settings: EqualShares, endowment: Fraction, steps: int
) -> Outcome:
    filled = _fitting(election, ballots, kept) if settings.fill_up else []

    def verdict(at: int, project: Project) -> Verdict:
        votes = ballots.votes[at]
        if at in kept.winners:
            return Verdict(project, votes, Why.WON, share=kept.share(at))
        if not votes:
            return Verdict(project, votes, Why.NO_VOTES)
        return Verdict(project, votes, Why.FILLED_UP if at in filled else Why.SHORT, short_by=kept.short_by(at))

    winners = [*kept.winners, *filled]
    return Outcome(
        winners=tuple(election.projects[at].id for at in winners),
        spent_cents=sum(ballots.costs[at] for at in winners),
        endowment=endowment,
        verdicts=tuple(verdict(at, project) for at, project in enumerate(election.projects)),
        steps=steps,
    )


def _fitting(election: Election, ballots: Ballots, kept: Allocation) -> list[int]:
    """What still fits, most votes first, equals as always."""
    room = election.budget_cents - kept.spent
    fitting = []
    for at in sorted(range(len(ballots.costs)), key=lambda at: (-ballots.votes[at], ballots.ties[at])):
        if ballots.votes[at] and at not in kept.winners and ballots.costs[at] <= room:
            fitting.append(at)
            room -= ballots.costs[at]
    return fitting
