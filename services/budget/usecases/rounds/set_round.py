"""Sets a round on a line, publishes it, and calls it off."""

import secrets
from uuid import UUID

from services.budget.contract.refusals import UnknownLine
from services.budget.contract.round_refusals import NotALineToVoteOn, RoundAboveFree, RoundOpensInThePast
from services.budget.contract.rounds import CallOffRound, PublishRound, RoundState, SetRound
from services.budget.contract.splits import LineKind
from services.budget.domain.amounts import Euros
from services.budget.domain.rounds import check_move
from services.budget.store.circle_queries import cents_to_give, lock_line
from services.budget.store.money_tables import Line
from services.budget.store.queries import is_published
from services.budget.store.round_queries import find_line, forget_voters, lock_round
from services.budget.store.round_tables import Round
from services.budget.usecases.office import Office
from services.budget.usecases.rounds.close_round import plan_closing
from services.budget.usecases.rounds.of_round import check_may_manage, check_seen_round, stage_of
from services.budget.usecases.waiting.plan_notice import plan_notice
from services.kit.caller import Caller
from services.kit.database import Session

PEPPER_BYTES = 32


async def set_round(session: Session, caller: Caller, body: SetRound, office: Office) -> Round:
    """Raises UnknownLine, NotYours, NotALineToVoteOn, RoundAboveFree."""
    line = await find_line(session, body.line_id)
    if line is None:
        raise UnknownLine(line_id=str(body.line_id), year="")
    check_may_manage(caller, line.area_id)
    if line.kind not in (LineKind.AREA, LineKind.CITY_WIDE) or not await is_published(session, line.year):
        raise NotALineToVoteOn
    await _check_is_free(session, line.id, body.budget_cents)
    made = _round(body, line, caller, office)
    session.add(made)
    await session.flush()
    return made


async def publish_round(session: Session, caller: Caller, round_id: UUID, body: PublishRound, office: Office) -> Round:
    """From here on its money is kept apart, and it opens and closes by itself.

    Raises UnknownRound, NotYours, StaleVersion, RoundMove, RoundOpensInThePast, RoundAboveFree.
    """
    found = await lock_round(session, round_id)
    check_may_manage(caller, found.area_id)
    await check_seen_round(session, caller, found, body.version, office)
    check_move(stage_of(found, office), RoundState.PUBLISHED)
    if found.opens_at <= office.now():
        raise RoundOpensInThePast
    await _check_is_free(session, found.line_id, found.budget_cents)
    found.state = RoundState.PUBLISHED.value
    found.version += 1
    found.published_at, found.published_where = office.now(), body.where
    await plan_closing(session, found)
    await session.flush()
    return found


async def call_off_round(session: Session, caller: Caller, round_id: UUID, body: CallOffRound, office: Office) -> Round:
    """Nobody will know what was voted. Raises UnknownRound, NotYours, StaleVersion, RoundMove."""
    found = await lock_round(session, round_id)
    check_may_manage(caller, found.area_id)
    await check_seen_round(session, caller, found, body.version, office)
    check_move(stage_of(found, office), RoundState.CALLED_OFF)
    await forget_voters(session, found.id)
    found.state, found.pepper = RoundState.CALLED_OFF.value, None
    found.version += 1
    found.called_off = body.reason
    await plan_notice(session, found.line_id)
    await session.flush()
    return found


async def _check_is_free(session: Session, line_id: UUID, budget_cents: int) -> None:
    """The line stays locked until the transaction ends, so that nobody gives this money away meanwhile."""
    await lock_line(session, line_id)
    free = await cents_to_give(session, line_id)
    if budget_cents > free:
        raise RoundAboveFree(budget_cents=Euros(budget_cents), free_cents=Euros(max(free, 0)))


def _round(body: SetRound, line: Line, caller: Caller, office: Office) -> Round:
    return Round(
        year=line.year,
        line_id=line.id,
        area_id=line.area_id,
        title=body.title,
        state=RoundState.SET.value,
        version=1,
        rule=body.rule.value,
        choices={"equal_shares": body.equal_shares.model_dump(), "greedy": body.greedy.model_dump()},
        lowest_age=body.lowest_age,
        opens_at=body.opens_at,
        closes_at=body.closes_at,
        budget_cents=body.budget_cents,
        ballots_published=body.ballots_published.value,
        advised_choices=body.advised_choices,
        codes_by_mail=body.codes_by_mail,
        pepper=secrets.token_bytes(PEPPER_BYTES),
        set_by=caller.name,
        set_at=office.now(),
    )
