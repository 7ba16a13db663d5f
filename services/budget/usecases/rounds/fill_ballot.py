"""Puts confirmed ideas on the ballot of a round, says their theme, and takes one off, until the round opens."""

from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.refusals import UnknownInitiative
from services.budget.contract.round_refusals import (
    IdeaInRound,
    IdeaNotForRound,
    NotALeast,
    UnknownProject,
    UnknownRoundTheme,
)
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import AddProjects, RemoveProject
from services.budget.domain.amounts import Euros
from services.budget.domain.rounds import check_ballot_can_change
from services.budget.store.round_queries import in_active_rounds, lock_ideas, lock_round, projects_of
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Initiative
from services.budget.usecases.check_seen_initiative import check_initiative_visible
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.of_round import check_may_manage, check_seen_round, choices_of, stage_of
from services.budget.usecases.set_least import check_not_below_least
from services.kit.caller import Caller
from services.kit.database import Session


async def add_projects(session: Session, caller: Caller, round_id: UUID, body: AddProjects, office: Office) -> Round:
    """They get the numbers after the highest, and where the round gives parts the least their people can do with.

    Raises UnknownRound, NotYours, StaleVersion, RoundMove, UnknownInitiative, IdeaNotForRound, IdeaInRound.
    """
    found = await _to_change(session, caller, round_id, body.version, office)
    in_order = list(dict.fromkeys(body.initiative_ids))
    ideas = await lock_ideas(session, in_order)
    elsewhere = await in_active_rounds(session, in_order)
    for initiative_id in in_order:
        _check_fits(found, initiative_id, ideas.get(initiative_id), elsewhere)
    taken = max((project.number for project in await projects_of(session, round_id)), default=0)
    gives_parts = choices_of(found).greedy.part_funding
    for number, initiative_id in enumerate(in_order, taken + 1):
        idea = ideas[initiative_id]
        session.add(
            RoundProject(
                round_id=round_id,
                number=number,
                initiative_id=initiative_id,
                title=idea.title,
                cost_cents=idea.amount_cents,
                least_cents=idea.least_cents if gives_parts else None,
            )
        )
    await session.flush()
    return found


async def remove_project(
    session: Session, caller: Caller, round_id: UUID, body: RemoveProject, office: Office
) -> Round:
    """Raises UnknownRound, NotYours, StaleVersion, RoundMove, UnknownProject."""
    found = await _to_change(session, caller, round_id, body.version, office)
    project = await session.get(RoundProject, (round_id, body.number))
    if project is None:
        raise UnknownProject(number=body.number)
    await session.delete(project)
    await session.flush()
    return found


async def set_project_terms(
    session: Session, caller: Caller, round_id: UUID, body: SetProjectTerms, office: Office
) -> Round:
    """Raises UnknownRound, NotYours, StaleVersion, RoundMove, UnknownProject, UnknownRoundTheme, NotALeast,
    BelowLeast."""
    found = await _to_change(session, caller, round_id, body.version, office)
    project = await session.get(RoundProject, (round_id, body.number))
    if project is None:
        raise UnknownProject(number=body.number)
    settings = choices_of(found).greedy
    if body.theme is not None and body.theme not in {theme.name for theme in settings.themes}:
        raise UnknownRoundTheme(theme=body.theme)
    if body.least_cents is not None and not (settings.part_funding and body.least_cents <= project.cost_cents):
        raise NotALeast(cost_cents=Euros(project.cost_cents))
    if body.least_cents is not None:
        check_not_below_least(await session.get_one(Initiative, project.initiative_id), body.least_cents)
    project.theme, project.least_cents = body.theme, body.least_cents
    await session.flush()
    return found


async def _to_change(session: Session, caller: Caller, round_id: UUID, seen_version: int, office: Office) -> Round:
    found = await lock_round(session, round_id)
    check_may_manage(caller, found.area_id)
    await check_seen_round(session, caller, found, seen_version, office)
    check_ballot_can_change(stage_of(found, office))
    found.version += 1
    return found


def _check_fits(found: Round, initiative_id: UUID, idea: Initiative | None, elsewhere: set[UUID]) -> None:
    if idea is None:
        raise UnknownInitiative(initiative_id=str(initiative_id))
    check_initiative_visible(idea)
    is_open = idea.state == InitiativeState.OPEN
    if not is_open or idea.line_id != found.line_id or idea.amount_cents > found.budget_cents:
        raise IdeaNotForRound(title=idea.title)
    if idea.id in elsewhere:
        raise IdeaInRound(title=idea.title)
