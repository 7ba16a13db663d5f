"""What the pages of a round of ballots show: plans with their words, and the outcome of both ways of counting."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from frontend.voting_words import rule_name
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.rounds import BallotsPublished, CountedRule, CountRule, PlanVerdict, RoundState, RoundView

COUNTED = (RoundState.CLOSED, RoundState.FINAL)


@dataclass(frozen=True)
class BallotPlan:
    """A plan on the ballot. `what` is empty while budget does not tell what somebody wrote."""

    number: int
    title: str
    cost_cents: int
    href: str
    what: str
    where: str
    when: str
    theme: str | None = None
    least_cents: int | None = None

    @property
    def least_typed(self) -> str:
        """`least_cents` as the field for it takes it, in any language."""
        whole, rest = divmod(self.least_cents or 0, 100)
        return "" if self.least_cents is None else f"{whole}" + (f",{rest:02d}" if rest else "")


@dataclass(frozen=True)
class PlanOutcome:
    """What the rule that was set gives a plan, and what was decided; `deviation` is why that is something else.

    `part_cents`: what it gets when that is less than it costs.
    """

    plan: BallotPlan
    verdict: PlanVerdict
    other: PlanVerdict
    funded: bool
    deviation: str | None
    part_cents: int | None


@dataclass(frozen=True)
class RuleOutcome:
    """One way of counting in figures: amounts in whole cents, rounded down."""

    name: str
    decides: bool
    winners: int
    spent_cents: int
    left_cents: int
    with_a_choice: int
    with_a_choice_percent: float
    choices_per_voter: float
    money_per_voter_cents: int


@dataclass(frozen=True)
class ShownOutcome:
    """`winning` in the order of winning, `losing` with the most votes first."""

    winning: list[PlanOutcome]
    losing: list[PlanOutcome]
    funded_cents: int
    rules: list[RuleOutcome]
    by_number: list[PlanOutcome]
    deviations: list[PlanOutcome]
    differs: list[PlanOutcome]


def command_rule(view: RoundView) -> str:
    """The rule for `voorveld tally --rule`: the one that was set, if its file can be counted by it."""
    has_ballots = view.ballots_published is BallotsPublished.GROUPED
    return "equal-shares" if view.rule is CountRule.EQUAL_SHARES and has_ballots else "greedy"


def ballot_plans(view: RoundView, ideas: Iterable[InitiativeView]) -> list[BallotPlan]:
    """The plans in the order of their numbers, each with what its people wrote."""
    known = {idea.id: idea for idea in ideas}
    shown = []
    for project in view.projects:
        idea = known.get(project.initiative_id)
        what, where, when = (idea.what, idea.where, idea.when) if idea else ("", "", "")
        href = f"/ideeen/{project.initiative_id}"
        plan = BallotPlan(project.number, project.title, project.cost_cents, href, what, where, when)
        shown.append(replace(plan, theme=project.theme, least_cents=project.least_cents))
    return shown


def candidates(view: RoundView, ideas: Iterable[InitiativeView], rounds: Iterable[RoundView]) -> list[InitiativeView]:
    """Open ideas of the round's area that stand on no ballot and fit in its money, in the order they came."""
    over = (RoundState.FINAL, RoundState.CALLED_OFF)
    on_a_ballot = {plan.initiative_id for each in rounds if each.state not in over for plan in each.projects}
    return [
        idea
        for idea in ideas
        if idea.state is InitiativeState.OPEN
        and idea.line_id == view.line_id
        and idea.id not in on_a_ballot
        and idea.amount_cents <= view.budget_cents
    ]


def shown_outcome(view: RoundView, plans: list[BallotPlan], _: Callable[[str], str]) -> ShownOutcome | None:
    """The outcome, once there is one. What was decided goes before what was counted."""
    if view.outcome is None:
        return None
    decides, other = view.outcome.counts
    decided = {each.number: each for each in view.outcome.decisions}
    others = {verdict.number: verdict for verdict in other.verdicts}
    of = {plan.number: plan for plan in plans}
    shown = []
    for verdict in decides.verdicts:
        decision = decided.get(verdict.number)
        funded = decision.funded if decision else verdict.won
        why = decision.deviation if decision else None
        part = decision.part_cents if decision else verdict.part_cents
        shown.append(PlanOutcome(of[verdict.number], verdict, others[verdict.number], funded, why, part))
    winning = [each for each in shown if each.funded]
    return ShownOutcome(
        winning=sorted(winning, key=lambda each: each.verdict.place or len(shown) + 1),
        losing=sorted((each for each in shown if not each.funded), key=lambda each: -each.verdict.votes),
        funded_cents=sum(each.part_cents or each.plan.cost_cents for each in winning),
        rules=[_rule(view, count, at == 0, _) for at, count in enumerate((decides, other))],
        by_number=shown,
        deviations=[each for each in shown if each.deviation is not None],
        differs=[each for each in shown if _gives(each.verdict) != _gives(each.other)],
    )


def _gives(verdict: PlanVerdict) -> tuple[bool, int | None]:
    return verdict.won, verdict.part_cents


def _rule(view: RoundView, count: CountedRule, decides: bool, _: Callable[[str], str]) -> RuleOutcome:
    voters = view.outcome.voters if view.outcome else 0
    return RuleOutcome(
        name=rule_name(count.rule, _),
        decides=decides,
        winners=len(count.winners),
        spent_cents=count.spent_cents,
        left_cents=view.budget_cents - count.spent_cents,
        with_a_choice=count.voters_with_a_choice,
        with_a_choice_percent=100 * count.voters_with_a_choice / voters if voters else 0,
        choices_per_voter=float(Fraction(count.choices_per_voter)),
        money_per_voter_cents=int(Fraction(count.money_per_voter)),
    )
