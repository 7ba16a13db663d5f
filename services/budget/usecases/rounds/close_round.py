"""Closes a round in one transaction: ballots lose their codes, a lot is drawn, both rules count, the file is made."""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from services.budget.contract.rounds import BallotsPublished, CountRule, RoundState
from services.budget.domain.election import Election, Project, an_election, drawn_lot
from services.budget.domain.round_bundle import EQUAL_SHARES, GREEDY, Told, bundle
from services.budget.domain.round_count import Counted, count_by_both
from services.budget.round_views import kept_outcome
from services.budget.store.round_queries import (
    WholeRound,
    ballots_of,
    forget_voters,
    get_whole_round,
    lock_round,
    write_counted,
)
from services.budget.store.round_tables import Round, RoundBundle
from services.budget.usecases.office import Office, on_day
from services.budget.usecases.rounds.of_round import choices_of, stage_of
from services.kit.database import Session
from services.kit.work import plan_work

CLOSE_ROUND = "close-round"
SEED_BYTES = 16
RULE_IN_FILE = {CountRule.EQUAL_SHARES: EQUAL_SHARES, CountRule.GREEDY: GREEDY}


async def plan_closing(session: Session, found: Round) -> None:
    await plan_work(session, CLOSE_ROUND, {"roundId": str(found.id)}, found.closes_at)


def round_closer(office: Office) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of closing."""

    async def close(session: Session, payload: Mapping[str, Any]) -> None:
        await close_round(session, UUID(payload["roundId"]), office)

    return close


async def close_round(session: Session, round_id: UUID, office: Office) -> None:
    """All of it or nothing; a round that is closed or called off stays as it is. Nobody votes meanwhile.

    The order of the ballots comes from `secrets` and not from the database, that could be asked for it again.
    """
    found = await lock_round(session, round_id)
    if found.state != RoundState.PUBLISHED:
        return
    if stage_of(found, office) != RoundState.COUNTING:
        await plan_closing(session, found)
        return
    whole = await get_whole_round(session, round_id)
    cast = await ballots_of(session, round_id)
    ballots = [projects for projects, _ in cast]
    secrets.SystemRandom().shuffle(ballots)
    await write_counted(session, round_id, ballots)
    await forget_voters(session, round_id)
    found.paper_ballots = sum(on_paper for _, on_paper in cast)
    found.codes_mailed, found.codes_printed = whole.numbers.mailed, whole.numbers.printed
    found.voters, found.seed = len(ballots), secrets.token_hex(SEED_BYTES)
    found.state, found.pepper, found.closed_at = RoundState.CLOSED.value, None, office.now()
    found.version += 1
    election = _election(whole, ballots, found.seed)
    # In a thread: a big round takes seconds to count, and the service answers meanwhile.
    by_shares, by_votes = await asyncio.to_thread(count_by_both, election, choices_of(found))
    found.outcome = kept_outcome(election, by_shares, by_votes)
    content = _bundle(whole, election, by_shares if found.rule == CountRule.EQUAL_SHARES else by_votes)
    found.bundle_sha256 = hashlib.sha256(content).hexdigest()
    session.add(RoundBundle(round_id=round_id, content=content))
    await session.flush()


def _election(whole: WholeRound, ballots: list[list[int]], seed: str) -> Election:
    projects = [
        Project(str(each.number), each.cost_cents, each.title, each.theme or "", each.least_cents)
        for each in whole.projects
    ]
    lot = drawn_lot((project.id for project in projects), seed)
    return an_election(whole.round.budget_cents, projects, (map(str, ballot) for ballot in ballots), lot)


def _bundle(whole: WholeRound, election: Election, decides: Counted) -> bytes:
    found = whole.round
    told = Told(
        round_id=str(found.id),
        title=found.title,
        line=whole.line.name,
        year=found.year,
        first_day=on_day(found.opens_at),
        last_day=on_day(found.closes_at),
        lowest_age=found.lowest_age,
        rule=RULE_IN_FILE[CountRule(found.rule)],
        choices=choices_of(found),
        seed=found.seed or "",
        paper_ballots=found.paper_ballots or 0,
    )
    votes_only = found.ballots_published == BallotsPublished.VOTES_PER_PLAN
    return bundle(told, election, decides.outcome.winners, votes_only=votes_only)
