"""What we keep of rounds of ballots, as the contract says it; and the outcome as we keep it."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from services.budget.contract.round_choices import EqualSharesChoices, GreedyChoices
from services.budget.contract.rounds import (
    BallotsPublished,
    CountedRule,
    CountRule,
    PlanDecision,
    PlanVerdict,
    RoundOutcome,
    RoundState,
    RoundView,
)
from services.budget.contract.rounds import RoundProject as RoundProjectView
from services.budget.domain import rounds
from services.budget.domain.amounts import Euros
from services.budget.domain.election import Election, Project, Verdict, Why
from services.budget.domain.round_count import Counted, why_in_words
from services.budget.money_views import is_staff
from services.budget.store.round_queries import WholeRound
from services.budget.store.round_tables import Round, RoundProject
from services.budget.usecases.office import Office, on_day
from services.kit.caller import Caller

OTHER_RULE = {
    CountRule.EQUAL_SHARES: CountRule.GREEDY,
    CountRule.GREEDY: CountRule.EQUAL_SHARES,
}


def kept_outcome(election: Election, by_shares: Counted, by_votes: Counted) -> dict[str, Any]:
    """What both rules gave, as it is kept: exact fractions as text, plans by number."""
    return {
        "lot": [int(project_id) for project_id in election.lot],
        CountRule.EQUAL_SHARES.value: _kept(by_shares),
        CountRule.GREEDY.value: _kept(by_votes),
    }


def _kept(counted: Counted) -> dict[str, Any]:
    outcome = counted.outcome
    return {
        "winners": [int(project_id) for project_id in outcome.winners],
        "spent_cents": outcome.spent_cents,
        "endowment": _text(outcome.endowment),
        "voters_with_a_choice": counted.voters_with_a_choice,
        "choices_per_voter": str(counted.choices_per_voter),
        "money_per_voter": str(counted.money_per_voter),
        "verdicts": [
            {
                "number": int(verdict.project.id),
                "votes": verdict.votes,
                "why": verdict.why.value,
                "share": _text(verdict.share),
                "short_by": _text(verdict.short_by),
                "part_cents": verdict.part_cents,
            }
            for verdict in outcome.verdicts
        ],
    }


def _text(exact: Fraction | None) -> str | None:
    return None if exact is None else str(exact)


def counted_rule(found: Round, rule: str, office: Office, language: str | None = None) -> CountedRule:
    """What one rule gave, each verdict with its sentence in the given language or that of the request."""
    kept = (found.outcome or {})[rule]
    places = {number: place for place, number in enumerate(kept["winners"], 1)}
    verdicts = [
        PlanVerdict(
            **verdict,
            won=verdict["number"] in places,
            place=places.get(verdict["number"]),
            reason=_reason(verdict, kept["endowment"], office, language),
        )
        for verdict in kept["verdicts"]
    ]
    return CountedRule(rule=CountRule(rule), **(kept | {"verdicts": verdicts}))


def _reason(kept: Mapping[str, Any], endowment: str | None, office: Office, language: str | None) -> str:
    share, short_by = (None if kept[name] is None else Fraction(kept[name]) for name in ("share", "short_by"))
    # Only what the sentence needs: a verdict without its plan's name and cost.
    part = kept.get("part_cents")
    verdict = Verdict(Project(str(kept["number"]), 1), kept["votes"], Why(kept["why"]), share, short_by, part)
    slug, facts = why_in_words(verdict, None if endowment is None else Fraction(endowment))
    amounts = {name: Euros(cents) for name, cents in facts.items() if name != "votes"}
    return office.say(slug, language, votes=verdict.votes, **amounts)


def why_of(found: Round, project: RoundProject, office: Office) -> Callable[[str], str]:
    """Why a plan got money or did not, as a sentence by language; a deviation in the words it was given."""

    def say(language: str) -> str:
        if project.deviation is not None:
            return office.say("round.why.deviation", language, reason=project.deviation)
        verdicts = counted_rule(found, found.rule, office, language).verdicts
        return next(verdict.reason for verdict in verdicts if verdict.number == project.number)

    return say


def is_of_round(caller: Caller, area_id: str | None) -> bool:
    """May this caller see rounds that are not published, and who did what?"""
    return is_staff(caller) or rounds.may_manage(caller.has_role, area_id)


def round_view(whole: WholeRound, caller: Caller, office: Office) -> RoundView:
    """Everybody reads numbers of codes and ballots, nobody what was voted before it is counted."""
    found, named = whole.round, is_of_round(caller, whole.round.area_id)
    at = rounds.stage(found.state, found.opens_at, found.closes_at, office.now())
    may_confirm = rounds.may_confirm(caller.has_role, found.area_id) and found.set_by != caller.name
    return RoundView(
        id=found.id,
        year=found.year,
        line_id=found.line_id,
        line_name=whole.line.name,
        area_id=found.area_id,
        title=found.title,
        state=at,
        version=found.version,
        rule=CountRule(found.rule),
        equal_shares=EqualSharesChoices(**found.choices["equal_shares"]),
        greedy=GreedyChoices(**found.choices["greedy"]),
        lowest_age=found.lowest_age,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        budget_cents=found.budget_cents,
        ballots_published=BallotsPublished(found.ballots_published),
        advised_choices=found.advised_choices,
        codes_by_mail=found.codes_by_mail,
        projects=[_project(project) for project in whole.projects],
        codes_mailed=whole.numbers.mailed,
        codes_printed=whole.numbers.printed,
        ballots_cast=whole.numbers.ballots,
        keeps_link=found.pepper is not None,
        published_on=on_day(found.published_at) if found.published_at else None,
        published_where=found.published_where,
        called_off=found.called_off,
        outcome=_outcome(whole, office) if found.outcome else None,
        may_manage=rounds.may_manage(caller.has_role, found.area_id),
        may_confirm=may_confirm and at == RoundState.CLOSED,
        set_by=found.set_by if named else None,
        final_by=found.final_by if named else None,
    )


def _project(project: RoundProject) -> RoundProjectView:
    return RoundProjectView(
        number=project.number,
        initiative_id=project.initiative_id,
        title=project.title,
        cost_cents=project.cost_cents,
        theme=project.theme,
        least_cents=project.least_cents,
    )


def _outcome(whole: WholeRound, office: Office) -> RoundOutcome:
    found = whole.round
    assert found.outcome is not None
    assert found.closed_at is not None
    rule = CountRule(found.rule)
    return RoundOutcome(
        closed_at=found.closed_at,
        voters=found.voters or 0,
        paper_ballots=found.paper_ballots or 0,
        seed=found.seed or "",
        lot=found.outcome["lot"],
        sha256=found.bundle_sha256 or "",
        counts=[counted_rule(found, each.value, office) for each in (rule, OTHER_RULE[rule])],
        decisions=[
            PlanDecision(
                number=project.number,
                funded=project.funded,
                part_cents=project.part_cents,
                deviation=project.deviation,
            )
            for project in whole.projects
            if project.funded is not None
        ],
        final_on=on_day(found.final_at) if found.final_at else None,
    )
