"""What each plan of a counted round gets: as it was counted, but for what was decided otherwise by hand."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.budget.contract.deliberation_refusals import PartNotAllowed
from services.budget.contract.round_refusals import DecisionsAboveBudget, NotADeviation, NotAPart
from services.budget.contract.rounds import CountedRule, Deviation
from services.budget.contract.schemes import Scheme
from services.budget.domain.amounts import Euros
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Initiative
from services.budget.usecases.rounds.of_round import choices_of


def decide_plans(
    found: Round, projects: Sequence[RoundProject], counted: CountedRule, deviations: Sequence[Deviation]
) -> None:
    """Raises NotADeviation, DecisionsAboveBudget."""
    by_hand = {each.number: each for each in deviations}
    known = {project.number for project in projects}
    parts = {verdict.number: verdict.part_cents for verdict in counted.verdicts}
    if len(by_hand) != len(deviations) or not by_hand.keys() <= known:
        raise NotADeviation
    for project in projects:
        gets: tuple[bool, int | None] = (project.number in counted.winners, parts[project.number])
        deviation = by_hand.get(project.number)
        if deviation and (deviation.funded, deviation.part_cents) == gets:
            raise NotADeviation
        project.funded, part = (deviation.funded, deviation.part_cents) if deviation else gets
        project.part_cents = part if project.funded else None
        project.deviation = deviation.reason if deviation else None
    cents = sum(project.part_cents or project.cost_cents for project in projects if project.funded)
    if cents > found.budget_cents:
        raise DecisionsAboveBudget(cents=Euros(cents), budget_cents=Euros(found.budget_cents))


def check_parts_by_hand(
    found: Round,
    projects: Sequence[RoundProject],
    deviations: Sequence[Deviation],
    ideas: Mapping[UUID, Initiative],
    schemes: Mapping[UUID, Scheme],
) -> None:
    """Only where the round or the scheme of the idea gives parts, which who asked and who voted could know.

    Raises NotADeviation, PartNotAllowed, NotAPart.
    """
    of = {project.number: project for project in projects}
    for each in deviations:
        project = of.get(each.number)
        if project is None or each.part_cents is None:
            continue
        if not each.funded:
            raise NotADeviation
        idea = ideas[project.initiative_id]
        if not (choices_of(found).greedy.part_funding or schemes[idea.id].part_awards):
            raise PartNotAllowed
        least = max(project.least_cents or 1, idea.least_cents or 1)
        if not least <= each.part_cents < project.cost_cents:
            raise NotAPart(number=each.number, least_cents=Euros(least), cost_cents=Euros(project.cost_cents))
