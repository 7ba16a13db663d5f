"""Makes the outcome of a round final: in one transaction plans that get money are awarded, others refused with why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.budget.contract.refusals import HasStake
from services.budget.contract.round_refusals import RoundSetterCannotConfirm
from services.budget.contract.rounds import ConfirmRound, RoundState
from services.budget.domain.rounds import check_move
from services.budget.round_views import counted_rule, why_of
from services.budget.store.circle_queries import letterhead, municipality_of
from services.budget.store.round_queries import applicants_of, has_stake_in, lock_ideas, lock_round, projects_of
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Initiative
from services.budget.usecases.award_initiative import ByVote, award_initiative
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.decide_plans import check_parts_by_hand, decide_plans
from services.budget.usecases.rounds.of_round import check_may_confirm, check_seen_round, stage_of
from services.budget.usecases.rounds.refuse_not_chosen import refuse_not_chosen
from services.budget.usecases.schemes.scheme_of import schemes_of_ideas
from services.budget.usecases.waiting.plan_notice import plan_notice
from services.kit.caller import Caller
from services.kit.database import Session


async def confirm_round(session: Session, caller: Caller, round_id: UUID, body: ConfirmRound, office: Office) -> Round:
    """Raises UnknownRound, NotYours, RoundSetterCannotConfirm, StaleVersion, RoundMove, HasStake, NotADeviation,
    PartNotAllowed, NotAPart, DecisionsAboveBudget, NotEnoughLeft."""
    found = await lock_round(session, round_id)
    check_may_confirm(caller, found.area_id)
    if found.set_by == caller.name:
        raise RoundSetterCannotConfirm
    await check_seen_round(session, caller, found, body.version, office)
    check_move(stage_of(found, office), RoundState.FINAL)
    projects = await projects_of(session, round_id)
    if await has_stake_in(session, caller.id, [project.initiative_id for project in projects]):
        raise HasStake
    counted = counted_rule(found, found.rule, office)
    ideas = await lock_ideas(session, [project.initiative_id for project in projects])
    schemes = await schemes_of_ideas(session, list(ideas.values()), office)
    check_parts_by_hand(found, projects, body.deviations, ideas, schemes)
    decide_plans(found, projects, counted, body.deviations)
    found.state, found.final_by, found.final_at = RoundState.FINAL.value, caller.name, office.now()
    found.version += 1
    # First, so that the money this round kept apart is there to be awarded.
    await session.flush()
    await _award_and_tell(session, caller, found, projects, ideas, office)
    await plan_notice(session, found.line_id)
    return found


async def _award_and_tell(
    session: Session,
    caller: Caller,
    found: Round,
    projects: Sequence[RoundProject],
    ideas: Mapping[UUID, Initiative],
    office: Office,
) -> None:
    applicants = await applicants_of(session, list(ideas))
    municipality = await municipality_of(session, found.line_id)
    for project in projects:
        idea = ideas[project.initiative_id]
        why = why_of(found, project, office)
        if project.funded:
            head = letterhead(municipality, applicants.get(idea.id))
            by_vote = ByVote(found.title, found.voters or 0, why, project.part_cents)
            await award_initiative(session, caller, idea, head, office, by_vote)
        else:
            await refuse_not_chosen(session, caller, found, idea, why, office)
